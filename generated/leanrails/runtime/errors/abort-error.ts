// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

import { ClientError } from './client-error.js'

/** Thrown when the caller's `signal` ends the call: before an attempt, during one, or between two. */
export class AbortError extends ClientError {
  override readonly name = 'AbortError'
}
