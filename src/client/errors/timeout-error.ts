import { ClientError } from './client-error.ts'

/** Thrown when the response is not complete within `timeout`, or within the rest of `budget`. */
export class TimeoutError extends ClientError {
  override readonly name = 'TimeoutError'
}
