import type { CallInfo } from './call-info.ts'
import { checkBaseUrl, checkFunction } from './checks.ts'
import { invalid } from './errors.ts'
import type { MiddlewareRunner } from './middleware.ts'
import { mergeOptions } from './options.ts'
import { pathValues, pathWriter } from './path.ts'
import {
  isOpaque,
  isStream,
  mergeHeaders,
  writeBody,
  type HeaderGroup,
  type RequestParts,
} from './request-parts.ts'
import { invalidResponse, parseJson, rejectRedirect, shapeIssue, withOrThrow } from './result.ts'
import type { Shape, UntypedResult } from './result.ts'
import { isSafeToRepeat, retry, type RetryRules, type SendOptions } from './retry.ts'
import type { CallOptions, Requests } from './types/call.ts'
import type { Method } from './types/method.ts'
import type { Responses } from './types/result.ts'
import type { ResponseValidator } from './validation.ts'

/** The address of an API, and what every request to it carries. */
export interface Settings {
  /** An absolute URL. Every other value is an InvalidRequestError. */
  readonly baseUrl: string | undefined
  /** Undefined ones are not sent. `null` removes the default. */
  readonly headers: Readonly<Record<string, string | null | undefined>>
  /** Writes a body. Default: JSON. */
  readonly bodySerializer?: (body: unknown) => Exclude<RequestInit['body'], undefined>
  /** Writes a query, without its question mark. Default: no operation has a query. */
  readonly querySerializer?: (query: unknown) => string
}

/** The options that every client has. The options of a call override them. */
export interface ClientOptions extends SendOptions {
  /** The address of the API. Default: the first server of its description. */
  readonly baseUrl?: string | undefined
  /** Wraps every call: `middleware(…)`. Default: no middleware. */
  readonly middleware?: MiddlewareRunner | undefined
  /** Checks the body of every success: the `validate` that is generated with the client. Default: no validation. */
  readonly validate?: ResponseValidator | undefined
}

/** What the description defines about keys, retries and errors. */
export interface ApiRules extends RetryRules {
  /** Whether only some operations accept a key: the client over paths does not know which. */
  readonly callerSetsKeys?: boolean | undefined
  /** The property of an error body that contains its `message`, `type`, `code` and `param`. `*`: none is certain. */
  readonly errorMember: string
}

/** For each status code, what the body must be at least. */
type Shapes = Readonly<Record<number | string, Shape>>

type Operation = <Types extends Requests & Responses, FilledIn extends string>(
  method: string,
  path: string,
  shapes: Shapes,
) => Method<Types, FilledIn>

/** A call of any operation, without the types of the description. */
interface UntypedInput extends CallOptions {
  readonly [parameter: string]: unknown
  readonly idempotencyKey?: string | undefined
  readonly headers?: HeaderGroup | null
}

/**
 * Returns a function that creates the method of an operation.
 *
 * @throws InvalidRequestError if the address or the headers of the API cannot be used
 */
export const connect = (
  rules: ApiRules,
  options: ClientOptions & { readonly apiKey?: string },
  settings: Settings,
): Operation => {
  const writeRequest = requestWriter(settings)
  checkFunction('validate', options.validate)
  // A server may repeat the key as it is, or as HTTP Basic encodes it.
  const secrets = [options.apiKey ?? '', ...(settings.headers['Authorization'] ?? '').split(' ').slice(1)]

  const operation = (method: string, path: string, shapes: Shapes) => {
    const writePath = pathWriter(path)

    const call = async (input: UntypedInput, info: CallInfo): Promise<UntypedResult> => {
      const callOptions = mergeOptions(options, input)
      checkFunction('middleware', callOptions.middleware, 'the result of `middleware(…)`')
      const request = writeRequest(method, writePath(input), input)
      const response = callOptions.middleware
        ? await callOptions.middleware(request, {
            ...{ path, rules, info, options: callOptions },
            params: { path: pathValues(path, input), query: input['query'] },
          })
        : await retry(rules, callOptions, info)(request)
      rejectRedirect(response, info)
      const { status, ok } = response
      const isRepeatable = isSafeToRepeat(method, info.idempotencyKey, rules)
      const shape = shapes[status]
      // A 202 may mean that nothing has happened yet: it is not the success that the types have.
      if (ok && shape === undefined && rules.errorMember !== '*')
        throw invalidResponse(
          info,
          `status: expected ${successesOf(shapes)}, received ${status}`,
          isRepeatable,
        )
      const body = parseJson(await response.text())
      const issue =
        shapeIssue(body, shape ?? rules.errorMember, response) ??
        (ok ? options.validate?.(method + path, status, body) : undefined)
      if (issue) throw invalidResponse(info, `body: ${issue}`, isRepeatable)
      return Object.assign({}, info, { status, ok, [ok ? 'data' : 'error']: body, response })
    }

    return (input?: UntypedInput | null) => {
      const info = {} as CallInfo
      return withOrThrow(call(input ?? {}, info), info, rules.errorMember, secrets)
    }
  }
  return operation as unknown as Operation
}

const successesOf = (shapes: Shapes): string =>
  Object.keys(shapes)
    .filter((status) => status < '3')
    .join(', ')

/** Returns the function that writes the request of a call. */
const requestWriter = ({ baseUrl, headers, bodySerializer, querySerializer }: Settings) => {
  const origin = checkBaseUrl(baseUrl)
  const shared = mergeHeaders([headers])
  const sharedWithBody = bodySerializer
    ? shared
    : mergeHeaders([{ 'Content-Type': 'application/json' }, headers])
  const serialize = bodySerializer ?? ((body: unknown) => JSON.stringify(body))
  return (method: string, path: string, input: UntypedInput): RequestParts => {
    const { body, query, signal, headers: own } = input
    const hasBody = body !== undefined
    if (isStream(body) || isOpaque(body))
      throw invalid('body', 'a value: its media type has no stream, file or form')
    if (query !== undefined && !querySerializer)
      throw invalid('query', 'none: the description has no query parameter')
    const queryText = querySerializer?.(query)
    return {
      method,
      url: origin + path + (queryText ? `?${queryText}` : ''),
      headers: mergeHeaders(own ? [own] : [], hasBody ? sharedWithBody : shared),
      body: hasBody ? writeBody(serialize, body) : null,
      redirect: 'manual',
      signal: signal ?? null,
    }
  }
}
