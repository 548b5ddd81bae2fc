import { AbortError } from './errors/abort-error.ts'
import { NetworkError } from './errors/network-error.ts'
import { TimeoutError } from './errors/timeout-error.ts'
import { retryDelay } from './delay.ts'
import type { Facts, Mutable } from './facts.ts'
import { retryAfter } from './retry-after.ts'

/** Sends one request; the signal ends the attempt. `globalThis.fetch` is one. */
export type Fetch = (request: Request, init: { readonly signal: AbortSignal }) => Promise<Response>

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

export interface RetryOptions extends Policy {
  /** The header that carries the idempotency key. */
  readonly key: string
  /** Its value. Default: what the request has, else a new UUID. With `''` nothing is sent twice. */
  readonly idempotencyKey?: string | undefined
  /** The header with which the server itself says `true` or `false` to a retry. */
  readonly retry?: string
  /** The header with the server's name for the request. */
  readonly requestId?: string
  /** Is told how it goes. */
  readonly facts?: Mutable<Facts>
}

/**
 * A `fetch` that sends a request again where that is safe, because the server knows its key, and worth it: after a
 * network error, a timeout, 408, 409, 429 and 5xx, unless the server itself says otherwise. The last answer comes
 * back as it is, whole.
 *
 * @throws NetworkError, TimeoutError, AbortError
 */
export const retry =
  (options: RetryOptions) =>
  async (request: Request): Promise<Response> => {
    const {
      key,
      retry: directive,
      requestId,
      idempotencyKey = request.headers.get(key) ?? crypto.randomUUID(),
      fetch: send = fetch,
      maxRetries = 2,
      timeout = 3e4,
      budget = 9e4,
      facts = {} as Mutable<Facts>,
    } = options
    // Beyond 24 days timers overflow, and fire at once.
    const end = Date.now() + Math.min(budget, 2e9)
    let timer: unknown
    const within = (ms: number, work?: Promise<Response>) =>
      new Promise<Response>((resolve, reject) => {
        timer = setTimeout(work ? reject : resolve, ms)
        request.signal.onabort = reject
        work?.then(resolve, reject)
      })
    if (idempotencyKey) request.headers.set(key, idempotencyKey)
    Object.assign(facts, { method: request.method, url: request.url, idempotencyKey, attempts: 0 })
    for (let wait = 0; ;) {
      const attempt = new AbortController()
      let response: Response | undefined
      let cause: unknown
      try {
        if (wait) await within(wait)
        request.signal.throwIfAborted()
        facts.attempts++
        response = await within(
          Math.min(timeout, end - Date.now()),
          // A request can be sent once, so a copy goes out. The answer is complete when its copy has been read.
          send(request.clone(), attempt).then((answer) =>
            answer
              .clone()
              .text()
              .then(() => answer),
          ),
        )
      } catch (error) {
        cause = error
        attempt.abort()
      }
      clearTimeout(timer as number)
      const { status, headers } = response ?? Response.error()
      Object.assign(facts, {
        status,
        requestId: headers.get(requestId as string),
        retryAfter: retryAfter(headers.get('Retry-After')),
      })
      wait = retryDelay(facts.attempts, facts.retryAfter)
      if (
        !idempotencyKey ||
        facts.attempts > maxRetries ||
        request.signal.aborted ||
        Date.now() + wait > end ||
        !/true|^0|40[89]|429|5../.test(headers.get(directive as string) ?? (status as unknown as string))
      ) {
        if (response) return response
        throw new (request.signal.aborted ? AbortError : cause ? NetworkError : TimeoutError)(
          facts,
          'no response; repeat with idempotencyKey',
          cause,
        )
      }
    }
  }
