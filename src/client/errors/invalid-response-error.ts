import { ClientError } from './client-error.ts'

/**
 * The answer's body is not what the description says: a proxy's HTML, nothing, cut JSON, or, with `validate`, any
 * mismatch. Never taken for a success; whether the thing was done is open.
 */
export class InvalidResponseError extends ClientError {
  override readonly name = 'InvalidResponseError'
}
