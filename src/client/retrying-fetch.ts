import { createRequestSender } from './requests.ts'
import type { RetryOptions } from './retry.ts'

/**
 * The client's retries as a `fetch` for any other: requests that carry an idempotency key are sent again where that
 * is worth it; all others go out once.
 *
 * @example createClient({ fetch: retryingFetch({ maxRetries: 3 }) })
 */
export const retryingFetch =
  (options: Partial<Omit<RetryOptions, 'idempotencyKey'>> = {}) =>
  async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init)
    const key = options.key ?? 'Idempotency-Key'
    const send = createRequestSender({ ...options, key, idempotencyKey: request.headers.get(key) ?? '' })
    // The caller's own signal, and what of `init` only this platform knows (a dispatcher, `cf`).
    const signal = init?.signal ?? (input as Partial<Request>).signal ?? null
    return send(request, { ...init, signal })
  }
