import type { CallInfo, Mutable } from './call-info.ts'
import { readText } from './read-text.ts'
import type { RequestParts } from './request-parts.ts'
import { createRequestSender } from './requests.ts'
import type { RequestOptions, RetryRules } from './retry.ts'
import { createTransport, type Middleware } from './transport.ts'

/** A call that middleware sees, and how its response is read. */
export interface WrappedCall {
  /** The path of the operation in the description. */
  readonly path: string
  readonly params: object
  readonly rules: RetryRules
  readonly options: RequestOptions
  readonly info: Mutable<CallInfo>
  /** Reads a response to its last byte. Default: as text. */
  readonly readBody?: typeof readText
  /** Whether the response is read while it arrives. */
  readonly isStream?: (response: Response) => boolean
}

/** Sends a call through middleware. Returned by `middleware()`. */
export type MiddlewareRunner = (request: RequestParts, call: WrappedCall) => Promise<Response>

/**
 * Adds openapi-fetch's middleware to all methods of a client, or to one call. It wraps a call with all its attempts. Only
 * bundles that import it contain openapi-fetch, and only calls with middleware create real Request objects.
 *
 * @example createApi({ apiKey, middleware: middleware({ onRequest: ({ request }) => console.log(request.url) }) })
 */
export const middleware =
  (...list: Middleware[]): MiddlewareRunner =>
  async ({ url, signal, method, ...init }, call) => {
    const { rules, options, info, isStream, params, path } = call
    const send = createRequestSender(rules, options, info, isStream)
    const { response } = await createTransport<object>().request(
      method as never,
      path as never,
      {
        ...init,
        signal,
        params,
        bodySerializer: (body: unknown) => body,
        pathSerializer: () => url,
        querySerializer: () => '',
        parseAs: 'stream',
        middleware: [recorder(call), ...list],
        // The caller's own signal: a middleware may create a new Request and lose the signal.
        fetch: (request: Request) => send(request, { signal: signal ?? null }),
      } as never,
    )
    return response
  }

/** Runs first and last, so that `info` stays correct when a middleware responds itself or changes the response. */
const recorder = ({ rules, options, info, readBody = readText }: WrappedCall): Middleware => ({
  onRequest: ({ request: { method, url, headers } }) => {
    const ownKey = rules.keyHeader === '' ? undefined : headers.get(rules.keyHeader)
    const idempotencyKey = options.idempotencyKey ?? ownKey ?? ''
    Object.assign(info, { method, url, idempotencyKey, attempts: 0, status: 0, requestId: null })
  },
  onResponse: async ({ response }) => {
    info.status = response.status
    await readBody(response)
  },
})
