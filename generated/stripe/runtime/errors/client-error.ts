// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

import type { CallInfo } from '../call-info.js'

/**
 * The base class of every error of the client. The details of the call are fields, and are also in the message. The content of a
 * response body is in neither, so the error can be logged.
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
