import type { CallInfo, Mutable } from '../call-info.ts'
import type { Api } from '../connect.ts'
import { ApiError } from '../errors/api-error.ts'
import { InvalidResponseError } from '../errors/invalid-response-error.ts'
import { RequestInitLike } from '../request-init-like.ts'
import { retry, type Fetch } from '../retry.ts'
import { queryOf } from '../styles.ts'
import { createTransport } from '../transport.ts'
import type { CallOptions, CallShape, Requests } from '../types/call.ts'
import type { Method } from '../types/method.ts'
import type { Responses } from '../types/result.ts'
import { jsonBody } from './bodies.ts'
import type { Authorization, Authorize } from './credentials.ts'
import { pathStyles } from './path-styles.ts'
import type { Plan } from './plan.ts'
import { formatOf, readAny, readBytes, type ResponseReaders } from './responses.ts'

/** The options of a client. Its credentials are in `Features`. */
export type FullApi = Omit<Api, 'apiKey'>

/** The address of an API, and the headers of every request. */
export interface FullSettings {
  readonly baseUrl: string
  readonly headers?: Readonly<Record<string, string | null | undefined>>
}

/** What some descriptions need: credentials, and readers of bodies that are not JSON. */
export interface Features extends ResponseReaders {
  readonly authorize?: Authorize
}

type Operation = <
  Types extends Requests & Responses,
  FilledIn extends string,
  Shape extends CallShape = CallShape,
>(
  method: string,
  path: string,
  plan: Plan,
) => Method<Types, FilledIn, Shape>

interface AnyCall extends CallOptions {
  readonly idempotencyKey?: string | undefined
  readonly body?: unknown
  readonly query?: unknown
  readonly path?: object
  readonly headers?: Readonly<Record<string, unknown>>
  readonly cookies?: Readonly<Record<string, unknown>>
}

interface UntypedResult {
  readonly ok: boolean
  readonly data?: unknown
  readonly error?: unknown
}

/** openapi-fetch without its types. The generated client has the types. */
type UntypedRequest = (method: string, path: string, init: object) => Promise<{ response: Response }>

/** The options of a call that the client's options have, too. */
const POLICY = ['fetch', 'maxRetries', 'timeout', 'budget', 'middleware', 'signal'] as const

/** No property is certain: `x-errors` is not in the description. */
const NO_MEMBER = 'constructor'

/**
 * Returns a function that creates the method of an operation: with parameters in all styles, bodies of all media types,
 * several servers and all credentials. `connect` does the same for an API that needs none of these.
 */
export const connectFull = (api: FullApi, settings: FullSettings, features: Features = {}): Operation => {
  const transport = createTransport<object>({ redirect: 'error', ...settings })
  const request = transport.request as UntypedRequest
  const operation =
    (method: string, path: string, plan: Plan) =>
    (input: AnyCall = {}) => {
      const info = {} as Mutable<CallInfo>
      const secrets: string[] = []
      const call = async (): Promise<UntypedResult> => {
        const authorization = plan.security && (await features.authorize?.(plan.security))
        secrets.push(...(authorization?.secrets ?? []))
        const init = initOf(input, plan, settings, authorization)
        const options = optionsOf(api, input, plan, authorization)
        const isStream = (response: Response): boolean =>
          response.ok && formatOf(plan, response, method) === 'events'
        const readBody = (response: Response): Promise<Response> =>
          isStream(response) ? Promise.resolve(response) : readBytes(response)
        const { response } = await request(method, path, {
          ...init,
          Request: RequestInitLike,
          parseAs: 'stream',
          fetch: retry(options, info, readBody),
          ...options.middleware?.({ ...options, readBody, isStream }, info),
        })
        const { status, ok } = response
        const value = await readResponse(response)
        return { ...info, status, ok, [ok ? 'data' : 'error']: value, response } as UntypedResult
      }
      const readResponse = async (response: Response): Promise<unknown> => {
        const { status, ok } = response
        const format = formatOf(plan, response, method)
        if (format === '') return undefined
        if (format !== 'json') {
          const read = features[format as keyof ResponseReaders] ?? readAny
          return read(response, input.signal)
        }
        const value = parseJson(await response.text())
        const member = plan.members?.[status] ?? (ok ? undefined : api.error) ?? NO_MEMBER
        const issues =
          bodyIssue(response, value, member) ??
          (ok ? api.validate?.(method + path, status, value) : undefined)
        if (issues) throw new InvalidResponseError(info, `Invalid response body: ${issues}.`)
        return value
      }
      const promise: Promise<UntypedResult> & { orThrow?: unknown } = call()
      promise.orThrow = async () => {
        const { ok, data, error } = await promise
        if (ok) return data
        throw apiError(info, error, api.error, secrets)
      }
      return promise
    }
  return operation as unknown as Operation
}

