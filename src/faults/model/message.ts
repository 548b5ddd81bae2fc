import { isJson } from '../../description/index.ts'
import type { MockRequest, SerializedResponse } from '../../mock/index.ts'
import { parseJson } from '../../serialization/index.ts'

/** Returns the value of a response's header. Its name can be in any case. */
export function headerOf({ headers }: SerializedResponse, name: string): string | undefined {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1]
}

/** Returns a response with another value of a header. Undefined removes the header. */
export function withHeader(
  response: SerializedResponse,
  name: string,
  value: string | undefined,
): SerializedResponse {
  const others = Object.entries(response.headers).filter(([key]) => key.toLowerCase() !== name.toLowerCase())
  const added: [string, string][] = value === undefined ? [] : [[name, value]]
  return { ...response, headers: Object.fromEntries([...others, ...added]) }
}

/** A parsed value, or undefined without one. */
type Json = { readonly value: unknown } | undefined

const responses = new WeakMap<SerializedResponse, { readonly json: Json }>()

/** Returns the JSON of a response. Undefined for a body of another kind. */
export function jsonOf(response: SerializedResponse): Json {
  const known = responses.get(response)
  if (known !== undefined) return known.json
  const json =
    response.body !== undefined && isJson(headerOf(response, 'content-type') ?? '')
      ? parse(String(response.body))
      : undefined
  responses.set(response, { json })
  return json
}

/** Returns a response with another JSON value. */
export function withJson(response: SerializedResponse, value: unknown): SerializedResponse {
  return { ...response, body: JSON.stringify(value) }
}

/** Returns a request with another value of a header. Undefined removes the header. */
export function withRequestHeader(
  request: MockRequest,
  name: string,
  value: string | undefined,
): MockRequest {
  const headers = new Map(request.headers)
  headers.delete(name.toLowerCase())
  if (value !== undefined) headers.set(name.toLowerCase(), [value])
  return { ...request, headers }
}

/** Returns a request with another body of the same media type, if it has one. */
export function withBody(request: MockRequest, body: Uint8Array, contentType?: string | null): MockRequest {
  const changed = { ...request, body: Buffer.from(body) }
  return typeof contentType === 'string' ? withRequestHeader(changed, 'content-type', contentType) : changed
}

/** Returns the first value of a request's header. */
export function requestHeader({ headers }: MockRequest, name: string): string | undefined {
  return headers.get(name.toLowerCase())?.[0]
}

/** Parses JSON. Undefined for a text that is not JSON. */
export function parse(text: string): Json {
  const parsed = parseJson(text)
  return 'value' in parsed ? { value: parsed.value } : undefined
}
