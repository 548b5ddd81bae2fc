import type { Facts } from '../facts.ts'

/**
 * What every error of the client is. All facts are fields, and stand in the message; what an answer's body held is
 * in neither, so an error can be logged.
 */
export class ClientError extends Error implements Partial<Facts> {
  declare readonly method?: string
  declare readonly url?: string
  declare readonly attempts?: number
  declare readonly idempotencyKey?: string
  declare readonly status?: number
  declare readonly requestId?: string | null
  declare readonly retryAfter?: number

  constructor(facts: object, text: string, cause?: unknown) {
    super(text + ' ' + JSON.stringify(facts), { cause })
    Object.assign(this, facts)
  }
}
