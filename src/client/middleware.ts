import type { CallInfo, Mutable } from './call-info.ts'
import { createRequestSender } from './requests.ts'
import { readText, type RetryOptions } from './retry.ts'
import type { Middleware } from './transport.ts'

/** Creates the parts of openapi-fetch's options that run middleware. Returned by `middleware()`. */
export type MiddlewareFactory = (
  options: RetryOptions & { readonly signal?: AbortSignal | null | undefined },
  info: Mutable<CallInfo>,
) => object

/**
 * Adds openapi-fetch's middleware to all methods of a client, or to one call. Only bundles that import it contain it,
 * and only calls with middleware create real Request objects.
 *
 * @example createApi({ apiKey, middleware: middleware({ onRequest: ({ request }) => console.log(request.url) }) })
 */
export const middleware =
  (...list: Middleware[]): MiddlewareFactory =>
  (options, info) => ({
    middleware: [recorder(options, info), ...list],
    Request,
    // The caller's own signal: a middleware may create a new Request and lose the signal.
    fetch: (request: Request) =>
      createRequestSender(options, info)(request, { signal: options.signal ?? null }),
  })

/** Runs first and last, so that `info` stays correct when a middleware responds itself or changes the response. */
const recorder = ({ key, idempotencyKey }: RetryOptions, info: Mutable<CallInfo>): Middleware => ({
  onRequest: ({ request: { method, url, headers } }) => {
    const requestKey = idempotencyKey ?? headers.get(key) ?? ''
    Object.assign(info, { method, url, idempotencyKey: requestKey, attempts: 0, status: 0, requestId: null })
  },
  onResponse: async ({ response }) => {
    info.status = response.status
    await readText(response)
  },
})
