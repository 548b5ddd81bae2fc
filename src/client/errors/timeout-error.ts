import { ClientError } from './client-error.ts'

/** The whole answer was not there within `timeout`, or within what was left of `budget`. */
export class TimeoutError extends ClientError {
  override readonly name = 'TimeoutError'
}
