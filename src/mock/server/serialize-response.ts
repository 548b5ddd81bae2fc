import { createRequire } from 'node:module'
import type { MockResponse, SerializedResponse } from './mock-response.ts'
import { contentType, withHeaders } from './mock-response.ts'

/** Prism's own; its index does not give it out. */
const { serialize } = createRequire(import.meta.url)('@stoplight/prism-http-server/dist/serialize.js') as {
  serialize: (body: unknown, mediaType: string) => unknown
}

/** A draft as it is sent; JSON, XML and text as Prism writes them. A body of another type that is no text is JSON. */
export function serializeResponse(mockResponse: MockResponse): SerializedResponse {
  const { status, headers, body } = mockResponse
  if (body === undefined || status === 204 || status === 304) {
    return { status, headers: withHeaders(headers, { 'Content-Type': undefined }) }
  }
  return { status, headers, body: text(body, contentType(mockResponse)) }
}

function text(body: unknown, mediaType: string): string {
  try {
    const serialized = serialize(body, mediaType)
    return typeof serialized === 'string' ? serialized : ''
  } catch {
    return typeof body === 'string' ? body : JSON.stringify(body)
  }
}
