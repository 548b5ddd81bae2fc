import { ClientError } from './client-error.ts'

/** Thrown when there is no complete response: the connection failed, was reset or was closed. `cause` is the platform's error. */
export class NetworkError extends ClientError {
  override readonly name = 'NetworkError'
}
