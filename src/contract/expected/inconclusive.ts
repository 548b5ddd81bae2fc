import { isDeepStrictEqual } from 'node:util'
import { essence, get, joinPointer, responseFor, valuesOfExamples } from '../../description/index.ts'
import type { OpenAPIDocument, Operation, Parameter } from '../../description/index.ts'
import { schemasOf } from '../../schema/index.ts'
import { exampleValue } from '../../serialization/index.ts'
import { valuesOf } from '../fixtures/values.ts'
import { contentFor } from '../http/body.ts'
import type { Exchange } from '../http/exchange.ts'
import type { RequestPlan } from '../http/request.ts'
import { isImpliedByHttp } from './implied.ts'

/** The statuses of a request that is valid against the schemas but means nothing to the server. */
const MEANINGLESS = [400, 404, 409, 410, 422]

/** The statuses of a body that the server cannot use. */
const REJECTS_BODY = [400, 413, 415, 422]

/** The name of a property or parameter whose value names something else. */
const REFERENCE = /(?:^|[_-])(?:id|ids|uuid|guid)$|[a-z\d](?:Id|ID|Ids|IDs|Uuid|UUID|Guid)$/

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

/**
 * Returns why the rejection of a request with generated values is no failure: the values are valid against their schemas,
 * but the server may know more, for example that `n` is at most 1000 or that an event does not exist. Undefined if it is
 * a failure, or if the description says which requests are rejected (`x-rejections`).
 *
 * @param isOwnResource whether a fixture or this run made the path parameters
 */
export function whyInconclusive(
  document: OpenAPIDocument,
  exchange: Exchange,
  plan: RequestPlan,
  isOwnResource: boolean,
): string | undefined {
  const { operation, response } = exchange
  const { status } = response
  if (plan.body?.isGuess === true && REJECTS_BODY.includes(status))
    return `the target rejects the generated ${essence(plan.body.contentType ?? '')} body (${status}): give it an example`
  if (takesCredentials(exchange) && isGeneratedBody(exchange, plan))
    return `the target rejects the generated credentials in the body (${status}): give an example or a fixture`
  if (!MEANINGLESS.includes(status)) return undefined
  const uncertain = uncertainPart(document, exchange, plan)
  if (uncertain !== undefined)
    return `the target rejects the generated ${uncertain} (${status}), which a keyword that is not checked may forbid: give an example`
  if (describesRejections(operation)) return undefined
  const hasDocumented = responseFor(operation, status) !== undefined
  if (!hasDocumented && !isImpliedByHttp(operation, status)) return undefined
  const pathNames = operation.parameters.filter(isGeneratedPathValue).map(({ object }) => object.name)
  if (pathNames.length > 0 && !isOwnResource) {
    const names = pathNames.map((name) => `\`${name}\``).join(' and ')
    return `the target rejects the generated value of ${names} (${status}): give an example or a fixture`
  }
  if (!hasDocumented) return undefined
  const reference = status === 400 ? undefined : referenceIn(exchange, plan)
  if (reference !== undefined) return `needs a fixture for \`${reference}\``
  if (status === 404) return undefined
  // A conflict is about what is stored. What a query may ask for is often known to the server alone, but a body that the
  // schema allows must be accepted.
  const isAboutState = status === 409 && !isExample(exchange)
  if (!isAboutState && !hasGeneratedQuery(plan)) return undefined
  return `the target rejects generated values that are valid against the schemas (${status}): give examples or fixtures`
}

/** Returns whether an operation that needs no credentials, such as a login, documents that it rejects those of its body. */
function takesCredentials({ operation, request, response: { status } }: Exchange): boolean {
  const isDocumented = operation.responses.some((response) => response.status === String(status))
  const isOpen = operation.security.every((requirement) => requirement.length === 0)
  return (
    (status === 401 || status === 403) &&
    isDocumented &&
    isOpen &&
    request.body !== undefined &&
    !describesRejections(operation)
  )
}

