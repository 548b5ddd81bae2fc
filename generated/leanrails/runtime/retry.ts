// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

import { retryDelay } from './delay.js'
import { noResponse } from './no-response.js'
import type { RequestInitLike } from './request-init-like.js'
import type { CallInfo, Mutable } from './call-info.js'
import { retryAfter } from './retry-after.js'
import { settleWithin, type Signal } from './settle-within.js'

/** Sends one attempt. `init.signal` aborts it. `globalThis.fetch` has this type. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** How often and how long a request is tried, and the function that sends it. `undefined` selects the default. */
export interface Policy {
  /** Sends one attempt. Default: the platform's `fetch`. */
  readonly fetch?: Fetch | undefined
  /** The maximum number of retries. Default: 2. */
  readonly maxRetries?: number | undefined
  /** The time limit of one attempt, up to the last byte of the response, in milliseconds. Default: 30,000. */
  readonly timeout?: number | undefined
  /** The time limit of the call with all its attempts and delays, in milliseconds. Default: 90,000. */
  readonly budget?: number | undefined
}

/** The policy, and the headers that the API uses for retries. */
export interface RetryOptions extends Policy {
  /** The header that carries the idempotency key. */
  readonly key: string
  /** The idempotency key. Default: the key of the request, or a new UUID. With `''` the request is never retried. */
  readonly idempotencyKey?: string | undefined
  /** The header in which the server itself allows (`true`) or forbids (`false`) a retry. */
  readonly retry?: string | undefined
  /** The header that carries the server's id of the request. */
  readonly requestId?: string | undefined
}

/** Reads a response to its last byte. Its text can still be read afterwards. */
export const readText = async (response: Response): Promise<Response> => {
  const text = await response.text()
  response.text = () => Promise.resolve(text)
  return response
}

/** Whether a retry may succeed: the server's own directive decides; without one, 408, 409, 429, 5xx and no response (0). */
const isRetryable = (directive: string | null, status: number): boolean =>
  /true|^0|40[89]|429|5../.test(directive ?? (status as unknown as string))

/** Sends one attempt and reads its response. If that fails, the attempt is aborted. */
const sendOnce = async (
  send: Fetch,
  init: RequestInitLike,
  signal: Signal,
  ms: number,
  readBody: typeof readText,
): Promise<Response> => {
  const attempt = new AbortController()
  try {
    return await settleWithin(ms, signal, () =>
      send(init.url, { ...init, signal: attempt.signal }).then(readBody),
    )
  } catch (error) {
    attempt.abort(signal.reason ?? error)
    throw error
  }
}

/**
 * Sends a request, and sends it again if that is safe and may succeed. It is safe if the request carries an idempotency
 * key. It may succeed after a network error, a timeout, 408, 409, 429 and 5xx, unless the server states otherwise. The
 * last response is returned unchanged and complete: an incomplete response counts as a network error.
 *
 * @param info is updated after every attempt
 * @param readBody reads a response to its last byte
 * @throws NetworkError, TimeoutError, AbortError
 */
export const retry =
  (options: RetryOptions, info = {} as Mutable<CallInfo>, readBody = readText) =>
  async (init: RequestInitLike): Promise<Response> => {
    const {
      key,
      idempotencyKey = init.headers.get(key) ?? crypto.randomUUID(),
      fetch: send = fetch,
      maxRetries = 2,
      timeout = 3e4,
      budget = 9e4,
    } = options
    const { method, url } = init
    const signal: Signal = init.signal ?? {}
    // A timer of more than 24 days overflows and fires at once.
    const end = Date.now() + Math.min(budget, 2e9)
    if (idempotencyKey) init.headers.set(key, idempotencyKey)
    for (let attempts = 0, wait = 0; ;) {
      let response: Response | undefined
      let cause: unknown
      try {
        if (wait) await settleWithin(wait, signal)
        if (signal.aborted) throw signal.reason
        attempts++
        response = await sendOnce(send, init, signal, Math.min(timeout, end - Date.now()), readBody)
      } catch (error) {
        // A timeout rejects with undefined, an abort with an event: the signal has its reason.
        cause = signal.reason ?? error
      }
      const { status, headers } = response ?? Response.error()
      const requestId = headers.get(options.requestId as string)
      Object.assign(info, { method, url, idempotencyKey, attempts, status, requestId })
      wait = retryDelay(attempts, (info.retryAfter = retryAfter(headers.get('Retry-After'))))
      if (
        // Empty, or white space, which a header loses.
        idempotencyKey < '!' ||
        attempts > maxRetries ||
        Date.now() + wait > end ||
        signal.aborted ||
        !isRetryable(headers.get(options.retry as string), status)
      ) {
        if (response) return response
        throw noResponse(info, cause, signal.aborted)
      }
    }
  }
