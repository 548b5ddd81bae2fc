import type { CallInfo, Mutable } from './call-info.ts'
import { checkFunction, checkIdempotencyKey, checkList, checkSignal, checkTime } from './checks.ts'
import { now } from './clock.ts'
import { invalid } from './errors.ts'
import { notify, type Hooks } from './hooks.ts'
import { randomKey } from './idempotency-key.ts'
import { aborted, describeFailure, isUnsendable, noResponse, unsendable } from './no-response.ts'
import { readText } from './read-text.ts'
import { isStream, type RequestParts } from './request-parts.ts'
import { retryAfter } from './retry-after.ts'
import { retryDelay } from './retry-delay.ts'
import { settleWithin } from './settle-within.ts'

/** Sends one attempt. `init.signal` aborts it. `globalThis.fetch` has this type. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** When, how often and how long a request is repeated. `undefined` selects the default. */
export interface RetryPolicy {
  /** The maximum number of retries. Default: 2. */
  readonly maxRetries?: number | undefined
  /** The time limit of the call with all its attempts and delays, in milliseconds. Default: 90,000. */
  readonly budget?: number | undefined
  /**
   * The methods that may be retried. Default: all. A request that is not idempotent (RFC 9110, section 9.2.2) and has no
   * idempotency key is never retried.
   */
  readonly methods?: readonly string[] | undefined
  /** The status codes that are retried, if the server does not state otherwise. Default: 408, 409, 429 and 5xx. */
  readonly statuses?: readonly number[] | undefined
  /**
   * Returns the delay before the next attempt, in milliseconds. It is never shorter than what the server requested.
   * Default: `retryDelay`.
   */
  readonly delay?: ((attempts: number, requestedDelay?: number) => number) | undefined
}

/** How a request is sent. The options of a call override those of its client. */
export interface SendOptions extends Hooks {
  /** Sends one attempt. Default: the platform's `fetch`. */
  readonly fetch?: Fetch | undefined
  /** The time limit of one attempt, up to the last byte of the response, in milliseconds. Default: 30,000. */
  readonly timeout?: number | undefined
  /** When, how often and how long a request is repeated. */
  readonly retry?: RetryPolicy | undefined
}

/** What the description defines about keys and retries. */
export interface RetryRules {
  /** The header that carries the idempotency key. Empty if no key is accepted. */
  readonly keyHeader: string
  /** Whether PUT and DELETE require a key, too: without one they are not retried. */
  readonly requiresKey?: boolean | undefined
  /** The header in which the server itself allows (`true`) or forbids (`false`) a retry. */
  readonly directiveHeader?: string | undefined
  /** The header that carries the server's id of the request. */
  readonly requestIdHeader?: string | undefined
}

