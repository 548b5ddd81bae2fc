import { randomUUID } from 'node:crypto'
import type { OpenAPIDocument, Operation } from '../description/index.ts'
import { credential, NO_CREDENTIAL } from './credentials.ts'
import type { Credential } from './credentials.ts'
import type { SentRequest } from './exchange.ts'
import type { PathParameters } from './fixture.ts'
import type { Target } from './target.ts'
import { exampleValue, serialize } from './values/parameter.ts'
import type { SentParameter } from './values/parameter.ts'
import { canEncode, validBody } from './values/payload.ts'

/** A body as bytes, and what it means where it means something. */
export interface Payload {
  /** Null sends no `Content-Type`. */
  readonly contentType: string | null
  readonly bytes: Uint8Array
  readonly value?: unknown
}

/** What a request is to be; all that is not said is the plain valid request's. */
export interface RequestPlan {
  readonly resource: PathParameters
  /** Replaces the operation's method. */
  readonly method?: string
  /** Raw text for path parameters, put into the template as it is. */
  readonly rawPath?: PathParameters
  /** Replaces the whole path, raw. */
  readonly path?: string
  /** Parameters beyond the required ones, or in place of them. */
  readonly parameters?: readonly SentParameter[]
  /** Headers that are no parameters. */
  readonly headers?: readonly (readonly [string, string])[]
  /** Changes the spelling of every header name. */
  readonly spell?: (name: string) => string
  /** The idempotency key; null for none. A fresh UUID where nothing is said. */
  readonly key?: string | null
  /** The target's own key in the first security scheme where nothing is said. */
  readonly credential?: Credential
  /** Null for none; a body that is required is made from the description where nothing is said. */
  readonly body?: Payload | null | undefined
  /** An answer from before the operation (a router, a proxy) conforms. */
  readonly unrouted?: boolean
  readonly provoked?: boolean
  /** Whether an earlier request had this key: criteria on `$now` are not judged. */
  readonly mayBeReplay?: boolean
}

/** A plan with what the operation requires and nothing was said of: parameters and a body. */
export function complete(operation: Operation, plan: RequestPlan, document: OpenAPIDocument): RequestPlan {
  const given = plan.parameters ?? []
  const required = operation.parameters.filter(
    ({ object }) =>
      object.in !== 'path' &&
      object.required === true &&
      object.name !== operation.idempotency?.header &&
      !given.some((other) => other.in === object.in && sameName(other.in, other.name, object.name)),
  )
  const parameters = required.flatMap((parameter) => serialize(parameter, exampleValue(document, parameter)))
  const isOwn = plan.method === undefined || plan.method === operation.method
  const [content] = operation.body?.content.filter(({ mediaType }) => canEncode(mediaType)) ?? []
  const needsBody = plan.body === undefined && isOwn && operation.body?.required === true
  const body = needsBody && content !== undefined ? { body: validBody(document, content) } : {}
  return { ...plan, parameters: [...parameters, ...given], ...body }
}

/** The bytes of a plan. */
export function buildRequest(operation: Operation, plan: RequestPlan, target: Target): SentRequest {
  const given = plan.parameters ?? []
  const key = operation.idempotency?.header
  const parameters = [...given, ...credentialParameter(operation, plan, target)]
  const named = (place: string): [string, string][] =>
    parameters.flatMap((parameter) =>
      parameter.in === place && parameter.value !== null
        ? [[parameter.name, parameter.value] as [string, string]]
        : [],
    )
  const idempotency: [string, string][] =
    key === undefined || plan.key === null || given.some((other) => sameName('header', other.name, key))
      ? []
      : [[key, plan.key ?? randomUUID()]]
  const cookies = named('cookie').map(([name, value]) => `${name}=${value}`)
  const accept = mediaTypes(operation)
  const explicit = plan.headers ?? []
  const headers: [string, string][] = [
    ...(explicit.some(([name]) => name.toLowerCase() === 'accept')
      ? []
      : ([['Accept', accept]] as [string, string][])),
    ...target.headers.map(([name, value]): [string, string] => [name, value]),
    ...named('header'),
    ...idempotency,
    ...(cookies.length === 0 ? [] : ([['Cookie', cookies.join('; ')]] as [string, string][])),
    ...(plan.body?.contentType == null
      ? []
      : ([['Content-Type', plan.body.contentType]] as [string, string][])),
    ...explicit.map(([name, value]): [string, string] => [name, value]),
  ]
  const spell = plan.spell ?? ((name: string) => name)
  return {
    method: plan.method ?? operation.method,
    path: pathOf(operation, plan, target, named('query')),
    headers: headers.map(([name, value]) => [spell(name), value]),
    body: plan.body?.bytes,
  }
}

/** What the operation can answer in, in the order of the description. */
function mediaTypes(operation: Operation): string {
  const described = operation.responses.flatMap(({ content }) => content.map(({ mediaType }) => mediaType))
  return described.length === 0 ? '*/*' : [...new Set(described)].join(', ')
}

function sameName(place: string, left: string, right: string): boolean {
  return place === 'header' ? left.toLowerCase() === right.toLowerCase() : left === right
}

function credentialParameter(operation: Operation, plan: RequestPlan, target: Target): SentParameter[] {
  const place = credentialOf(operation, plan, target).place
  return place === undefined ? [] : [place]
}

/** The credential that a plan sends. */
export function credentialOf(operation: Operation, plan: RequestPlan, target: Target): Credential {
  if (plan.credential !== undefined) return plan.credential
  const [first] = operation.security
  return first === undefined ? NO_CREDENTIAL : credential(first, target.apiKey)
}

function pathOf(operation: Operation, plan: RequestPlan, target: Target, query: [string, string][]): string {
  const base = target.baseUrl.pathname.replace(/\/$/, '')
  const path =
    plan.path ??
    operation.path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => {
      const raw = plan.rawPath?.[name]
      return raw ?? encodeURIComponent(plan.resource[name] ?? '')
    })
  const search = query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
  return base + path + (search.length === 0 ? '' : `?${search.join('&')}`)
}
