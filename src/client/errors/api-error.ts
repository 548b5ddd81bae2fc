import { ClientError } from './client-error.ts'

/** The API refused, in its own words: what `orThrow()` throws. Tell refusals apart by `status` and `code`. */
export class ApiError extends ClientError {
  override readonly name = 'ApiError'
  declare readonly status: number
  declare readonly type?: string
  declare readonly code?: string
  /** The parameter that the refusal is about. */
  declare readonly param?: string | null
  /** The answer's body. A function, so that to log the error is not to log what the body holds. */
  declare readonly body: () => unknown
}
