// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

import type { CallInfo, Mutable } from './call-info.js'
import { createRequestSender } from './requests.js'
import { readText, type RetryOptions } from './retry.js'
import type { Middleware } from './transport.js'

/** The options of a call, and how its response is read. */
interface MiddlewareOptions extends RetryOptions {
  readonly signal?: AbortSignal | null | undefined
  /** Reads a response to its last byte. Default: as text. */
  readonly readBody?: typeof readText
  /** Whether the response is read while it arrives. */
  readonly isStream?: (response: Response) => boolean
}

/** Creates the parts of openapi-fetch's options that run middleware. Returned by `middleware()`. */
export type MiddlewareFactory = (options: MiddlewareOptions, info: Mutable<CallInfo>) => object

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
      createRequestSender(options, info, options.isStream)(request, { signal: options.signal ?? null }),
  })

/** Runs first and last, so that `info` stays correct when a middleware responds itself or changes the response. */
const recorder = (
  { key, idempotencyKey, readBody = readText }: MiddlewareOptions,
  info: Mutable<CallInfo>,
): Middleware => ({
  onRequest: ({ request: { method, url, headers } }) => {
    const requestKey = idempotencyKey ?? (key && headers.get(key)) ?? ''
    Object.assign(info, { method, url, idempotencyKey: requestKey, attempts: 0, status: 0, requestId: null })
  },
  onResponse: async ({ response }) => {
    info.status = response.status
    await readBody(response)
  },
})
