import { randomUUID } from 'node:crypto'
import type { OpenAPIDocument, Operation } from '../../description/index.ts'
import { credentialFor } from './credentials.ts'
import type { Credential } from './credentials.ts'
import type { SentRequest } from './exchange.ts'
import type { PathParameters } from '../fixtures/types.ts'
import { valuesOf } from '../fixtures/values.ts'
import { withFixtureBody, withFixtureParameters } from './fixture-request.ts'
import { requirementFor } from './requirements.ts'
import { accountOf, basePathOf } from './target.ts'
import type { Target } from './target.ts'
import { CaseSkipped } from '../cases/case-skipped.ts'
import { freshKey } from '../generate/idempotency-key.ts'
import { withOwnIds } from '../generate/own-ids.ts'
import {
  exampleValue,
  fillPath,
  pathText,
  queryFields,
  serialize,
  validBody,
} from '../../serialization/index.ts'
import type { Payload, SentParameter } from '../../serialization/index.ts'

/** How a request differs from the plain valid request of its operation. */
export interface RequestPlan {
  readonly resource: PathParameters
  /** Replaces the operation's method. */
  readonly method?: string
  /** Raw text of path parameters, serialized in their styles. */
  readonly segments?: PathParameters
  /** Raw text of path parameters, inserted into the template unchanged. It wins over `segments`. */
  readonly rawPath?: PathParameters
  /** Replaces the whole path, raw. */
  readonly path?: string
  /** Parameters in addition to the required ones, or instead of them. */
  readonly parameters?: readonly SentParameter[]
  /** Headers that are not parameters. */
  readonly headers?: readonly (readonly [string, string])[]
  /** Null for no `Accept`. Default: the media types of the responses. */
  readonly accept?: null
  /** Changes the spelling of every header name. */
  readonly spell?: (name: string) => string
  /** The idempotency key. Null for no key. Default: a fresh one. */
  readonly key?: string | null
  /** Default: the credential of the target for the preferred security requirement. */
  readonly credential?: Credential
  /** Null for no body. Default: a valid body if the operation requires one. */
  readonly body?: Payload | null | undefined
  /** Whether it has no body also where the run sends an empty form instead. Default: false. */
  readonly isBare?: boolean
  /** Whether a response of a proxy or router conforms. */
  readonly mayBeHandledUpstream?: boolean
  /** Whether a fixture makes the server return an error. */
  readonly provoked?: boolean
  /** Waits between the two halves of the body. */
  readonly hold?: () => Promise<void>
  /** Whether an earlier request had this key: criteria on `$now` are not checked. */
  readonly mayBeReplay?: boolean
}

/**
 * Adds the parameters, the body and the key that the operation requires and the plan does not set.
 *
 * @throws CaseSkipped if no value can be made for one of them
 */
export function completePlan(
  operation: Operation,
  plan: RequestPlan,
  document: OpenAPIDocument,
): RequestPlan {
  const values = valuesOf(plan.resource)
  const given = withFixtureParameters(document, operation, plan.parameters ?? [], values)
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
  const usesFixture = values.body !== undefined && isOwn
  const made = needsBody ? requiredBody(operation, document, usesFixture) : plan.body
  const merged = usesFixture
    ? withFixtureBody(document, operation, made, values, plan.body === undefined)
    : made
  const body = merged && isOwn ? withOwnIds(document, operation, merged, plan.resource) : merged
  const segments = segmentsOf(operation, plan.resource, document)
  const isKeyed = operation.idempotency !== undefined && plan.key === undefined
  const key = isKeyed ? { key: freshKey(operation, document) } : {}
  return { ...plan, ...key, segments, parameters: [...parameters, ...given], body }
}

/** Returns the raw path text of a resource's path parameters. */
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

function requiredBody(
  { body }: Operation,
  document: OpenAPIDocument,
  isOptional: boolean,
): Payload | undefined {
  for (const content of body?.content ?? []) {
    const made = validBody(document, content)
    if (made !== undefined) return made
  }
  if (isOptional) return undefined
  const types = body?.content.map(({ mediaType }) => mediaType).join(' or ') ?? ''
  throw new CaseSkipped(`no ${types} body could be made: give it an example`)
}

