// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

import { ClientError } from './client-error.js'

/** Thrown when there is no complete response: the connection failed, was reset or was closed. `cause` is the platform's error. */
export class NetworkError extends ClientError {
  override readonly name = 'NetworkError'
}