/** Returns whether a body is neither an example of the description nor what the fixture gave. */
function isGeneratedBody(exchange: Exchange, { resource }: RequestPlan): boolean {
  const { request, requestBody } = exchange
  if (requestBody !== undefined && isExample(exchange)) return false
  const given = Object.values(Object(valuesOf(resource).body) as object)
  const text = Buffer.from(request.body ?? []).toString()
  return given.length === 0 || !given.every((value) => text.includes(JSON.stringify(value)))
}

function isGeneratedPathValue({ object }: Parameter): boolean {
  return object.in === 'path' && object.example === undefined && object.examples === undefined
}

/** Returns the part of a request that no example gives and whose validity depends on a keyword that is not checked. */
function uncertainPart(
  document: OpenAPIDocument,
  exchange: Exchange,
  { parameters = [] }: RequestPlan,
): string | undefined {
  const { operation, request, requestBody } = exchange
  const schemas = schemasOf(document)
  const isUncertain = (schema: string | undefined, value: unknown): boolean =>
    schema !== undefined && schemas.mayBeValid(schema, value) && !schemas.isDefinitelyValid(schema, value)
  const type = request.headers.find(([name]) => /^content-type$/i.test(name))?.[1]
  const content = contentFor(operation.body?.content ?? [], type)
  if (requestBody !== undefined && !isExample(exchange) && isUncertain(content?.schema, requestBody))
    return 'body'
  const uncertain = operation.parameters.find((parameter) => {
    const { in: location, name, example, examples } = parameter.object
    const isSent = parameters.some(
      (sent) => sent.in === location && sent.name === name && sent.value !== null,
    )
    if (!isSent || example !== undefined || examples !== undefined) return false
    return isUncertain(parameter.schema, exampleValue(document, parameter)?.value)
  })
  return uncertain === undefined ? undefined : `value of \`${uncertain.object.name}\``
}

function describesRejections({ rejections, lifecycle, idempotency }: Operation): boolean {
  return rejections.length > 0 || lifecycle !== undefined || idempotency !== undefined
}

/** Returns the name of a value in the body or the query that must exist, and that no fixture gives. */
function referenceIn({ request, requestBody }: Exchange, plan: RequestPlan): string | undefined {
  const values = valuesOf(plan.resource)
  const fromFixture = [values.body, values.query, values.headers].flatMap((part) =>
    Object.keys(Object(part) as object),
  )
  const sent = (plan.parameters ?? []).filter((one) => one.in === 'query' && one.value !== null)
  const names = [
    ...sent.flatMap(({ name, value }) => (isReference(name, value) ? [name] : [])),
    ...referencesIn(requestBody),
    ...(requestBody === undefined ? namesIn(request.body).filter((name) => REFERENCE.test(name)) : []),
  ]
  // A case may send another value in place of the one of the fixture.
  const text = Buffer.from(request.body ?? []).toString()
  const isSent = (name: string): boolean => {
    const value = get(values.body, joinPointer('', name))
    return value === undefined || text.includes(JSON.stringify(value))
  }
  return names.find((name) => !fromFixture.includes(name) || !isSent(name))
}

/** Returns the names of properties in JSON that is written in an unusual way. */
function namesIn(bytes: Uint8Array | undefined): string[] {
  const text = Buffer.from(bytes ?? []).toString()
  return [...text.matchAll(/"([^"\\]{1,80})"\s*:/g)].map(([, name = '']) => name)
}

function referencesIn(value: unknown, depth = 0): string[] {
  if (typeof value !== 'object' || value === null || depth > 8) return []
  return Object.entries(value).flatMap(([name, child]) => [
    ...(isReference(name, child) ? [name] : []),
    ...referencesIn(child, depth + 1),
  ])
}

function isReference(name: string, value: unknown): boolean {
  if (typeof value === 'string' && UUID.test(value)) return true
  return (typeof value !== 'object' || Array.isArray(value)) && REFERENCE.test(name)
}

/** Returns whether the body of a request is an example of the description. */
function isExample({ operation, requestBody }: Exchange): boolean {
  const examples = (operation.body?.content ?? []).flatMap(({ object }) => valuesOfExamples(object))
  return requestBody === undefined || examples.some((example) => isDeepStrictEqual(example, requestBody))
}

function hasGeneratedQuery({ parameters = [] }: RequestPlan): boolean {
  return parameters.some((one) => one.in === 'query' && one.value !== null)
}
