/** Describes how a call went. It is part of every result and of every error. */
export interface CallInfo {
  /** The HTTP method, such as `POST`. */
  readonly method: string
  /** The address of the request, without any credential. */
  readonly url: string
  /** How often the request was sent. 0 if it was never sent. */
  readonly attempts: number
  /** The key that every attempt carried. With the same key, the call can be repeated without a second effect. */
  readonly idempotencyKey: string
  /** The status code of the last attempt. 0 if there was no response. */
  readonly status: number
  /** The server's id of the request, if the description names the header that carries it. */
  readonly requestId?: string | null
  /** How long the last response asked the client to wait, in milliseconds. */
  readonly retryAfter?: number | undefined
}

/** A type whose members can be written: the client fills in the details of a call while it runs. */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] }
