import type { OpenAPIDocument, Schema } from './openapi.ts'
import { mapParts } from './parts.ts'
import { References } from './references.ts'
import { CLOSING_KEYWORDS, get, isAtKeyword, refToPointer } from '../schema/index.ts'

/**
 * A document that says the same in fewer ways, so that nobody who reads it has to know them all:
 *
 * - a schema is an object: `true` is `{}`, and `false` is `{ not: {} }`, but where a keyword closes by it;
 * - a reference is a JSON Pointer, not an `$anchor` or an `$id`; a `$dynamicRef` that leads to one place is a `$ref`;
 * - a reference stands alone: what counts beside it stands beside an `allOf` with it;
 * - an example is written out, not referred to; so is a path item with something beside its reference.
 *
 * What was written stays where it was: a pointer into the result that leads further than one into `document` begins
 * with one that leads to the place where it was written.
 */
export function normalize(document: OpenAPIDocument): OpenAPIDocument {
  const references = new References(document)
  return mapParts(document, 'document', (part, partKind, pointer) => {
    if (partKind === 'schema') return normalizeSchema(part, pointer, references)
    if (partKind === 'example') return inlineExample(document, part)
    return partKind === 'pathItem' ? mergeSiblings(document, part) : part
  }) as OpenAPIDocument
}

/** Keywords that close a schema by `false`, which has a meaning of its own to whoever reads them. */
const CLOSING = Object.values(CLOSING_KEYWORDS).flat()

function normalizeSchema(part: unknown, pointer: string, resolver: References): unknown {
  if (typeof part === 'boolean') return isAtKeyword(pointer, CLOSING) ? part : part ? {} : { not: {} }
  if (typeof part !== 'object' || part === null) return part
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

/** Whether a keyword beside a reference has to stay there: it constrains values, or holds schemas that are referred to. */
function staysBeside(keyword: string): boolean {
  return !/^(?:title|description|summary|deprecated|externalDocs|\$comment|\$anchor|\$dynamicAnchor|\$id|x-.*)$/.test(
    keyword,
  )
}

/** What a reference leads to; itself where it leads nowhere, which is told of later (`fault.ts`). */
function inlineExample(document: OpenAPIDocument, part: unknown): unknown {
  const { $ref } = (part ?? {}) as { $ref?: string }
  return $ref === undefined ? part : (get(document, refToPointer($ref)) ?? part)
}

function mergeSiblings(document: OpenAPIDocument, part: unknown): unknown {
  const { $ref, ...others } = (part ?? {}) as { $ref?: string }
  if ($ref === undefined || Object.keys(others).length === 0) return part
  return { ...(get(document, refToPointer($ref)) as object | undefined), ...others }
}
