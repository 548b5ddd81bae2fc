import type { CallInfo } from '../call-info.ts'

/**
 * What every error of the client is. All facts are fields, and stand in the message; what an answer's body held is
 * in neither, so an error can be logged.
 */
export class ClientError extends Error implements Partial<CallInfo> {
  declare readonly method?: string
  declare readonly url?: string
  declare readonly attempts?: number
  declare readonly idempotencyKey?: string
  declare readonly status?: number
  declare readonly requestId?: string | null
  declare readonly retryAfter?: number

  constructor(info: object, text: string, cause?: unknown) {
    super(text + ' ' + JSON.stringify(info), { cause })
    Object.assign(this, info)
  }
}
