import { ClientError } from './client-error.ts'

/** Thrown when the caller's `signal` ends the call: before an attempt, during one, or between two. */
export class AbortError extends ClientError {
  override readonly name = 'AbortError'
}
