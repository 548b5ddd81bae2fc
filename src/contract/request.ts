import { randomUUID } from 'node:crypto'
import type { Operation } from '../description/index.ts'
import { credential, NO_CREDENTIAL } from './credentials.ts'
import type { Credential } from './credentials.ts'
import type { SentRequest } from './exchange.ts'
import type { PathParameters } from './fixture.ts'
import type { Target } from './target.ts'
import { exampleValue, textOf } from './values/example.ts'

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
  /** Parameters beyond the required ones, as text: `header`, `query` or `cookie` name → value; null leaves one out. */
  readonly parameters?: readonly { in: 'header' | 'query' | 'cookie'; name: string; value: string | null }[]
  /** Headers that are no parameters. */
  readonly headers?: readonly (readonly [string, string])[]
  /** Changes the spelling of every header name. */
  readonly spell?: (name: string) => string
  /** The idempotency key; null for none. A fresh UUID where nothing is said. */
  readonly key?: string | null
  /** The target's own key in the first security scheme where nothing is said. */
  readonly credential?: Credential
  readonly body?: Payload | undefined
  /** An answer from before the operation (a router, a proxy) conforms. */
  readonly unrouted?: boolean
  readonly provoked?: boolean
  /** Whether an earlier request had this key: criteria on `$now` are not judged. */
  readonly mayBeReplay?: boolean
}

/** The bytes of a plan. */
export function buildRequest(operation: Operation, plan: RequestPlan, target: Target): SentRequest {
  const given = plan.parameters ?? []
  const key = operation.idempotency?.header
  const parameters = [
    ...operation.parameters
      .map(({ object }) => object)
      .filter((object) => object.in !== 'path' && object.required === true && object.name !== key)
      .map((object) => ({
        in: object.in as 'header' | 'query' | 'cookie',
        name: object.name,
        value: textOf(exampleValue(object)),
      }))
      .filter((own) => !given.some((other) => other.in === own.in && sameName(own.in, other.name, own.name))),
    ...given,
    ...credentialParameter(operation, plan, target),
  ]
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
  const accept = operation.responses.some((response) => response.content.length > 0)
    ? 'application/json'
    : '*/*'
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

function sameName(place: string, left: string, right: string): boolean {
  return place === 'header' ? left.toLowerCase() === right.toLowerCase() : left === right
}

function credentialParameter(
  operation: Operation,
  plan: RequestPlan,
  target: Target,
): { in: 'header' | 'query' | 'cookie'; name: string; value: string }[] {
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
