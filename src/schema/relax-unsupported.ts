import { mapParts, placeOf } from '../description/index.ts'
import type { OpenAPIDocument, Schema } from '../description/index.ts'
import { kindOfFormat } from './formats.ts'
import { textOfKind } from './generate/scalar-example.ts'
import { compilePattern } from './pattern.ts'

/** What is said of a value where a pattern cannot be read: that it may fit, or that it may not. */
type Doubt = 'mayFit' | 'mayNotFit'

/**
 * A document without the patterns that JavaScript cannot read. Whoever judges by it blames nobody for what it cannot
 * tell: where a pattern is gone, so is whatever would be stricter without it. With `mayNotFit` it is the other way
 * round: what fits still is sure to fit, be it text of a format or an encoding that nobody here knows.
 *
 * @returns the document itself, where all can be read
 */
export function judgeable(document: OpenAPIDocument, doubt: Doubt): OpenAPIDocument {
  const foreign = foreignPlaces(document, doubt)
  if (foreign.size === 0) return document
  return mapParts(document, 'document', (part, kind, pointer) => {
    const isForeign = kind === 'schema' && foreign.has(pointer)
    return isForeign ? doubted(part as Schema, pointer, foreign, doubt) : part
  }) as OpenAPIDocument
}

/** Where the schemas stand that have such a pattern, in themselves, below or where they refer to. */
function foreignPlaces(document: OpenAPIDocument, doubt: Doubt): ReadonlySet<string> {
  const references = new Map<string, string>()
  const places = new Set<string>()
  const foreign = new Set<string>()
  mapParts(document, 'document', (part, kind, pointer) => {
    if (kind !== 'schema' || typeof part !== 'object' || part === null) return part
    const schema = part as Schema
    places.add(pointer)
    if (schema.$ref !== undefined) references.set(pointer, placeOf(schema.$ref))
    if (hasForeignPattern(schema) || hasForeignName(schema)) foreign.add(pointer)
    if (doubt === 'mayNotFit' && hasForeignText(schema)) foreign.add(pointer)
    return part
  })
  for (let known = -1; known !== foreign.size;) {
    known = foreign.size
    for (const [from, to] of references) if (foreign.has(to)) foreign.add(from)
    for (const place of foreign) {
      for (let at = place.lastIndexOf('/'); at > 0; at = place.lastIndexOf('/', at - 1)) {
        const above = place.slice(0, at)
        if (places.has(above)) foreign.add(above)
      }
    }
  }
  return foreign
}

function hasForeignPattern({ pattern }: Schema): boolean {
  return pattern !== undefined && compilePattern(pattern) === undefined
}

function hasForeignName({ patternProperties = {} }: Schema): boolean {
  return Object.keys(patternProperties).some((name) => compilePattern(name) === undefined)
}

/** Whether text has to be more than the other keywords say: of an unknown format, or encoded. */
function hasForeignText({ format, contentEncoding, enum: values, const: only }: Schema): boolean {
  if (values !== undefined || only !== undefined) return false
  const isFree = format === undefined || format === 'password' || format === 'binary'
  return contentEncoding !== undefined || !(isFree || kindOfFormat(format) !== undefined)
}

/** Keywords of which a looser schema makes a stricter one, or that count who fits; and what goes with them. */
const INVERTING: Readonly<Record<string, readonly string[]>> = {
  not: ['not'],
  if: ['if', 'then', 'else'],
  contains: ['contains', 'minContains', 'maxContains'],
  oneOf: ['oneOf'],
}

function doubted(schema: Schema, at: string, foreign: ReadonlySet<string>, doubt: Doubt): Schema {
  const gone: string[] = []
  const instead: Schema[] = []
  if (hasForeignPattern(schema)) {
    gone.push('pattern')
    instead.push({ anyOf: [{ not: { type: 'string' } }, { enum: schema.examples ?? [] }] })
  }
  if (doubt === 'mayNotFit' && hasForeignText(schema)) {
    const { examples = [], example, default: usual } = schema
    const known = [...examples, example, usual, textOfKind(schema)].filter((value) => value !== undefined)
    instead.push({ anyOf: [{ not: { type: 'string' } }, { enum: known }] })
  }
  if (hasForeignName(schema)) {
    gone.push('patternProperties', 'additionalProperties', 'unevaluatedProperties')
    instead.push({ not: { type: 'object', minProperties: 1 } })
  }
  for (const [keyword, together] of Object.entries(INVERTING)) {
    const below = Array.isArray(schema[keyword])
      ? schema[keyword].map((_, index) => `${at}/${keyword}/${index}`)
      : [`${at}/${keyword}`]
    if (!below.some((place) => foreign.has(place))) continue
    gone.push(...together)
    instead.push({ not: {} })
  }
  const kept = Object.fromEntries(Object.entries(schema).filter(([key]) => !gone.includes(key)))
  return doubt === 'mayFit' || instead.length === 0
    ? kept
    : { ...kept, allOf: [...(schema.allOf ?? []), ...instead] }
}
