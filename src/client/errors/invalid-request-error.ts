import { ClientError } from './client-error.ts'

/** The call, or the API key, cannot be sent as it is: nothing was sent. */
export class InvalidRequestError extends ClientError {
  override readonly name = 'InvalidRequestError'
}
