import { retry, type RetryOptions } from './retry.ts'

/**
 * The client's retries as a `fetch` for any other: requests that carry an idempotency key are sent again where that
 * is worth it; all others go out once.
 *
 * @example createClient({ fetch: retryingFetch({ maxRetries: 3 }) })
 */
export const retryingFetch =
  (options: Partial<RetryOptions> = {}) =>
  (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init)
    const key = options.key ?? 'Idempotency-Key'
    return retry({ ...options, key, idempotencyKey: request.headers.get(key) ?? '' })(request)
  }
