// openapi-fetch comes first: in a bundle this order compresses best.
import { createTransport } from './transport.ts'
import { ApiError } from './errors/api-error.ts'
import { InvalidResponseError } from './errors/invalid-response-error.ts'
import type { Facts } from './facts.ts'
import type { HeaderReader } from './headers.ts'
import { fillPath } from './path.ts'
import { retry, type Policy, type RetryOptions } from './retry.ts'
import type { CallOptions, Requests } from './types/call.ts'
import type { Method } from './types/method.ts'
import type { Raw } from './types/raw.ts'
import type { Responses } from './types/result.ts'
import type { ResponseValidator } from './validation.ts'

/** What all operations of an API have in common. */
export interface Api<Options> extends Pick<RetryOptions, 'key' | 'idempotencyKey' | 'retry' | 'requestId'> {
  readonly baseUrl: string
  readonly headers: (options: Options) => Readonly<Record<string, string | null | undefined>>
  /** The member of an error's body that has its `message`, `type`, `code` and `param`. */
  readonly error: string
  readonly bodySerializer?: (body: unknown) => unknown
}

export interface ClientOptions extends Policy {
  /** Where the API is. Default: the first server of its description. */
  readonly baseUrl?: string | undefined
  /** Checks the body of each success: the `validate` that stands beside the client. Default: none. */
  readonly validate?: ResponseValidator | undefined
}

/** How one operation differs from its API. */
export interface Extra {
  /** Undefined: a new one for each call. `''`: the server knows none. */
  readonly idempotencyKey?: string | undefined
  readonly bodySerializer?: (body: unknown) => unknown
  readonly header?: Readonly<Record<string, string | null>>
}

type Operation = <Types extends Requests & Responses, FilledIn extends string>(
  name: string,
  method: string,
  path: string,
  /** For each success, a member without which its body is something else. */
  members: Readonly<Record<number | string, string>>,
  headers: Readonly<Record<string, HeaderReader>>,
  extra?: Extra,
) => Method<Types, FilledIn>

/** openapi-fetch without its types: they are the generated client's. */
type Untyped = (
  method: string,
  path: string,
  init: object,
) => Promise<{ data?: unknown; error?: unknown; response: Response }>

interface Loose {
  ok: boolean
  data?: unknown
  error: Readonly<Record<string, unknown>>
}

/** @returns the raw client, and what makes a method of an operation */
export const connect = <Paths, FilledIn extends string, Options extends ClientOptions>(
  api: Api<Options>,
  options: Options & { readonly apiKey?: string },
): [Raw<Paths, FilledIn>, Operation] => {
  const raw = createTransport<object>({
    ...api,
    baseUrl: options.baseUrl ?? api.baseUrl,
    headers: api.headers(options),
    pathSerializer: fillPath,
    fetch: retry({ ...api, ...options }),
  })
  const operation =
    (
      name: string,
      method: string,
      path: string,
      members: Readonly<Record<number | string, string>>,
      readers: Readonly<Record<string, HeaderReader>>,
      extra?: Extra,
    ) =>
    (input?: CallOptions) => {
      const call = { ...extra, ...input }
      const facts = {} as Facts
      const promise: Promise<Loose> & { orThrow?: () => Promise<unknown> } = (raw.request as Untyped)(
        method,
        path,
        {
          ...call,
          params: { ...call, path: call },
          parseAs: 'text',
          fetch: retry({ ...api, ...options, ...call, facts }),
        },
      ).then(({ data, error: body = data, response }) => {
        const { status, ok, headers } = response
        const member = ok ? (members[status] as string) : api.error
        try {
          body = JSON.parse(body as string)
        } catch {
          // openapi-fetch has parsed it already, or it is no JSON: then the member is missing.
        }
        const issues =
          member in (Object(body) as object)
            ? options.validate?.(name, status, body)
            : `${headers.get('Content-Type') as string} without ${member}`
        if (issues) throw new InvalidResponseError(facts, issues)
        const header = (name: string) =>
          readers[name] ? readers[name](headers.get(name)) : headers.get(name)
        return {
          ...facts,
          status,
          ok,
          response,
          header,
          ...(ok ? { data: body } : { error: body }),
        } as unknown as Loose
      })
      promise.orThrow = () =>
        promise.then((result) => {
          if (result.ok) return result.data
          const { message, type, code, param } = result.error[api.error] as Record<string, unknown>
          throw new ApiError(
            { ...facts, type, code, param, body: () => result.error },
            String(message).replace(options.apiKey as string, '***'),
          )
        })
      return promise
    }
  return [raw, operation as unknown as Operation]
}
