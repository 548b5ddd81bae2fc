import { covers, dereference, essence, isBinaryType, isJson, isRange } from '../../../description/index.ts'
import type { Content, OpenAPIDocument, Schema } from '../../../description/index.ts'
import { withHeaders } from '../../server/mock-response.ts'
import type { MockResponse } from '../../server/mock-response.ts'
import type { MockRequest } from '../../server/request.ts'
import { acceptedRanges } from '../select-response.ts'

/** Returns the content for a media type: itself, or a range that covers it. */
export function contentOf(contents: readonly Content[], mediaType: string): Content | undefined {
  const wanted = essence(mediaType)
  return (
    contents.find((content) => content.mediaType === mediaType) ??
    contents.find((content) => essence(content.mediaType) === wanted) ??
    contents.find((content) => covers(content.mediaType, wanted)) ??
    contents[0]
  )
}

/** Replaces a range by a media type that it covers: an accepted one, or else a usual one. */
export function withMediaType(
  document: OpenAPIDocument,
  content: Content,
  request: MockRequest,
  mockResponse: MockResponse,
): MockResponse {
  if (!isRange(content.mediaType)) {
    return {
      ...mockResponse,
      headers: withHeaders(mockResponse.headers, { 'Content-Type': content.mediaType }),
    }
  }
  const accepted = acceptedRanges(request).find(
    (range) => !isRange(range) && covers(content.mediaType, range),
  )
  const usual = USUAL_TYPES.find((type) => covers(content.mediaType, type)) ?? 'application/octet-stream'
  const isBinaryRange = !/^text/.test(content.mediaType) && isBinarySchema(document, content)
  const type = accepted ?? (isBinaryRange && covers(content.mediaType, OCTETS) ? OCTETS : usual)
  return { ...mockResponse, headers: withHeaders(mockResponse.headers, { 'Content-Type': type }) }
}

const OCTETS = 'application/octet-stream'
const USUAL_TYPES = [
  'application/json',
  'text/plain',
  'image/png',
  'audio/wav',
  'video/mp4',
  'font/woff2',
  OCTETS,
]

/** Whether a content has an example of its own. */
export function hasExample({ object }: Content): boolean {
  return object.example !== undefined || Object.keys(object.examples ?? {}).length > 0
}

/** Whether a body is bytes. */
export function isBytes(document: OpenAPIDocument, content: Content, type: string): boolean {
  if (isJson(type)) return false
  return isBinaryType(type) || (isBinarySchema(document, content) && !/^multipart\//.test(type))
}

/** Whether a schema describes bytes: `format: binary`, or a media type of the content without an encoding. */
function isBinarySchema(document: OpenAPIDocument, { schema }: Content): boolean {
  if (schema === undefined) return false
  const { format, contentMediaType, contentEncoding } = dereference<Schema>(document, schema).value
  return format === 'binary' || (contentMediaType !== undefined && contentEncoding === undefined)
}