/** The options of one request. */
export interface RequestOptions extends SendOptions {
  /** Default: the key in the headers of the request, or a new UUID. With `''` no key is sent. */
  readonly idempotencyKey?: string | undefined
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE'])
const IDEMPOTENT_METHODS = new Set([...SAFE_METHODS, 'PUT', 'DELETE'])

/** Request Timeout, Conflict, and Too Many Requests. Every server error is retryable, too. */
const RETRYABLE_STATUSES = new Set([408, 409, 429])

/** A timer of more than 24 days overflows and fires at once. */
const LONGEST_TIMER = 2_000_000_000

/**
 * Sends a request, and sends it again if that is safe and may succeed. It is safe if the request carries an idempotency
 * key or has an idempotent method. It may succeed after a network error, a timeout, 408, 409, 429 and 5xx, unless the
 * server states otherwise. The last response is returned unchanged and complete: an incomplete response counts as a
 * network error.
 *
 * @param info is updated after every attempt
 * @param readBody reads a response to its last byte
 * @throws InvalidRequestError, NetworkError, TimeoutError, AbortError
 */
export const retry =
  (
    rules: RetryRules,
    options: RequestOptions,
    info: Mutable<CallInfo> = {} as Mutable<CallInfo>,
    readBody: typeof readText = readText,
  ) =>
  async (init: RequestParts): Promise<Response> => {
    const { method, url, signal } = init
    const { retry: policy = {}, timeout = 30_000 } = options
    const { maxRetries = 2, budget = 90_000, delay = retryDelay } = policy
    checkTime('timeout', timeout)
    checkTime('retry.budget', budget)
    checkFunction('retry.delay', delay)
    checkList('retry.methods', policy.methods)
    checkList('retry.statuses', policy.statuses)
    checkSignal(signal)
    const send = options.fetch ?? (globalThis as { fetch?: Fetch }).fetch
    if (typeof send !== 'function') throw invalid('fetch', 'a function: this platform has none')
    const idempotencyKey = setKey(init.headers, rules.keyHeader, options.idempotencyKey)
    const isRepeatable = isSafeToRepeat(method, idempotencyKey, rules)
    const isRetried = isRepeatable && !isStream(init.body) && isListed(method, policy)
    const setHeader = (name: string, value: string): void => {
      // With another key, an attempt would be another request.
      if (name.toLowerCase() !== rules.keyHeader.toLowerCase()) init.headers.set(name, value)
    }
    const end = now() + Math.min(budget, LONGEST_TIMER)
    Object.assign(info, { method, url, idempotencyKey, attempts: 0, status: 0, requestId: null })
    while (!signal?.aborted) {
      const attempt = ++info.attempts
      const start = now()
      notify(options.onRequest, () => ({ ...info, attempt, setHeader }))
      const { response, error } = await sendOnce(init, send, Math.min(timeout, end - start), readBody)
      if (attempt === 1 && isUnsendable(error)) throw unsendable(info, error)
      info.status = response?.status ?? 0
      info.requestId = headerOf(response, rules.requestIdHeader)
      info.retryAfter = retryAfter(headerOf(response, 'Retry-After'))
      const isAborted = signal?.aborted && !response
      const reason = isAborted ? 'aborted' : response ? `status ${info.status}` : describeFailure(error)
      notify(options.onResponse, () => ({ ...info, attempt, duration: Math.round(now() - start), reason }))
      if (isAborted) break
      const mayRetry = isRetried && attempt <= maxRetries && maySucceedLater(response, rules, policy)
      const wait = mayRetry ? delayOf(delay, attempt, info.retryAfter) : Infinity
      const giveUp = (): Response => {
        if (response) return response
        throw noResponse(info, error, isRepeatable)
      }
      if (now() + wait > end) return giveUp()
      notify(options.onRetry, () => ({ ...info, attempt, delay: wait, reason }))
      await settleWithin(wait, signal)
      // A machine that slept wakes up late: the next attempt would be sent and aborted at once.
      if (now() >= end && !signal?.aborted) return giveUp()
    }
    throw aborted(info, signal.reason)
  }

/** Sets the header of the idempotency key. @returns the key, or an empty text if none is sent */
const setKey = (headers: Headers, keyHeader: string, idempotencyKey: string | undefined): string => {
  if (keyHeader === '' && idempotencyKey) throw invalid('idempotencyKey', 'none: no header carries a key')
  if (keyHeader === '') return ''
  const key = idempotencyKey === undefined ? (headers.get(keyHeader) ?? randomKey()) : idempotencyKey
  if (key === '') headers.delete(keyHeader)
  else headers.set(keyHeader, checkIdempotencyKey(key))
  return key
}

/** Whether a request can be sent again without a second effect. */
export const isSafeToRepeat = (
  method: string,
  idempotencyKey: string,
  { requiresKey }: RetryRules,
): boolean => idempotencyKey !== '' || (requiresKey ? SAFE_METHODS : IDEMPOTENT_METHODS).has(method)

/** Whether a policy allows retries of a method. */
const isListed = (method: string, { methods }: RetryPolicy): boolean =>
  methods?.some((each) => each.toUpperCase() === method) ?? true

/** Returns the delay before the next attempt. One that throws or is no number ends the call, with its outcome and key. */
const delayOf = (delay: typeof retryDelay, attempts: number, requestedDelay = 0): number => {
  try {
    const ms = Math.max(delay(attempts, requestedDelay || undefined), requestedDelay)
    return Number.isNaN(ms) ? Infinity : ms
  } catch {
    return Infinity
  }
}

const headerOf = (response: Response | undefined, name: string | undefined): string | null =>
  name === undefined ? null : (response?.headers.get(name) ?? null)

/** Sends one attempt and reads its response. Without a complete response the attempt is aborted. */
const sendOnce = async (
  init: RequestParts,
  send: Fetch,
  ms: number,
  readBody: typeof readText,
): Promise<{ response?: Response | undefined; error?: unknown }> => {
  const attempt = new AbortController()
  const work = async (): Promise<Response> =>
    readBody(checkResponse(await send(init.url, { ...init, signal: attempt.signal })))
  let response: Response | undefined
  try {
    response = await settleWithin(ms, init.signal, work)
    return { response }
  } catch (error) {
    return { error: error ?? new Error('unknown error') }
  } finally {
    if (!response) attempt.abort(init.signal?.reason)
  }
}

/** Returns what a `fetch` of one's own returned, if it can be read. */
const checkResponse = (response: Response): Response => {
  if ((response as Partial<Response> | null | undefined)?.headers) return response
  throw new TypeError('`fetch` returned no Response')
}

/** Whether another attempt may succeed. The server's own directive has priority. */
const maySucceedLater = (
  response: Response | undefined,
  { directiveHeader }: RetryRules,
  { statuses }: RetryPolicy,
): boolean => {
  if (!response) return true
  const { ok, status } = response
  const directive = headerOf(response, directiveHeader)
  if (ok || directive === 'false') return false
  if (directive === 'true') return true
  return statuses?.includes(status) ?? (RETRYABLE_STATUSES.has(status) || status >= 500)
}
