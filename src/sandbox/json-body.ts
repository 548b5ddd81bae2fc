import { isMediaType } from './media-type.ts'
import type { Rejections } from './rejection.ts'
import type { ReceivedRequest } from './request.ts'

/** A byte order mark is not valid JSON (RFC 8259, section 8.1). It is kept, so that the parser rejects it. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Parses the body as a JSON object. Without a body it returns an empty object, whatever the `Content-Type` is.
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

/** Parses JSON. Returns undefined for invalid JSON. */
function parse(body: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(body))
  } catch {
    return undefined
  }
}
