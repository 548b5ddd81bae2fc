// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

import { createRequestSender } from './requests.js'
import { mergeOptions } from './options.js'
import type { RetryRules, SendOptions } from './retry.js'

/**
 * Creates a `fetch` with the client's retries for use with any other client. Only requests that are idempotent or carry an
 * idempotency key are retried.
 *
 * @param options `keyHeader` is `Idempotency-Key` by default
 * @example createClient({ fetch: retryingFetch({ retry: { maxRetries: 3 } }) })
 */
export const retryingFetch =
  (options: SendOptions & Partial<RetryRules> = {}) =>
  async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init)
    const keyHeader = options.keyHeader ?? 'Idempotency-Key'
    const idempotencyKey = request.headers.get(keyHeader) ?? ''
    const send = createRequestSender({ ...options, keyHeader }, mergeOptions(options, { idempotencyKey }))
    // The caller's own signal, and the members of `init` that only this platform knows (a dispatcher, `cf`).
    const signal = init?.signal ?? (input instanceof Request ? input.signal : null)
    return send(request, { ...init, signal })
  }
