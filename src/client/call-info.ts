/** How a call went: on every result, and a field of every error. */
export interface CallInfo {
  readonly method: string
  readonly url: string
  /** How often the request was sent: 0 if never. */
  readonly attempts: number
  /** What every attempt carried: with it the same call can be made again without doing the thing twice. */
  readonly idempotencyKey: string
  /** The status of the last attempt; 0 if no answer came. */
  readonly status: number
  /** The server's name for the request, where the description says which header has it. */
  readonly requestId?: string | null
  /** What the last answer asked to wait, in milliseconds. */
  readonly retryAfter?: number | undefined
}

export type Mutable<T> = { -readonly [K in keyof T]: T[K] }