/**
 * Builds the request of a plan, byte for byte.
 *
 * @throws CaseSkipped if the operation's servers are at hosts that the user did not name
 */
export function buildRequest(operation: Operation, plan: RequestPlan, target: Target): SentRequest {
  const reason = target.elsewhere.get(operation.id)
  if (reason !== undefined) throw new CaseSkipped(`${operation.id}: ${reason}`)
  const parameters = [...(plan.parameters ?? []), ...credentialOf(operation, plan, target).parts]
  const spell = plan.spell ?? ((name: string) => name)
  return {
    method: plan.method ?? operation.method,
    path: fullPathOf(operation, plan, target, queryFields(parameters)),
    headers: headersOf(operation, plan, target, parameters).map(([name, value]) => [spell(name), value]),
    body: plan.body?.bytes,
    ...(plan.hold === undefined ? {} : { hold: plan.hold }),
  }
}

function headersOf(
  operation: Operation,
  plan: RequestPlan,
  target: Target,
  parameters: readonly SentParameter[],
): (readonly [string, string])[] {
  const valuesIn = (location: string): [string, string][] =>
    parameters.flatMap(({ in: where, name, value }): [string, string][] =>
      where === location && value !== null ? [[name, value]] : [],
    )
  const cookies = valuesIn('cookie').map(([name, value]) => `${name}=${value}`)
  const contentType = plan.body?.contentType ?? null
  const explicit = plan.headers ?? []
  const hasAccept = [...target.headers, ...explicit].some(([name]) => sameName('header', name, 'Accept'))
  const optional = (name: string, value: string | null): [string, string][] =>
    value === null ? [] : [[name, value]]
  const own = [
    ...valuesIn('header'),
    ...keyHeaderOf(operation, plan),
    ...optional('Cookie', cookies.length === 0 ? null : cookies.join('; ')),
    ...optional('Content-Type', contentType),
    ...explicit,
  ]
  // The value of a case stands alone. A cookie of a case leaves others, such as that of a gateway.
  const isReplaced = (name: string): boolean =>
    !sameName('header', name, 'Cookie') && own.some(([other]) => sameName('header', name, other))
  return [
    ...optional('Accept', plan.accept === null || hasAccept ? null : acceptOf(operation)),
    ...target.headers.filter(([name]) => !isReplaced(name)),
    ...own,
  ]
}

/** Returns the idempotency header, unless the plan has no key or sets the header as a parameter. */
function keyHeaderOf({ idempotency }: Operation, { key, parameters = [] }: RequestPlan): [string, string][] {
  if (idempotency === undefined || key === null) return []
  const isGiven = parameters.some(({ name }) => sameName('header', name, idempotency.header))
  return isGiven ? [] : [[idempotency.header, key ?? randomUUID()]]
}

/** Operation → its `Accept` header. */
const accepts = new WeakMap<Operation, string>()

/** Returns the `Accept` header: the documented media types of all responses, in their order. */
function acceptOf(operation: Operation): string {
  const known = accepts.get(operation)
  if (known !== undefined) return known
  const described = operation.responses.flatMap(({ content }) => content.map(({ mediaType }) => mediaType))
  const accept = described.length === 0 ? '*/*' : [...new Set(described)].join(', ')
  accepts.set(operation, accept)
  return accept
}

function sameName(location: string, left: string, right: string): boolean {
  return location === 'header' ? left.toLowerCase() === right.toLowerCase() : left === right
}

/** Returns the credential that a plan sends. */
export function credentialOf(operation: Operation, plan: RequestPlan, target: Target): Credential {
  return plan.credential ?? credentialFor(requirementFor(operation, target), accountOf(target))
}

function fullPathOf(
  operation: Operation,
  plan: RequestPlan,
  target: Target,
  query: readonly string[],
): string {
  const base = basePathOf(target, operation)
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
