import { get, parsePointer, responseFor, set } from '../../../description/index.ts'
import type { Resource } from '../../../description/index.ts'
import { propertiesOf, textOf } from '../../../schema/index.ts'
import { percentEncode } from '../../../serialization/index.ts'
import type { Schemas } from '../../read/schemas.ts'
import { headerOf, withHeaders } from '../../server/mock-response.ts'
import type { MockResponse } from '../../server/mock-response.ts'
import { headerValues } from '../../server/request.ts'
import { pathValuesOf } from './keys.ts'
import { freshValue } from '../fresh-value.ts'
import type { ValidRequest } from '../documented-responses.ts'
import type { Merger, Properties } from './merge.ts'

/** How many ids are tried, because the schemas of a body and of a path can differ. */
const ATTEMPTS = 8

/** A request that creates an object, and its response without the new id. */
export interface Creation {
  readonly resource: Resource
  readonly routedRequest: ValidRequest
  readonly mockResponse: MockResponse
  /** The body of the request, without what only a server writes. */
  readonly sent: Properties
  /** Whether an object has or had an id. */
  readonly isTaken: (id: unknown) => boolean
}

/**
 * Gives the response to a creation a new id, in its body and in its headers.
 *
 * @returns the response and the id. Undefined if no id is valid.
 */
export function withNewId(
  merger: Merger,
  requests: Schemas,
  creation: Creation,
): { mockResponse: MockResponse; id: unknown } | undefined {
  const { resource, routedRequest, sent, isTaken } = creation
  const [item] = resource.operations
  const parameter = item?.parameters.find(
    ({ object }) => object.in === 'path' && object.name === resource.parameter,
  )
  const [property] = resource.idProperties.values()
  const inBody = schemaInBody(merger, creation) ?? property
  const chosen = chosenId(resource, routedRequest.call.body, sent)
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    // The path may allow other ids than the body, or fewer.
    const schema = attempt % 2 === 0 ? parameter?.schema : (inBody ?? parameter?.schema)
    const text =
      chosen === undefined
        ? freshValue(merger.document, requests, { schema, example: parameter?.object.example, isTaken })
        : textOf(chosen)
    const ids: unknown[] = /^\d{1,15}$/.test(text) ? [text, Number(text)] : [text]
    for (const id of ids) {
      const body = withIdInBody(merger, creation, id)
      if (body !== undefined && (chosen !== undefined || isReadable(merger, resource, id)))
        return { mockResponse: withIdInHeaders(resource, routedRequest, body, text), id }
    }
  }
  return undefined
}

/** Returns the properties that have the id of an object, in their types. */
export function idPropertiesWith(merger: Merger, { idProperties }: Resource, id: unknown): Properties {
  return Object.fromEntries(
    [...idProperties].map(([name, schema]) => [name, typed(merger, schema, id) ?? id]),
  )
}

/** Returns an id as the number or the text that a schema allows. Undefined if it allows neither. */
function typed(merger: Merger, schema: string, id: unknown): unknown {
  const values = [id, String(id), ...(/^\d{1,15}$/.test(String(id)) ? [Number(id)] : [])]
  return values.find((value) => merger.isValid(schema, value))
}

/** Whether all properties that have the id can show it. */
function isReadable(merger: Merger, { ids, idProperties }: Resource, id: unknown): boolean {
  // An id in the body is valid there, and its own property may be the only one.
  if (ids.some((source) => source.from === 'body' && source.pointer !== '')) return true
  return [...idProperties.values()].every((schema) => typed(merger, schema, id) !== undefined)
}

/** Returns the id that the client chose. Undefined if it chose none. */
function chosenId({ ids, idProperties }: Resource, body: unknown, sent: Properties): unknown {
  const [first] = ids
  if (first.from === 'request') return get(body, first.pointer)
  const inBody = ids.find(({ from }) => from === 'body')
  if (inBody?.from === 'body' && inBody.pointer !== '') return get(sent, inBody.pointer)
  const name = [...idProperties.keys()].find((each) => Object.hasOwn(sent, each))
  return name === undefined ? undefined : sent[name]
}

/** Returns the pointer of the schema that the id has in the body. */
function schemaInBody(
  merger: Merger,
  { resource, routedRequest, mockResponse }: Creation,
): string | undefined {
  const source = resource.ids.find(({ from }) => from === 'body')
  if (source?.from !== 'body') return undefined
  let schema = merger.schemaOf(routedRequest.endpoint.operation, mockResponse)
  for (const name of parsePointer(source.pointer))
    schema = schema === undefined ? undefined : propertiesOf(merger.document, schema).get(name)
  return schema
}

function withIdInBody(
  merger: Merger,
  { resource, routedRequest, mockResponse }: Creation,
  id: unknown,
): MockResponse | undefined {
  const source = resource.ids.find(({ from }) => from === 'body')
  const isBare = source?.from === 'body' && source.pointer === ''
  if (source?.from !== 'body' || (!isBare && typeof mockResponse.body !== 'object')) return mockResponse
  const body = set(mockResponse.body, source.pointer, id)
  const { operation } = routedRequest.endpoint
  return merger.accepts(operation, mockResponse, body) ? { ...mockResponse, body } : undefined
}

/** Sets the headers with the id: `Location`, and those that the description links to the id. */
function withIdInHeaders(
  resource: Resource,
  { request, call }: ValidRequest,
  mockResponse: MockResponse,
  id: string,
): MockResponse {
  const { ids, create } = resource
  const documented = responseFor(create, mockResponse.status)?.headers ?? []
  const isLocation = (name: string): boolean => name.toLowerCase() === 'location'
  const described = documented.map(({ name }) => name)
  const linked = ids.flatMap((source) => (source.from === 'header' ? source.name : []))
  const isDescribed = (name: string): boolean =>
    described.some((one) => one.toLowerCase() === name.toLowerCase())
  const names = new Set([
    ...described.filter((name) => isLocation(name) || linked.includes(name)),
    ...linked.filter((name) => !isDescribed(name)),
  ])
  const path = pathOf(resource, call.parameters.path, id)
  const [host = 'localhost'] = headerValues(request, 'host')
  const changes = [...names].map((name) => {
    const format = documented.find((header) => header.name === name)?.object.schema?.format
    const isAbsolute = format === 'uri' || /^https?:/.test(headerOf(mockResponse.headers, name) ?? '')
    const location = isAbsolute ? `http://${host}${path}` : path
    return [name, isLocation(name) ? location : headerText(id)] as const
  })
  return { ...mockResponse, headers: withHeaders(mockResponse.headers, Object.fromEntries(changes)) }
}

/** A field value has visible ASCII characters (RFC 9110, section 5.5). A client can choose another id. */
function headerText(id: string): string {
  return /^[\x21-\x7e]*$/.test(id) ? id : percentEncode(id)
}

/** Returns the path of a new object. */
function pathOf(resource: Resource, values: Record<string, unknown>, id: string): string {
  const all = pathValuesOf(resource, values, id)
  return resource.itemPath.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => percentEncode(String(all[name])))
}
