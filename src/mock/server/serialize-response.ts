import { loadPrism } from '../prism/internals.ts'
import type { MockResponse, SerializedResponse } from './mock-response.ts'
import { contentType, withHeaders } from './mock-response.ts'

/** Headers that say where a body ends: the server writes them, whatever the description has for them. */
const FRAMING = { 'Transfer-Encoding': undefined, 'Content-Length': undefined, Trailer: undefined }

/** Serializes a response as Prism does. A body that Prism cannot serialize is sent as text, or else as JSON. */
export function serializeResponse(mockResponse: MockResponse): SerializedResponse {
  const { status, body, reason } = mockResponse
  const headers = withHeaders(mockResponse.headers, FRAMING)
  const because = reason === undefined ? {} : { reason }
  if (body === undefined || status === 204 || status === 304) {
    return { status, headers: withHeaders(headers, { 'Content-Type': undefined }), ...because }
  }
  return { status, headers, body: serializeBody(body, contentType(mockResponse)), ...because }
}

function serializeBody(body: unknown, mediaType: string): string | Buffer {
  if (Buffer.isBuffer(body)) return body
  try {
    const serialized = loadPrism().serialize(body, mediaType)
    return typeof serialized === 'string' ? serialized : ''
  } catch {
    return typeof body === 'string' ? body : JSON.stringify(body)
  }
}
