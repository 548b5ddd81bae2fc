// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

import { createRequestSender } from './requests.js'
import type { RetryOptions } from './retry.js'

/**
 * Creates a `fetch` with the client's retries for use with any other client. Only requests that carry an idempotency key
 * are retried.
 *
 * @example createClient({ fetch: retryingFetch({ maxRetries: 3 }) })
 */
export const retryingFetch =
  (options: Partial<Omit<RetryOptions, 'idempotencyKey'>> = {}) =>
  async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init)
    const key = options.key ?? 'Idempotency-Key'
    const send = createRequestSender({ ...options, key, idempotencyKey: request.headers.get(key) ?? '' })
    // The caller's own signal, and the members of `init` that only this platform knows (a dispatcher, `cf`).
    const signal = init?.signal ?? (input as Partial<Request>).signal ?? null
    return send(request, { ...init, signal })
  }
