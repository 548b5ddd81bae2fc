import { get, responseFor, set } from '../../../description/index.ts'
import type { Resource } from '../../../description/index.ts'
import { textOf } from '../../../schema/index.ts'
import { percentEncode } from '../../../serialization/index.ts'
import type { Schemas } from '../../read/schemas.ts'
import { headerOf, withHeaders } from '../../server/mock-response.ts'
import type { MockResponse } from '../../server/mock-response.ts'
import { headerValues } from '../../server/request.ts'
import { freshValue } from '../create-fixture.ts'
import type { ValidRequest } from '../documented-responses.ts'
import type { Merger } from './merge.ts'

/** How many ids are tried, because the schemas of a body and of a path can differ. */
const ATTEMPTS = 8

/**
 * Gives the response to a creation a new id, in its body and in its headers.
 *
 * @param sent the body of the request, without what only a server writes
 * @returns the response and the id. Undefined if no id is valid.
 */
export function withNewId(
  merger: Merger,
  requests: Schemas,
  resource: Resource,
  routedRequest: ValidRequest,
  mockResponse: MockResponse,
  sent: unknown,
): { mockResponse: MockResponse; id: unknown } | undefined {
  const { call } = routedRequest
  const [item] = resource.operations
  const parameter = item?.parameters.find(
    ({ object }) => object.in === 'path' && object.name === resource.parameter,
  )
  const chosen = chosenId(resource, call.body, sent)
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const text =
      chosen === undefined
        ? freshValue(requests, parameter?.schema, parameter?.object.example, undefined)
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
