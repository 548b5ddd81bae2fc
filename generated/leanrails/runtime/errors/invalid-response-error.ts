// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

import { ClientError } from './client-error.js'

/**
 * Thrown when the response body does not match the description: a proxy's HTML, an empty body, incomplete JSON or, with
 * `validate`, any mismatch. The request may have been processed.
 */
export class InvalidResponseError extends ClientError {
  override readonly name = 'InvalidResponseError'
}
