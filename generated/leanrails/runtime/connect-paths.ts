// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

import type { CallInfo, Mutable } from './call-info.js'
import { checkBaseUrl, checkSignal } from './checks.js'
import type { ApiRules, ClientOptions, Settings } from './connect.js'
import type { Authorization } from './types/authorization.js'
import { pathWriter } from './path.js'
import { mergeHeaders, writeBody, type HeaderGroup } from './request-parts.js'
import { mergeOptions } from './options.js'
import { createRequestSender } from './requests.js'
import { invalidResponse, rejectRedirect } from './result.js'
import { isSafeToRepeat, type Fetch } from './retry.js'
import { createTransport, defaultBodySerializer, type RawClient } from './transport.js'
import type { Raw } from './types/raw.js'

/**
 * Creates openapi-fetch's client over the paths of an API, with the same headers, keys, retries and checks as the methods.
 * If only some operations accept a key, the caller sets it.
 *
 * @param authorize returns the credentials of a request. Default: the headers have them
 * @throws InvalidRequestError if the address or the headers of the API cannot be used
 */
export const connectPaths = <Paths, FilledIn extends string>(
  rules: ApiRules,
  options: ClientOptions,
  settings: Settings,
  authorize?: () => Promise<Authorization>,
): Raw<Paths, FilledIn> => {
  const send: Send = async (request, info, own) => {
    const complete = authorize ? withCredentials(request, await authorize()) : request
    const idempotencyKey = rules.callerSetsKeys ? (request.headers.get(rules.keyHeader) ?? '') : undefined
    const ofCall = own ? { fetch: withRequests(own), idempotencyKey } : { idempotencyKey }
    const sender = createRequestSender(rules, mergeOptions(options, ofCall), info)
    const response = await sender(complete)
    rejectRedirect(response, info)
    return response
  }
  // Its type does not have the headers, which select a form.
  const serialize: Serialize = settings.bodySerializer ?? defaultBodySerializer
  mergeHeaders([settings.headers])
  const client = createTransport<object>({
    ...settings,
    baseUrl: checkBaseUrl(settings.baseUrl),
    bodySerializer: (body: unknown, headers?: unknown) =>
      writeBody((value) => serialize(value, headers), body),
    pathSerializer: (url, values) => pathWriter(url)(values),
    redirect: 'manual',
  })
  return withChecks(client, rules, send)
}

/** The `fetch` of a call by path, as openapi-fetch defines it. */
type RequestFetch = (request: Request) => Promise<Response>

/** Sends a request with its key and retries. `own` is the `fetch` of the call: it sends each attempt. */
type Send = (request: Request, info: Mutable<CallInfo>, own?: RequestFetch) => Promise<Response>

const withRequests =
  (own: RequestFetch): Fetch =>
  (url, init) =>
    own(new Request(url, init))

type Serialize = (body: unknown, headers?: unknown) => Exclude<RequestInit['body'], undefined>

const METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE']

/** The argument of a call by path, without the types of the description. */
interface PathCall {
  readonly fetch?: RequestFetch
  readonly baseUrl?: string
  readonly headers?: HeaderGroup
  readonly params?: { readonly path?: object; readonly header?: HeaderGroup }
  readonly signal?: AbortSignal | null
}

/**
 * Checks each call before openapi-fetch makes a `Request` of it: that trims headers, and its own errors quote what may be
 * a secret. Its error of a body that is no JSON quotes the body.
 */
const withChecks = (client: RawClient<object>, rules: ApiRules, send: Send): RawClient<object> => {
  const request = async (method: string, url: string, call: PathCall = {}): Promise<unknown> => {
    const { baseUrl, headers, params, signal, fetch } = call
    if (baseUrl !== undefined) checkBaseUrl(baseUrl)
    mergeHeaders([headers ?? {}, params?.header ?? {}])
    checkSignal(signal)
    const info = {} as Mutable<CallInfo>
    const complete = {
      ...call,
      params: { ...params, path: params?.path ?? {} },
      fetch: (each: Request) => send(each, info, fetch),
    }
    try {
      return await client.request(method as never, url as never, complete as never)
    } catch (error) {
      if (!(error instanceof SyntaxError) || !info.attempts) throw error
      throw invalidResponse(
        info,
        'body: expected JSON',
        isSafeToRepeat(info.method, info.idempotencyKey, rules),
      )
    }
  }
  const checked: Record<string, unknown> = { request }
  for (const method of METHODS) checked[method] = (url: string, call?: PathCall) => request(method, url, call)
  return { ...client, ...checked }
}

const withCredentials = (request: Request, { headers, query, cookies }: Authorization): Request => {
  const { url } = request
  const added = query.length === 0 ? '' : `${url.includes('?') ? '&' : '?'}${query.join('&')}`
  const result = new Request(added === '' ? request : new Request(url + added, request))
  for (const [name, value] of Object.entries(headers)) result.headers.set(name, value)
  if (cookies.length > 0) result.headers.set('Cookie', cookies.join('; '))
  return result
}
