// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

import { ClientError } from './client-error.js'

/** Thrown by `orThrow()` when the API rejects the request. `status` and `code` identify the reason. */
export class ApiError extends ClientError {
  override readonly name = 'ApiError'
  declare readonly status: number
  declare readonly type?: string
  declare readonly code?: string
  /** The parameter that the error is about. */
  declare readonly param?: string | null
  /** Returns the response body. It is a function so that logging the error does not log the body. */
  declare readonly body: () => unknown
}
