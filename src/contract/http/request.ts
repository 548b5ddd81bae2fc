import { randomUUID } from 'node:crypto'
import type { OpenAPIDocument, Operation } from '../../description/index.ts'
import { credentialFor, preferredRequirement } from './credentials.ts'
import type { Credential } from './credentials.ts'
import type { SentRequest } from './exchange.ts'
import type { PathParameters } from '../fixtures/types.ts'
import { accountOf } from './target.ts'
import type { Target } from './target.ts'
import { CaseSkipped } from '../cases/case.ts'
import { freshKey } from '../generate/idempotency-key.ts'
import { exampleValue, pathText, queryFields, serialize, validBody } from '../../serialization/index.ts'
import type { Payload, SentParameter } from '../../serialization/index.ts'

/** What a request is to be; all that is not said is the plain valid request's. */
export interface RequestPlan {
  readonly resource: PathParameters
  /** Replaces the operation's method. */
  readonly method?: string
  /** Raw text for the path parameters of the resource, in their styles. */
  readonly segments?: PathParameters
  /** Raw text in place of that, put into the template as it is. */
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
  /** The target's own, for the first security requirement, where nothing is said. */
  readonly credential?: Credential
  /** Null for none; a body that is required is made from the description where nothing is said. */
  readonly body?: Payload | null | undefined
  /** An answer from before the operation (a router, a proxy) conforms. */
  readonly mayBeHandledUpstream?: boolean
  readonly provoked?: boolean
  /** Whether an earlier request had this key: criteria on `$now` are not judged. */
  readonly mayBeReplay?: boolean
}

/**
 * A plan with what the operation requires and nothing was said of: parameters and a body.
 *
 * @throws NotReached where a required one cannot be made
 */
export function completePlan(
  operation: Operation,
  plan: RequestPlan,
  document: OpenAPIDocument,
): RequestPlan {
  const given = plan.parameters ?? []
  const required = operation.parameters.filter(
    ({ object }) =>
      object.in !== 'path' &&
      object.required === true &&
      object.name !== operation.idempotency?.header &&
      !given.some((other) => other.in === object.in && sameName(other.in, other.name, object.name)),
  )
  const parameters = required.flatMap((parameter) => {
    const example = exampleValue(document, parameter)
    if (example === undefined) {
      const { in: location, name } = parameter.object
      throw new CaseSkipped(
        `no value could be made for the ${location} parameter \`${name}\`: give it an example`,
      )
    }
    return serialize(parameter, example.value)
  })
  const isOwn = plan.method === undefined || plan.method === operation.method
  const needsBody = plan.body === undefined && isOwn && operation.body?.required === true
  const body = needsBody ? { body: requiredBody(operation, document) } : {}
  const segments = segmentsOf(operation, plan.resource, document)
  const isKeyed = operation.idempotency !== undefined && plan.key === undefined
  const key = isKeyed ? { key: freshKey(operation, document) } : {}
  return { ...plan, ...key, segments, parameters: [...parameters, ...given], ...body }
}

/** What of a resource stands in the path, raw. */
export function segmentsOf(
  { parameters }: Operation,
  resource: PathParameters,
  document: OpenAPIDocument,
): PathParameters {
  const entries = parameters.flatMap((parameter): [string, string][] => {
    const { in: location, name } = parameter.object
    const isGiven = location === 'path' && Object.hasOwn(resource, name)
    return isGiven ? [[name, pathText(document, parameter, resource[name])]] : []
  })
  return Object.fromEntries(entries)
}

function requiredBody({ body }: Operation, document: OpenAPIDocument): Payload {
  for (const content of body?.content ?? []) {
    const made = validBody(document, content)
    if (made !== undefined) return made
  }
  const types = body?.content.map(({ mediaType }) => mediaType).join(' or ') ?? ''
  throw new CaseSkipped(`no ${types} body could be made: give it an example`)
}

/** The bytes of a plan. */
export function buildRequest(operation: Operation, plan: RequestPlan, target: Target): SentRequest {
  const given = plan.parameters ?? []
  const key = operation.idempotency?.header
  const parameters = [...given, ...credentialOf(operation, plan, target).parts]
  const named = (location: string): [string, string][] =>
    parameters.flatMap((parameter) =>
      parameter.in === location && parameter.value !== null
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
    path: fullPathOf(operation, plan, target, queryFields(parameters)),
    headers: headers.map(([name, value]) => [spell(name), value]),
    body: plan.body?.bytes,
  }
}

/** What the operation can answer in, in the order of the description. */
function mediaTypes(operation: Operation): string {
  const described = operation.responses.flatMap(({ content }) => content.map(({ mediaType }) => mediaType))
  return described.length === 0 ? '*/*' : [...new Set(described)].join(', ')
}

function sameName(location: string, left: string, right: string): boolean {
  return location === 'header' ? left.toLowerCase() === right.toLowerCase() : left === right
}

/** The credential that a plan sends. */
export function credentialOf(operation: Operation, plan: RequestPlan, target: Target): Credential {
  return plan.credential ?? credentialFor(preferredRequirement(operation), accountOf(target))
}

function fullPathOf(
  operation: Operation,
  plan: RequestPlan,
  target: Target,
  query: readonly string[],
): string {
  const base = target.baseUrl.pathname.replace(/\/$/, '')
  const plain = Object.entries(plan.resource).map(([name, value]) => [name, encodeURIComponent(value)])
  const segments = {
    ...Object.fromEntries<string>(plain as [string, string][]),
    ...plan.segments,
    ...plan.rawPath,
  }
  return (
    base + (plan.path ?? fillPath(operation, segments)) + (query.length === 0 ? '' : `?${query.join('&')}`)
  )
}

/** The operation's path with raw text for its parameters. */
export function fillPath({ path }: Operation, segments: PathParameters): string {
  return path
    .split(/\{([^{}]+)\}/)
    .map((part, index) => {
      if (index % 2 === 1) return Object.hasOwn(segments, part) ? (segments[part] ?? '') : ''
      return encodeURI(part).replaceAll(/%25(?=[\da-f]{2})/gi, '%')
    })
    .join('')
}
