// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

import { ClientError } from './client-error.js'

/** Thrown when the response is not complete within `timeout`, or within the rest of `budget`. */
export class TimeoutError extends ClientError {
  override readonly name = 'TimeoutError'
}
