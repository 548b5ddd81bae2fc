// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

// openapi-fetch is imported first: a bundle in this order compresses best.
import { createTransport } from './transport.js'
import { RequestInitLike } from './request-init-like.js'
import { ApiError } from './errors/api-error.js'
import { InvalidResponseError } from './errors/invalid-response-error.js'
import type { CallInfo } from './call-info.js'
import type { MiddlewareFactory } from './middleware.js'
import { fillPath } from './path.js'
import { retry, type Policy, type RetryOptions } from './retry.js'
import type { CallOptions, Requests } from './types/call.js'
import type { Method } from './types/method.js'
import type { Responses } from './types/result.js'
import type { ResponseValidator } from './validation.js'

/** The address of an API, and what every request to it carries. */
export interface Settings {
  readonly baseUrl: string
  readonly headers: Readonly<Record<string, string | null | undefined>>
  readonly bodySerializer?: (body: unknown) => unknown
  readonly querySerializer?: (query: unknown) => string
}

/** The options that every client has. The `fetch`, time limits and `middleware` of a call override them. */
export interface ClientOptions extends Policy {
  /** The address of the API. Default: the first server of its description. */
  readonly baseUrl?: string | undefined
  /** Wraps every call: `middleware(…)`. Default: no middleware. */
  readonly middleware?: MiddlewareFactory | undefined
  /** Checks the body of every success: the `validate` that is generated with the client. Default: no validation. */
  readonly validate?: ResponseValidator | undefined
}

/** The options of a client, and what the description defines about keys and errors. */
export interface Api extends ClientOptions, RetryOptions {
  readonly apiKey?: string
  /** The property of an error body that contains its `message`, `type`, `code` and `param`. */
  readonly error: string
}

type Members = Readonly<Record<number | string, string>>

type Operation = <Types extends Requests & Responses, FilledIn extends string>(
  method: string,
  path: string,
  /** For each status code, a property that the body must have. Empty if no property is certain. */
  members: Members,
) => Method<Types, FilledIn>

/** openapi-fetch without its types. The generated client has the types. */
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

/** All options of a call, whether they are set on the call or on the client. */
interface AnyCall extends CallOptions, RetryOptions {
  readonly body?: unknown
  readonly headers?: unknown
}

/** Returns a function that creates the method of an operation. */
export const connect = (api: Api, settings: Settings): Operation => {
  // A redirect is an error: fetch would turn a POST into a GET, and pass the API key on.
  const transport = createTransport({ redirect: 'error', ...settings, pathSerializer: fillPath })
  const operation = (method: string, path: string, members: Members) => (input?: CallOptions) => {
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
    ).then(({ data, error: parsed = data, response }) => {
      const { status, ok } = response
      const member = members[status] ?? api.error
      try {
        // openapi-fetch has already parsed the body of an error.
        parsed = ok ? JSON.parse(parsed as string) : parsed
      } catch {
        parsed = undefined
      }
      const issues =
        member && (parsed as Record<string, unknown> | undefined)?.[member] == null
          ? expectedBody(member, response)
          : api.validate?.(method + path, status, parsed)
      if (issues) throw new InvalidResponseError(info, 'Invalid response body: ' + issues + '.')
      return { ...info, status, ok, [ok ? 'data' : 'error']: parsed, response } as unknown as UntypedResult
    })
    promise.orThrow = () =>
      promise.then(({ data, error, ok }) => {
        if (ok) return data
        const {
          type,
          code,
          param,
          message = 'The API rejected the request.',
        } = (error?.[api.error] ?? {}) as Record<string, unknown>
        throw new ApiError(
          { ...info, type, code, param, body: () => error },
          String(message).replaceAll((api.apiKey as string) || '*', '*'),
        )
      })
    return promise
  }
  return operation as unknown as Operation
}

/** `forEach` and `constructor` stand for any array and any JSON value: the generated client uses them so. */
const expectedBody = (member: string, { headers }: Response): string =>
  `expected ${
    member === 'forEach'
      ? 'a JSON array'
      : member === 'constructor'
        ? 'JSON'
        : `JSON with the property \`${member}\``
  } (Content-Type: ${headers.get('Content-Type') as string})`
