import type { Facts, Mutable } from './facts.ts'
import { forRequests } from './requests.ts'
import { readText, type RetryOptions } from './retry.ts'
import type { Middleware } from './transport.ts'

/** What goes around calls. Made by `middleware()`. */
export type Around = (
  options: RetryOptions & { readonly signal?: AbortSignal | null | undefined },
  facts: Mutable<Facts>,
) => object

/**
 * openapi-fetch's middleware for a client's methods, or for one call of them. Whoever does not import it does not pay
 * for it: real Requests are made for middleware alone.
 *
 * @example createApi({ apiKey, middleware: middleware({ onRequest: ({ request }) => console.log(request.url) }) })
 */
export const middleware =
  (...list: Middleware[]): Around =>
  (options, facts) => ({
    middleware: [recorder(options, facts), ...list],
    Request,
    // The caller's own signal: a Request that a middleware makes of another one may lose it.
    fetch: (request: Request) => forRequests(options, facts)(request, { signal: options.signal ?? null }),
  })

/** The outermost one: what a call tells is true, also where another answers in the server's place or changes an answer. */
const recorder = ({ key, idempotencyKey }: RetryOptions, facts: Mutable<Facts>): Middleware => ({
  onRequest: ({ request: { method, url, headers } }) => {
    const given = idempotencyKey ?? headers.get(key) ?? ''
    Object.assign(facts, { method, url, idempotencyKey: given, attempts: 0, status: 0, requestId: null })
  },
  onResponse: async ({ response }) => {
    facts.status = response.status
    await readText(response)
  },
})
