import type { CallInfo, Mutable } from '../call-info.ts'
import { checkBaseUrl, checkFunction } from '../checks.ts'
import type { ApiRules, ClientOptions } from '../connect.ts'
import { invalid } from '../errors.ts'
import { withoutSecrets } from '../no-response.ts'
import { mergeOptions } from '../options.ts'
import { pathValues } from '../path.ts'
import { isStream, mergeHeaders, writeBody, type HeaderGroup, type RequestParts } from '../request-parts.ts'
import {
  invalidResponse,
  parseJson,
  rejectRedirect,
  shapeIssue,
  withOrThrow,
  type UntypedResult,
} from '../result.ts'
import { isSafeToRepeat, retry, type Fetch } from '../retry.ts'
import { queryOf } from '../styles.ts'
import type { Authorization } from '../types/authorization.ts'
import type { CallOptions, CallShape, KeyedCallOptions, Requests } from '../types/call.ts'
import type { Method } from '../types/method.ts'
import type { Responses } from '../types/result.ts'
import { jsonBody } from './bodies.ts'
import type { Authorize } from './credentials.ts'
import { pathStyles } from './path-styles.ts'
import type { Plan } from './plan.ts'
import { formatOf, readAny, readBytes, type ResponseReaders } from './responses.ts'

/** The address of an API, and the headers of every request. */
export interface FullSettings {
  /** An absolute URL. Every other value is an InvalidRequestError. */
  readonly baseUrl: string | undefined
  /** Undefined ones are not sent. */
  readonly headers?: HeaderGroup
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
  readonly path?: Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, unknown>> | null
  readonly cookies?: Readonly<Record<string, unknown>> | null
}

/**
 * Returns a function that creates the method of an operation: with parameters in all styles, bodies of all media types,
 * several servers and all credentials. `connect` does the same for an API that needs none of these.
 *
 * @throws InvalidRequestError if the address or the headers of the API cannot be used
 */
export const connectFull = (
  rules: ApiRules,
  options: ClientOptions,
  settings: FullSettings,
  features: Features = {},
): Operation => {
  const requestOf = requestWriter(settings)
  const readResponse = responseReader(rules, options, features)
  checkFunction('validate', options.validate)

  const call = async (
    method: string,
    path: string,
    plan: Plan,
    input: AnyCall,
    info: Mutable<CallInfo>,
    secrets: string[],
  ): Promise<UntypedResult> => {
    const authorization = plan.security && (await features.authorize?.(plan.security))
    secrets.push(...(authorization?.secrets ?? []))
    const ownRules = rulesOf(rules, plan)
    const ownOptions = optionsOf(options, input, authorization)
    const isStream = (response: Response) => response.ok && formatOf(plan, response, method) === 'events'
    const readBody = (response: Response): Promise<Response> =>
      isStream(response) ? Promise.resolve(response) : readBytes(response)
    const request = requestOf(method, path, plan, input, authorization)
    const params = { path: pathValuesOf(path, plan, input), query: input.query }
    const response = ownOptions.middleware
      ? await ownOptions.middleware(request, {
          ...{ path, params, info, readBody, isStream },
          rules: ownRules,
          options: ownOptions,
        })
      : await retry(ownRules, ownOptions, info, readBody)(request)
    if (!isDescribedRedirect(plan, response)) rejectRedirect(response, info)
    const { status, ok } = response
    const format = formatOf(plan, response, method)
    const value = await readResponse(response, method + path, format, plan, input, info)
    if (value.issue !== undefined)
      throw invalidResponse(
        info,
        `body: ${value.issue}`,
        isSafeToRepeat(method, info.idempotencyKey, ownRules),
      )
    return { ...info, status, ok, [ok ? 'data' : 'error']: value.body, response } as UntypedResult
  }

  const operation = (method: string, path: string, plan: Plan) => {
    if (plan.baseUrl !== undefined) checkBaseUrl(plan.baseUrl)
    return (input?: AnyCall | null) => {
      const info = {} as Mutable<CallInfo>
      const secrets: string[] = []
      const result = call(method, path, plan, input ?? {}, info, secrets)
      return withOrThrow(result, info, rules.errorMember, secrets)
    }
  }
  return operation as unknown as Operation
}

