import { ClientError } from './client-error.ts'

/** Thrown when the call or the API key cannot be sent. No request was sent. */
export class InvalidRequestError extends ClientError {
  override readonly name = 'InvalidRequestError'
}
