import { get, parsePointer, responseFor, set } from '../../../description/index.ts'
import type { Resource } from '../../../description/index.ts'
import { propertiesOf, textOf } from '../../../schema/index.ts'
import { percentEncode } from '../../../serialization/index.ts'
import type { Schemas } from '../../read/schemas.ts'
import { headerOf, withHeaders } from '../../server/mock-response.ts'
import type { MockResponse } from '../../server/mock-response.ts'
import { headerValues } from '../../server/request.ts'
import { freshValue } from '../fresh-value.ts'
import type { ValidRequest } from '../documented-responses.ts'
import type { Merger } from './merge.ts'

/** How many ids are tried, because the schemas of a body and of a path can differ. */
const ATTEMPTS = 8

/**
 * Gives the response to a creation a new id, in its body and in its headers.
 *
 * @param sent the body of the request, without what only a server writes
 * @param isTaken whether an object has or had an id
 * @returns the response and the id. Undefined if no id is valid.
 */
export function withNewId(
  merger: Merger,
  requests: Schemas,
  resource: Resource,
  routedRequest: ValidRequest,
  mockResponse: MockResponse,
  sent: unknown,
  isTaken: (id: unknown) => boolean,
): { mockResponse: MockResponse; id: unknown } | undefined {
  const { call } = routedRequest
  const [item] = resource.operations
  const parameter = item?.parameters.find(
    ({ object }) => object.in === 'path' && object.name === resource.parameter,
  )
  const inBody = schemaInBody(merger, resource, routedRequest, mockResponse)
  const chosen = chosenId(resource, call.body, sent)
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    // The path may allow other ids than the body, or fewer.
    const schema = attempt % 2 === 0 ? parameter?.schema : (inBody ?? parameter?.schema)
    const text =
      chosen === undefined
        ? freshValue(merger.document, requests, schema, parameter?.object.example, undefined, isTaken)
        : textOf(chosen)
    const ids: unknown[] = /^\d{1,15}$/.test(text) ? [text, Number(text)] : [text]
    for (const id of ids) {
      const body = withIdInBody(merger, resource, routedRequest, mockResponse, id)
      if (body !== undefined)
        return { mockResponse: withIdInHeaders(resource, routedRequest, body, text), id }
    }
  }
  return undefined
}

/** Returns the id that the client chose. Undefined if it chose none. */
function chosenId({ ids }: Resource, body: unknown, sent: unknown): unknown {
  const [first] = ids
  if (first.from === 'request') return get(body, first.pointer)
  const inBody = ids.find(({ from }) => from === 'body')
  return inBody?.from === 'body' ? get(sent, inBody.pointer) : undefined
}

/** Returns the pointer of the schema that the id has in the body. */
function schemaInBody(
  merger: Merger,
  { ids }: Resource,
  { endpoint: { operation } }: ValidRequest,
  mockResponse: MockResponse,
): string | undefined {
  const source = ids.find(({ from }) => from === 'body')
  if (source?.from !== 'body') return undefined
  let schema = merger.schemaOf(operation, mockResponse)
  for (const name of parsePointer(source.pointer))
    schema = schema === undefined ? undefined : propertiesOf(merger.document, schema).get(name)
  return schema
}

function withIdInBody(
  merger: Merger,
  { ids }: Resource,
  { endpoint: { operation } }: ValidRequest,
  mockResponse: MockResponse,
  id: unknown,
): MockResponse | undefined {
  const source = ids.find(({ from }) => from === 'body')
  if (source?.from !== 'body' || typeof mockResponse.body !== 'object') return mockResponse
  const body = set(mockResponse.body, source.pointer, id)
  return merger.accepts(operation, mockResponse, body) ? { ...mockResponse, body } : undefined
}

/** Sets the documented headers with the id: `Location`, and those that the description links to the id. */
function withIdInHeaders(
  { ids, create }: Resource,
  { request }: ValidRequest,
  mockResponse: MockResponse,
  id: string,
): MockResponse {
  const documented = responseFor(create, mockResponse.status)?.headers ?? []
  const changes: Record<string, string> = {}
  for (const { name, object } of documented) {
    const isLocation = name.toLowerCase() === 'location'
    if (!isLocation && !ids.some((source) => source.from === 'header' && source.name === name)) continue
    const path = `${request.path.replace(/\/$/, '')}/${percentEncode(id)}`
    const [host = 'localhost'] = headerValues(request, 'host')
    const isAbsolute =
      object.schema?.format === 'uri' || /^https?:/.test(headerOf(mockResponse.headers, name) ?? '')
    changes[name] = isLocation ? (isAbsolute ? `http://${host}${path}` : path) : id
  }
  return { ...mockResponse, headers: withHeaders(mockResponse.headers, changes) }
}