/** Returns the function that reads the body of a response, and says how it differs from the description. */
const responseReader =
  (rules: ApiRules, options: ClientOptions, features: Features) =>
  async (
    response: Response,
    id: string,
    format: string,
    plan: Plan,
    { signal }: AnyCall,
    info: CallInfo,
  ): Promise<{ body?: unknown; issue?: string | undefined }> => {
    const { status, ok } = response
    if (format === '') return {}
    if (format !== 'json') {
      const read = features[format as keyof ResponseReaders] ?? readAny
      return { body: await read(response, signal, info) }
    }
    const body = parseJson(await response.text())
    const shape = plan.shapes?.[status] ?? (ok ? '*' : rules.errorMember)
    const issue = shapeIssue(body, shape, response) ?? (ok ? options.validate?.(id, status, body) : undefined)
    return { body, issue }
  }

const isDescribedRedirect = ({ redirects }: Plan, { redirected, type }: Response): boolean =>
  redirects === true && !redirected && type !== 'opaqueredirect'

/** Returns the rules of an operation. If it accepts no keys, a key cannot be sent even by mistake. */
const rulesOf = (rules: ApiRules, { keyed, requiresKey }: Plan): ApiRules =>
  keyed ? { ...rules, requiresKey } : { ...rules, keyHeader: '' }

const pathValuesOf = (path: string, { pathGroup }: Plan, input: AnyCall): Readonly<Record<string, unknown>> =>
  pathValues(path, pathGroup ? (input.path ?? {}) : { ...input })

/** Returns the function that writes the request of a call. */
const requestWriter = (settings: FullSettings) => {
  const origin = checkBaseUrl(settings.baseUrl)
  const shared = mergeHeaders([settings.headers ?? {}])
  return (
    method: string,
    path: string,
    plan: Plan,
    input: AnyCall,
    authorization: Authorization | undefined,
  ): RequestParts => {
    const { body, query, signal } = input
    const headers = input.headers ?? {}
    const written = body === undefined ? undefined : writeBody(plan.body ?? jsonBody(), body)
    const isStreamed = isStream(body)
    if (isStreamed && written?.body !== body) throw invalid('body', 'a value: its media type has no stream')
    const pairs = [...(plan.cookies?.(input.cookies ?? {}) ?? []), ...(authorization?.cookies ?? [])]
    const own = { Accept: plan.accept, 'Content-Type': written?.type, ...authorization?.headers }
    const cookie = { Cookie: pairs.length === 0 ? undefined : pairs.join('; ') }
    const base = plan.baseUrl === undefined ? origin : checkBaseUrl(plan.baseUrl)
    const queryText = (plan.query ?? queryOf({}))(query)
    return {
      method,
      url:
        base +
        (plan.path ?? pathStyles({}))(path, pathValuesOf(path, plan, input)) +
        (queryText && `?${queryText}`),
      headers: mergeHeaders([own, cookie, plan.headers?.(headers) ?? headers], shared),
      body: written?.body ?? null,
      ...(isStreamed && { duplex: 'half' }),
      redirect: 'manual',
      signal: signal ?? null,
    }
  }
}

/** Returns the client's options, with those of the call. */
function optionsOf(
  options: ClientOptions,
  input: AnyCall,
  authorization: Authorization | undefined,
): KeyedCallOptions {
  const merged = mergeOptions(options, input)
  return authorization === undefined || authorization.query.length === 0
    ? merged
    : { ...merged, fetch: withQuery(merged.fetch ?? fetch, authorization) }
}

/** Adds credentials to the query of each attempt, where no result and no error message can contain them. */
const withQuery =
  (send: Fetch, { query, secrets }: Authorization): Fetch =>
  async (url, init) => {
    try {
      return await send(`${url}${url.includes('?') ? '&' : '?'}${query.join('&')}`, init)
    } catch (error) {
      // Deno's error has the URL in its text, Bun's in a property: the error itself would show the credential.
      throw withoutSecrets(error, [...query, ...secrets])
    }
  }
