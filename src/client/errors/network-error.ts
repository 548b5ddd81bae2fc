import { ClientError } from './client-error.ts'

/** Thrown when there is no complete response: connection refused, reset or closed. `cause` is the platform's error. */
export class NetworkError extends ClientError {
  override readonly name = 'NetworkError'
}
