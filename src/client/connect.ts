// openapi-fetch comes first: in a bundle this order compresses best.
import { createTransport } from './transport.ts'
import { RequestInitLike } from './request-init-like.ts'
import { ApiError } from './errors/api-error.ts'
import { InvalidResponseError } from './errors/invalid-response-error.ts'
import type { CallInfo } from './call-info.ts'
import type { MiddlewareFactory } from './middleware.ts'
import { fillPath } from './path.ts'
import { retry, type Policy, type RetryOptions } from './retry.ts'
import type { CallOptions, Requests } from './types/call.ts'
import type { Method } from './types/method.ts'
import type { Responses } from './types/result.ts'
import type { ResponseValidator } from './validation.ts'

/** Where requests of an API go, and what all of them carry. */
export interface Settings {
  readonly baseUrl: string
  readonly headers: Readonly<Record<string, string | null | undefined>>
  readonly bodySerializer?: (body: unknown) => unknown
  readonly querySerializer?: (query: unknown) => string
}

/** What every client takes beside its API's own options. A call's `fetch`, times and `middleware` win over these. */
export interface ClientOptions extends Policy {
  /** Where the API is. Default: the first server of its description. */
  readonly baseUrl?: string | undefined
  /** Goes around every call: `middleware(…)`. Default: nothing. */
  readonly middleware?: MiddlewareFactory | undefined
  /** Checks the body of each success: the `validate` that stands beside the client. Default: none. */
  readonly validate?: ResponseValidator | undefined
}

/** A client's options, and what the description says of keys and errors. */
export interface Api extends ClientOptions, RetryOptions {
  readonly apiKey?: string
  /** The member of an error's body that has its `message`, `type`, `code` and `param`. */
  readonly error: string
}

type Operation = <Types extends Requests & Responses, FilledIn extends string>(
  method: string,
  path: string,
  /** For each success, a member without which its body is something else; empty where there is none to be had. */
  members: Readonly<Record<number | string, string>>,
) => Method<Types, FilledIn>

/** openapi-fetch without its types: they are the generated client's. */
type UntypedRequest = (
  method: string,
  path: string,
  init: object,
) => Promise<{ data?: unknown; error?: unknown; response: Response }>

interface UntypedResult {
  ok: boolean
  data?: unknown
  error?: Readonly<Record<string, unknown>>
}

/** All that a call can have, of its options or the client's. */
interface AnyCall extends CallOptions, RetryOptions {
  readonly body?: unknown
  readonly headers?: unknown
}

/** @returns what makes a method of an operation */
export const connect = (api: Api, settings: Settings): Operation => {
  // What a redirect leads to is not what was asked: fetch would make a GET of a POST, and hand the key on.
  const transport = createTransport({ redirect: 'error', ...settings, pathSerializer: fillPath })
  const operation =
    (method: string, path: string, members: Readonly<Record<number | string, string>>) =>
    (input?: CallOptions) => {
      const info = {} as CallInfo
      const call: AnyCall = { ...api, ...input }
      const { body, headers, signal } = call
      const promise: Promise<UntypedResult> & { orThrow?: unknown } = (transport.request as UntypedRequest)(
        method,
        path,
        {
          body,
          headers,
          signal,
          params: { ...input, path: { ...input } },
          Request: RequestInitLike,
          parseAs: 'text',
          fetch: retry(call, info),
          ...call.middleware?.(call, info),
        },
      ).then(({ data, error: body = data, response }) => {
        const { status, ok } = response
        const member = members[status] ?? api.error
        try {
          // An error's body openapi-fetch has parsed already.
          body = ok ? JSON.parse(body as string) : body
        } catch {
          body = undefined
        }
        const issues =
          member && (body as Record<string, unknown> | undefined)?.[member] == null
            ? (response.headers.get('Content-Type') as string) + ' with no ' + member
            : api.validate?.(method + path, status, body)
        if (issues) throw new InvalidResponseError(info, issues)
        return { ...info, status, ok, [ok ? 'data' : 'error']: body, response } as unknown as UntypedResult
      })
      promise.orThrow = () =>
        promise.then(({ data, error, ok }) => {
          if (ok) return data
          const { type, code, param, message = '' } = (error?.[api.error] ?? {}) as Record<string, unknown>
          throw new ApiError(
            { ...info, type, code, param, body: () => error },
            String(message).replaceAll((api.apiKey as string) || '*', '*'),
          )
        })
      return promise
    }
  return operation as unknown as Operation
}