/** Returns the request as openapi-fetch expects it. */
function initOf(
  input: AnyCall,
  plan: Plan,
  settings: FullSettings,
  authorization: Authorization | undefined,
): object {
  const { body, query = {}, headers = {}, cookies = {}, signal } = input
  const written = body === undefined ? undefined : (plan.body ?? jsonBody())(body)
  const pairs = [...(plan.cookies?.(cookies) ?? []), ...(authorization?.cookies ?? [])]
  return {
    baseUrl: plan.baseUrl ?? settings.baseUrl,
    body: written?.body,
    bodySerializer: (encoded: BodyInit) => encoded,
    headers: {
      Accept: plan.accept,
      'Content-Type': written?.type,
      ...authorization?.headers,
      Cookie: pairs.length === 0 ? undefined : pairs.join('; '),
      ...(plan.headers?.(headers) ?? headers),
    },
    params: { path: (plan.pathGroup ? input.path : input) ?? {}, query },
    pathSerializer: plan.path ?? pathStyles({}),
    querySerializer: plan.query ?? queryOf({}),
    signal,
    // A redirect is an error by default: fetch would turn a POST into a GET, and pass the credentials on.
    ...(plan.redirects && { redirect: 'manual' }),
  }
}

type Options = FullApi & Pick<AnyCall, 'signal'>

/** Returns the client's options, with those of the call. */
function optionsOf(api: Api, input: AnyCall, plan: Plan, authorization: Authorization | undefined): Options {
  const own = POLICY.filter((name) => name in input).map((name) => [name, input[name]])
  const options: Options = {
    ...api,
    // If the operation accepts no keys, there is no header for them: a key cannot be sent even by mistake.
    ...(plan.keyed ? { idempotencyKey: undefined } : { key: '', idempotencyKey: '' }),
    ...('idempotencyKey' in input && { idempotencyKey: input.idempotencyKey }),
    ...(Object.fromEntries(own) as object),
  }
  const added = authorization?.query ?? []
  return added.length === 0 ? options : { ...options, fetch: withQuery(options.fetch ?? fetch, added) }
}

/** Adds credentials to the query of each attempt, where no result and no error message can contain them. */
const withQuery =
  (send: Fetch, added: readonly string[]): Fetch =>
  (url, init) =>
    send(`${url}${url.includes('?') ? '&' : '?'}${added.join('&')}`, init)

const parseJson = (body: string): unknown => {
  try {
    return JSON.parse(body) as unknown
  } catch {
    return undefined
  }
}

/** Returns how a body differs from JSON with a property. `forEach` stands for a list. */
function bodyIssue({ headers }: Response, value: unknown, member: string): string | undefined {
  const contentType = `(Content-Type: ${headers.get('Content-Type') ?? 'none'})`
  if (value === undefined) return `expected JSON ${contentType}`
  if (member === NO_MEMBER || (value as Record<string, unknown> | null)?.[member] != null) return undefined
  return member === 'forEach'
    ? `expected a JSON array ${contentType}`
    : `expected JSON with the property \`${member}\` ${contentType}`
}

function apiError(info: CallInfo, error: unknown, member: string, secrets: readonly string[]): ApiError {
  const isObject = typeof error === 'object' && error !== null
  const details = isObject && Object.hasOwn(error, member) ? (error as Record<string, unknown>)[member] : {}
  const { type, code, param, message } = (details ?? {}) as Record<string, unknown>
  const text = typeof message === 'string' ? message : 'The API rejected the request.'
  const safe = secrets.reduce((masked, secret) => masked.replaceAll(secret, '*'), text)
  return new ApiError({ ...info, type, code, param, body: () => error }, safe)
}
