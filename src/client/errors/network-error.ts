import { ClientError } from './client-error.ts'

/** No answer came, or only a part of one: refused, reset, cut off. `cause` is the platform's error. */
export class NetworkError extends ClientError {
  override readonly name = 'NetworkError'
}
