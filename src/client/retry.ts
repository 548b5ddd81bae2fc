import { AbortError } from './errors/abort-error.ts'
import { NetworkError } from './errors/network-error.ts'
import { TimeoutError } from './errors/timeout-error.ts'
import { retryDelay } from './delay.ts'
import type { RequestInitLike } from './request-init-like.ts'
import type { CallInfo, Mutable } from './call-info.ts'
import { retryAfter } from './retry-after.ts'

/** Sends one attempt; `init.signal` ends it. `globalThis.fetch` is one. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** How often and how long a request is tried, and by what it is sent. A member that is `undefined` has its default. */
export interface Policy {
  /** What sends one attempt. Default: the platform's `fetch`. */
  readonly fetch?: Fetch | undefined
  /** How often a request may be sent again. Default: 2. */
  readonly maxRetries?: number | undefined
  /** For one attempt, to the last byte of its answer, in milliseconds. Default: 30,000. */
  readonly timeout?: number | undefined
  /** For the call with all its attempts and waits, in milliseconds. Default: 90,000. */
  readonly budget?: number | undefined
}

/** The policy, and the headers by which the server takes part in it. */
export interface RetryOptions extends Policy {
  /** The header that carries the idempotency key. */
  readonly key: string
  /** Its value. Default: what the request has, else a new UUID. With `''` nothing is sent twice. */
  readonly idempotencyKey?: string | undefined
  /** The header with which the server itself says `true` or `false` to a retry. */
  readonly retry?: string | undefined
  /** The header with the server's name for the request. */
  readonly requestId?: string | undefined
}

/** What is needed of a caller's signal, and of the absence of one. */
type Signal = Partial<AbortSignal>

/** Reads an answer to its last byte; its text can be had again. */
export const readText = async (response: Response): Promise<Response> => {
  const text = await response.text()
  // eslint-disable-next-line @typescript-eslint/require-await -- nine bytes less than a promise by name
  response.text = async () => text
  return response
}

/**
 * Sends a request, and again where that is safe, because the server knows its key, and worth it: after a network
 * error, a timeout, 408, 409, 429 and 5xx, unless the server itself says otherwise. The last answer comes back as it
 * is, whole: half of one counts for none.
 *
 * @param info is told how it goes
 * @param readBody reads an answer to its last byte
 * @throws NetworkError, TimeoutError, AbortError
 */
export const retry =
  (options: RetryOptions, info = {} as Mutable<CallInfo>, readBody = readText) =>
  async (init: RequestInitLike): Promise<Response> => {
    const {
      key,
      retry: directive,
      requestId,
      idempotencyKey = init.headers.get(key) ?? crypto.randomUUID(),
      fetch: send = fetch,
      maxRetries = 2,
      timeout = 3e4,
      budget = 9e4,
    } = options
    const signal: Signal = init.signal ?? {}
    // Beyond 24 days timers overflow, and fire at once.
    const end = Date.now() + Math.min(budget, 2e9)
    let timer: unknown
    let done: AbortController
    const waitAtMost = (ms: number, work?: Promise<Response>) =>
      new Promise<Response>((resolve, reject) => {
        timer = setTimeout(work ? reject : resolve, ms)
        // A controller is what `addEventListener` takes as options: it has a `signal`.
        signal.addEventListener?.('abort', reject, done)
        work?.then(resolve, reject)
      })
    if (idempotencyKey) init.headers.set(key, idempotencyKey)
    for (let attempts = 0, wait = 0; ;) {
      const attempt = new AbortController()
      done = new AbortController()
      let response: Response | undefined
      let cause: unknown
      try {
        if (wait) await waitAtMost(wait)
        if (signal.aborted) throw signal.reason
        attempts++
        response = await waitAtMost(
          Math.min(timeout, end - Date.now()),
          send(init.url, { ...init, signal: attempt.signal }).then(readBody),
        )
      } catch (error) {
        // A timer rejects with nothing, a caller's signal with an event; what is behind that is its reason.
        attempt.abort((cause = signal.reason ?? error))
      }
      clearTimeout(timer as number)
      done.abort()
      const { status, headers } = response ?? Response.error()
      Object.assign(info, {
        method: init.method,
        url: init.url,
        idempotencyKey,
        attempts,
        status,
        requestId: headers.get(requestId as string),
      })
      wait = retryDelay(attempts, (info.retryAfter = retryAfter(headers.get('Retry-After'))))
      if (
        // None, or white space, which a header loses.
        idempotencyKey < '!' ||
        attempts > maxRetries ||
        Date.now() + wait > end ||
        signal.aborted ||
        !/true|^0|40[89]|429|5../.test(headers.get(directive as string) ?? (status as unknown as string))
      ) {
        if (response) return response
        throw new (signal.aborted ? AbortError : cause ? NetworkError : TimeoutError)(
          info,
          'retry with idempotencyKey',
          cause,
        )
      }
    }
  }
