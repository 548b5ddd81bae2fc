import type { Parameter } from '../../description/index.ts'
import type { MockRequest } from '../../mock/index.ts'
import { decodeOrUndefined, parseCandidates, queryFields, serialize } from '../../serialization/index.ts'
import type { FaultInput } from './fault.ts'
import { requestHeader, withRequestHeader } from './message.ts'

/** Returns the texts of a query parameter or header: one for each time that it was sent. */
export function textsOf({ object: { in: location, name } }: Parameter, request: MockRequest): string[] {
  if (location === 'header') {
    const text = requestHeader(request, name)
    return text === undefined ? [] : [text]
  }
  return fieldsOf(request)
    .filter((field) => nameOf(field) === name)
    .map((field) => decoded(field.slice(field.indexOf('=') + 1)))
}

/** Returns the values that a text may mean. */
export function valuesOf(
  { description, schemas }: FaultInput,
  parameter: Parameter,
  text: string,
): unknown[] {
  const { schema, mediaType } = parameter
  if (schema === undefined) return [text]
  const context = { document: description.document, schemas }
  return [...parseCandidates(context, schema, text, { mediaType })]
}

/** Returns a request with another value of a parameter. */
export function withParameter(request: MockRequest, parameter: Parameter, value: unknown): MockRequest {
  const sent = serialize(parameter, value)
  const { in: location, name } = parameter.object
  if (location === 'header') return withRequestHeader(request, name, sent[0]?.value ?? undefined)
  const others = withoutParameter(request, parameter).query
  const query = [...(others === '' ? [] : [others]), ...queryFields(sent)].join('&')
  return { ...request, query }
}

/** Returns a request without a parameter. */
export function withoutParameter(request: MockRequest, { object }: Parameter): MockRequest {
  if (object.in === 'header') return withRequestHeader(request, object.name, undefined)
  const others = fieldsOf(request).filter((field) => nameOf(field) !== object.name)
  return { ...request, query: others.join('&') }
}

function fieldsOf({ query }: MockRequest): string[] {
  return query === '' ? [] : query.split('&')
}

function nameOf(field: string): string {
  return decoded(field.split('=')[0] ?? '')
}

function decoded(text: string): string {
  const spaced = text.replaceAll('+', ' ')
  return decodeOrUndefined(spaced) ?? spaced
}
