import { ClientError } from './client-error.ts'

/** The caller's `signal` ended the call, before it was sent, while it was under way or between two attempts. */
export class AbortError extends ClientError {
  override readonly name = 'AbortError'
}
