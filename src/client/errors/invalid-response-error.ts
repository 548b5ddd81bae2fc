import { ClientError } from './client-error.ts'

/**
 * Thrown when the response body does not match the description: a proxy's HTML, an empty body, incomplete JSON or, with
 * `validate`, any mismatch. The request may have been processed.
 */
export class InvalidResponseError extends ClientError {
  override readonly name = 'InvalidResponseError'
}
