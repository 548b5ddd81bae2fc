import { mapParts, refToPointer } from '../description/index.ts'
import type { OpenAPIDocument, Schema } from '../description/index.ts'
import { jsonTypeOfFormat } from './formats.ts'
import { exampleTextOf } from './generate/scalar-example.ts'
import { compilePattern } from './pattern.ts'

/** What is said of a value where a pattern cannot be read: that it may fit, or that it may not. */
type RelaxMode = 'mayFit' | 'mayNotFit'

/**
 * A document without the patterns that JavaScript cannot read. Whoever judges by it blames nobody for what it cannot
 * tell: where a pattern is gone, so is whatever would be stricter without it. With `mayNotFit` it is the other way
 * round: what fits still is sure to fit, be it text of a format or an encoding that nobody here knows.
 *
 * @returns the document itself, where all can be read
 */
export function relaxUnsupported(document: OpenAPIDocument, mode: RelaxMode): OpenAPIDocument {
  const unsupported = unsupportedPointers(document, mode)
  if (unsupported.size === 0) return document
  return mapParts(document, 'document', (part, partKind, pointer) => {
    const isUnsupported = partKind === 'schema' && unsupported.has(pointer)
    return isUnsupported ? relax(part as Schema, pointer, unsupported, mode) : part
  }) as OpenAPIDocument
}

/** Where the schemas stand that have such a pattern, in themselves, below or where they refer to. */
function unsupportedPointers(document: OpenAPIDocument, mode: RelaxMode): ReadonlySet<string> {
  const references = new Map<string, string>()
  const schemaPointers = new Set<string>()
  const unsupported = new Set<string>()
  mapParts(document, 'document', (part, partKind, pointer) => {
    if (partKind !== 'schema' || typeof part !== 'object' || part === null) return part
    const schema = part as Schema
    schemaPointers.add(pointer)
    if (schema.$ref !== undefined) references.set(pointer, refToPointer(schema.$ref))
    if (hasUnsupportedPattern(schema) || hasUnsupportedPropertyPattern(schema)) unsupported.add(pointer)
    if (mode === 'mayNotFit' && hasUnsupportedFormat(schema)) unsupported.add(pointer)
    return part
  })
  for (let known = -1; known !== unsupported.size;) {
    known = unsupported.size
    for (const [from, to] of references) if (unsupported.has(to)) unsupported.add(from)
    for (const schemaPointer of unsupported) {
      for (let at = schemaPointer.lastIndexOf('/'); at > 0; at = schemaPointer.lastIndexOf('/', at - 1)) {
        const above = schemaPointer.slice(0, at)
        if (schemaPointers.has(above)) unsupported.add(above)
      }
    }
  }
  return unsupported
}

function hasUnsupportedPattern({ pattern }: Schema): boolean {
  return pattern !== undefined && compilePattern(pattern) === undefined
}

function hasUnsupportedPropertyPattern({ patternProperties = {} }: Schema): boolean {
  return Object.keys(patternProperties).some((name) => compilePattern(name) === undefined)
}

/** Whether text has to be more than the other keywords say: of an unknown format, or encoded. */
function hasUnsupportedFormat({ format, contentEncoding, enum: values, const: only }: Schema): boolean {
  if (values !== undefined || only !== undefined) return false
  const isAnyText = format === undefined || format === 'password' || format === 'binary'
  return contentEncoding !== undefined || !(isAnyText || jsonTypeOfFormat(format) !== undefined)
}

/** Keywords of which a looser schema makes a stricter one, or that count who fits; and what goes with them. */
const INVERTING: Readonly<Record<string, readonly string[]>> = {
  not: ['not'],
  if: ['if', 'then', 'else'],
  contains: ['contains', 'minContains', 'maxContains'],
  oneOf: ['oneOf'],
}

function relax(schema: Schema, at: string, unsupported: ReadonlySet<string>, mode: RelaxMode): Schema {
  const removed: string[] = []
  const replacements: Schema[] = []
  if (hasUnsupportedPattern(schema)) {
    removed.push('pattern')
    replacements.push({ anyOf: [{ not: { type: 'string' } }, { enum: schema.examples ?? [] }] })
  }
  if (mode === 'mayNotFit' && hasUnsupportedFormat(schema)) {
    const { examples = [], example, default: usual } = schema
    const known = [...examples, example, usual, exampleTextOf(schema)].filter((value) => value !== undefined)
    replacements.push({ anyOf: [{ not: { type: 'string' } }, { enum: known }] })
  }
  if (hasUnsupportedPropertyPattern(schema)) {
    removed.push('patternProperties', 'additionalProperties', 'unevaluatedProperties')
    replacements.push({ not: { type: 'object', minProperties: 1 } })
  }
  for (const [keyword, relatedKeywords] of Object.entries(INVERTING)) {
    const below = Array.isArray(schema[keyword])
      ? schema[keyword].map((_, index) => `${at}/${keyword}/${index}`)
      : [`${at}/${keyword}`]
    if (!below.some((schemaPointer) => unsupported.has(schemaPointer))) continue
    removed.push(...relatedKeywords)
    replacements.push({ not: {} })
  }
  const kept = Object.fromEntries(Object.entries(schema).filter(([key]) => !removed.includes(key)))
  return mode === 'mayFit' || replacements.length === 0
    ? kept
    : { ...kept, allOf: [...(schema.allOf ?? []), ...replacements] }
}
