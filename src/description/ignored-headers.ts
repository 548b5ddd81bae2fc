import { refToPointer } from '../schema/index.ts'
import { get } from '../schema/index.ts'
import type { OpenAPIDocument } from './openapi.ts'
import { mapParts } from './parts.ts'

/** Header parameters with these names are ignored (OpenAPI 3.1, Parameter Object). */
const IGNORED_PARAMETERS = ['accept', 'content-type', 'authorization']

/** Whether OpenAPI ignores a header parameter. */
export function isIgnoredParameter(name: string): boolean {
  return IGNORED_PARAMETERS.includes(name.toLowerCase())
}

/** Whether OpenAPI ignores a response header (OpenAPI 3.1, Response Object). */
export function isIgnoredResponseHeader(name: string): boolean {
  return name.toLowerCase() === 'content-type'
}

/**
 * Returns a document without the headers that OpenAPI ignores, for tools that do not ignore them. Pointers into lists of
 * parameters change, so the result is not a `Description`.
 */
export function withoutIgnoredHeaders<Document extends OpenAPIDocument>(document: Document): Document {
  const isIgnored = (part: unknown): boolean => {
    const { $ref } = part as { $ref?: unknown }
    const parameter = typeof $ref === 'string' ? get(document, refToPointer($ref)) : part
    const { in: location, name } = (parameter ?? {}) as { in?: unknown; name?: unknown }
    return location === 'header' && typeof name === 'string' && isIgnoredParameter(name)
  }
  return mapParts(document, 'document', (part, partKind) => {
    if (typeof part !== 'object' || part === null) return part
    const { parameters, headers } = part as { parameters?: unknown; headers?: unknown }
    if ((partKind === 'operation' || partKind === 'pathItem') && Array.isArray(parameters)) {
      const kept = parameters.filter((parameter) => !isIgnored(parameter))
      return kept.length === parameters.length ? part : { ...part, parameters: kept }
    }
    if (partKind !== 'response' || typeof headers !== 'object' || headers === null) return part
    const kept = Object.entries(headers).filter(([name]) => !isIgnoredResponseHeader(name))
    return kept.length === Object.keys(headers).length ? part : { ...part, headers: Object.fromEntries(kept) }
  }) as Document
}
