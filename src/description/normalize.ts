import type { OpenAPIDocument, Schema } from './openapi.ts'
import { mapParts } from './parts.ts'
import { get } from './pointer.ts'
import { refToPointer } from './reference.ts'

/**
 * A document that says the same in fewer ways, so that nobody who reads it has to know them all:
 *
 * - a schema is an object: `true` is `{}`, and `false` is `{ not: {} }`, but where a keyword closes by it;
 * - a reference is a JSON Pointer, not an `$anchor`; a `$dynamicRef` that leads to one place is a `$ref`;
 * - a reference stands alone: what counts beside it stands beside an `allOf` with it;
 * - an example is written out, not referred to; so is a path item with something beside its reference.
 *
 * What was written stays where it was: a pointer into the result that leads further than one into `document` begins
 * with one that leads to the place where it was written.
 */
export function normalize(document: OpenAPIDocument): OpenAPIDocument {
  const anchors = anchorsOf(document)
  return mapParts(document, 'document', (part, partKind, pointer) => {
    if (partKind === 'schema') return normalizeSchema(part, pointer, anchors)
    if (partKind === 'example') return inlineExample(document, part)
    return partKind === 'pathItem' ? mergeSiblings(document, part) : part
  }) as OpenAPIDocument
}

/** Name → where the schemas stand that have it. */
type Anchors = ReadonlyMap<string, readonly string[]>

function anchorsOf(document: OpenAPIDocument): Anchors {
  const anchors = new Map<string, string[]>()
  mapParts(document, 'document', (part, partKind, pointer) => {
    const { $anchor, $dynamicAnchor } = (partKind === 'schema' && part !== null ? part : {}) as Schema
    for (const name of [$anchor, $dynamicAnchor]) {
      if (typeof name === 'string') anchors.set(name, [...(anchors.get(name) ?? []), pointer])
    }
    return part
  })
  return anchors
}

/** Keywords that close a schema by `false`, which has a meaning of its own to whoever reads them. */
const CLOSING_KEYWORDS =
  /(?<!\/(?:properties|patternProperties|\$defs|dependentSchemas))\/(?:additionalProperties|unevaluatedProperties|items|unevaluatedItems)$/

function normalizeSchema(part: unknown, pointer: string, anchors: Anchors): unknown {
  if (typeof part === 'boolean') return CLOSING_KEYWORDS.test(pointer) ? part : part ? {} : { not: {} }
  if (typeof part !== 'object' || part === null) return part
  const { $ref, $dynamicRef, ...others } = part as Schema
  const references = [$ref, $dynamicRef].flatMap((reference) =>
    typeof reference === 'string' ? [{ $ref: resolveAnchor(reference, anchors) }] : [],
  )
  if (references.length === 0) return part
  if (references.length === 1 && !Object.keys(others).some(constrainsValues))
    return { ...others, ...references[0] }
  return { ...others, allOf: [...(others.allOf ?? []), ...references] }
}

/** `#name` as the pointer of the one schema with that name. */
function resolveAnchor(reference: string, anchors: Anchors): string {
  const [pointer, ...more] = anchors.get(reference.slice(1)) ?? []
  return reference.startsWith('#') && pointer !== undefined && more.length === 0
    ? `#${pointer.replaceAll('%', '%25')}`
    : reference
}

/** Whether a keyword beside a reference says something of values; a description does not. */
function constrainsValues(keyword: string): boolean {
  return !/^(?:title|description|summary|deprecated|externalDocs|\$comment|\$anchor|\$dynamicAnchor|\$id|\$defs|x-.*)$/.test(
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
