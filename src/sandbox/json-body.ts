import { isMediaType } from './media-type.ts'
import type { Rejections } from './rejection.ts'
import type { ReceivedRequest } from './request.ts'

/** A byte order mark is not JSON (RFC 8259, section 8.1), so it is kept, for the parser to refuse. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * The JSON object that the body holds; an empty one where there is no body, whatever `Content-Type` says
 * of it.
 */
export function readJsonObject(request: ReceivedRequest, rejections: Rejections): Record<string, unknown> {
  if (request.oversized) throw rejections.malformedBody('The request body is too large.')
  if (request.body.length === 0) return {}
  if (!isMediaType(request, 'application/json')) {
    throw rejections.unsupportedMediaType('The request body must be application/json in UTF-8.')
  }
  const value = parse(request.body)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw rejections.malformedBody('The request body must be a JSON object.')
  }
  return value as Record<string, unknown>
}

/** The value of a JSON text; undefined, which no JSON text is, for bytes that are none. */
function parse(body: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(body))
  } catch {
    return undefined
  }
}
