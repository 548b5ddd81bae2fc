import type { OpenAPIDocument, Schema } from './openapi.ts'
import { mapParts } from './parts.ts'
import { References } from './references.ts'
import { CLOSING_KEYWORDS, get, isAtKeyword, refToPointer } from '../schema/index.ts'

/**
 * Returns an equivalent document in which each construct has only one form:
 *
 * - Schemas are objects: `true` becomes `{}`. `false` becomes `{ not: {} }`, except for the keywords in `CLOSING`.
 * - References are JSON Pointers, not an `$anchor` or an `$id`. A `$dynamicRef` with one target becomes a `$ref`.
 * - References have no siblings that constrain values: a reference with such siblings moves into `allOf`.
 * - References to examples are replaced by the examples. The same is true of path items with siblings of `$ref`.
 *
 * All values keep their pointers. The pointer of a new value begins with the pointer of its source in `document`.
 */
export function normalize(document: OpenAPIDocument): OpenAPIDocument {
  const references = new References(document)
  return mapParts(document, 'document', (part, partKind, pointer) => {
    if (partKind === 'schema') return normalizeSchema(part, pointer, references)
    if (partKind === 'example') return inlineExample(document, part)
    return partKind === 'pathItem' ? mergeSiblings(document, part) : part
  }) as OpenAPIDocument
}

/** Keywords whose `false` is not replaced, because other code looks for it. */
const CLOSING = Object.values(CLOSING_KEYWORDS).flat()

function normalizeSchema(part: unknown, pointer: string, resolver: References): unknown {
  if (typeof part === 'boolean') return isAtKeyword(pointer, CLOSING) ? part : part ? {} : { not: {} }
  if (typeof part !== 'object' || part === null) return part
  // Most schemas have no reference, and stay what they are.
  if (!('$ref' in part) && !('$dynamicRef' in part)) return part
  const { $ref, $dynamicRef, ...others } = part as Schema
  const dynamic = typeof $dynamicRef === 'string' ? resolver.resolveDynamic($dynamicRef, pointer) : undefined
  if (dynamic !== undefined && '$dynamicRef' in dynamic) others['$dynamicRef'] = dynamic.$dynamicRef
  const references = [
    ...(typeof $ref === 'string' ? [{ $ref: resolver.resolve($ref, pointer) }] : []),
    ...(dynamic !== undefined && '$ref' in dynamic ? [dynamic] : []),
  ]
  if (references.length === 0) return { ...others }
  if (references.length === 1 && !Object.keys(others).some(staysBeside))
    return { ...others, ...references[0] }
  return { ...others, allOf: [...(others.allOf ?? []), ...references] }
}

/** Whether a sibling of a reference matters: it constrains values, or contains schemas that are referred to. */
function staysBeside(keyword: string): boolean {
  return !/^(?:title|description|summary|deprecated|externalDocs|\$comment|\$anchor|\$dynamicAnchor|\$id|x-.*)$/.test(
    keyword,
  )
}

/** Returns the target of a reference. A reference without a target is kept: `fault.ts` reports it later. */
function inlineExample(document: OpenAPIDocument, part: unknown): unknown {
  const { $ref } = (part ?? {}) as { $ref?: string }
  return $ref === undefined ? part : (get(document, refToPointer($ref)) ?? part)
}

function mergeSiblings(document: OpenAPIDocument, part: unknown): unknown {
  const { $ref, ...others } = (part ?? {}) as { $ref?: string }
  if ($ref === undefined || Object.keys(others).length === 0) return part
  return { ...(get(document, refToPointer($ref)) as object | undefined), ...others }
}
