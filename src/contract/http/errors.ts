/** Why there is no response: it did not come in time, the connection was lost, or there was none. */
export type Unreachable = 'timeout' | 'dropped' | 'no connection'

/** Thrown when the target gives no response. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError'
  override readonly cause: Unreachable
  /** Whether the connection had carried an earlier request: a server may close an idle one at any time. */
  readonly wasReused: boolean

  constructor(message: string, cause: Unreachable, wasReused = false) {
    super(message)
    this.cause = cause
    this.wasReused = wasReused
  }
}

/** Thrown when HTTP cannot carry a request: a header with a line break, an invalid header name. */
export class UnsendableError extends Error {
  override readonly name = 'UnsendableError'
}

/** Thrown when the target asks to wait longer than a run waits. */
export class RateLimitedError extends Error {
  override readonly name = 'RateLimitedError'
}

/** Thrown when the run has reached a limit. The message is the reason for the rules that it leaves untested. */
export class RunLimitError extends Error {
  override readonly name = 'RunLimitError'
}
