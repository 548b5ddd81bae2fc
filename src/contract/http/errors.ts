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

/** Thrown when the run has sent as many requests as `--max-requests` allows. */
export class RequestLimitError extends Error {
  override readonly name = 'RequestLimitError'

  constructor(limit: number) {
    super(requestLimitReason(limit))
  }
}

/** Returns the reason for rules that a run leaves untested because of its limit. */
export function requestLimitReason(limit: number): string {
  return `the run stopped after ${limit} requests (--max-requests)`
}
