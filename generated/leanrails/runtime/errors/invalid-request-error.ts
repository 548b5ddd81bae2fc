// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

import { ClientError } from './client-error.js'

/** Thrown when the call or the API key cannot be sent. No request was sent. */
export class InvalidRequestError extends ClientError {
  override readonly name = 'InvalidRequestError'
}
