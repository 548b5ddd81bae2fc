import type { CallInfo, Mutable } from './call-info.ts'
import { createRequestSender } from './requests.ts'
import { readText, type RetryOptions } from './retry.ts'
import type { Middleware } from './transport.ts'

/** What goes around calls. Made by `middleware()`. */
export type MiddlewareFactory = (
  options: RetryOptions & { readonly signal?: AbortSignal | null | undefined },
  info: Mutable<CallInfo>,
) => object

/**
 * openapi-fetch's middleware for a client's methods, or for one call of them. Whoever does not import it does not pay
 * for it: real Requests are made for middleware alone.
 *
 * @example createApi({ apiKey, middleware: middleware({ onRequest: ({ request }) => console.log(request.url) }) })
 */
export const middleware =
  (...list: Middleware[]): MiddlewareFactory =>
  (options, info) => ({
    middleware: [recorder(options, info), ...list],
    Request,
    // The caller's own signal: a Request that a middleware makes of another one may lose it.
    fetch: (request: Request) =>
      createRequestSender(options, info)(request, { signal: options.signal ?? null }),
  })

/** The outermost one: what a call tells is true, also where another answers in the server's place or changes an answer. */
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
