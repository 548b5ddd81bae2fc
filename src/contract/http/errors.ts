/** Thrown when the target gives no response. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError'
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
