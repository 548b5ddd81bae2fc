import type { CallInfo } from './call-info.ts'

/**
 * The base class of every error of the client. The details of the call are fields, and are also in the message. The
 * content of a response body is in neither, so the error can be logged.
 */
export class ClientError extends Error implements Partial<CallInfo> {
  /** The HTTP method. Absent, as all details of the call, if the client itself could not be created. */
  declare readonly method?: string
  /** The address of the request. */
  declare readonly url?: string
  /** How often the request was sent. 0 if it was never sent. */
  declare readonly attempts?: number
  /** The key that every attempt carried: call again with it. Empty if no key was sent. */
  declare readonly idempotencyKey?: string
  /** The status code of the last attempt. 0 if there was no response. */
  declare readonly status?: number
  /** The server's id of the request. `null` if it sent none. */
  declare readonly requestId?: string | null
  /** How long the last response asked the client to wait, in milliseconds. */
  declare readonly retryAfter?: number

  constructor(info: object, text: string, cause?: unknown) {
    super(`${text} ${JSON.stringify(info)}`, cause === undefined ? undefined : { cause })
    Object.assign(this, info)
  }
}

/** Thrown when the client, the call or its credentials cannot be used. No request was sent. */
export class InvalidRequestError extends ClientError {
  override readonly name = 'InvalidRequestError'
}

/**
 * Thrown when there is no complete response: the connection failed, was reset or was closed. `cause` is the platform's
 * error. The request may have been processed.
 */
export class NetworkError extends ClientError {
  override readonly name = 'NetworkError'
}

/** Thrown when the response is not complete within `timeout`, or within the rest of `retry.budget`. */
export class TimeoutError extends ClientError {
  override readonly name = 'TimeoutError'
}

/** Thrown when the caller's `signal` ends the call: before an attempt, during one, or between two. */
export class AbortError extends ClientError {
  override readonly name = 'AbortError'
}

/**
 * Thrown when the response does not match the description: a redirect, a proxy's HTML, an empty body, incomplete JSON or,
 * with `validate`, any mismatch. The request may have been processed.
 */
export class InvalidResponseError extends ClientError {
  override readonly name = 'InvalidResponseError'
}

/** Thrown by `orThrow()` when the API rejects the request. `status` and `code` identify the reason. */
export class ApiError extends ClientError {
  override readonly name = 'ApiError'
  /** The status code of the response. */
  declare readonly status: number
  /** The API's kind of error. Undefined if the body has none. */
  declare readonly type?: string
  /** The API's code of the error: compare this one. Undefined if the body has none. */
  declare readonly code?: string
  /** The parameter that the error is about. */
  declare readonly param?: string | null
  /** Returns the response body. It is a function so that logging the error does not log the body. */
  declare readonly body: () => unknown
}

/** Returns what may be true of a call without a usable response, and what to do. */
export const advice = (
  { idempotencyKey }: Pick<CallInfo, 'idempotencyKey'>,
  isRepeatable: boolean,
): string => {
  const sameKey = idempotencyKey === '' ? '' : ' with the same idempotencyKey'
  return `The request may have been processed: ${isRepeatable ? `call again${sameKey}` : 'find out before you call again'}.`
}

/** Returns the error of an option or of a part of a call. Its message does not have the value, which may be a secret. */
export const invalid = (option: string, expected: string, cause?: unknown): InvalidRequestError =>
  new InvalidRequestError({ option }, `Invalid \`${option}\`: expected ${expected}.`, cause)
