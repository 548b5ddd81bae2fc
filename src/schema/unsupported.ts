import { Complexity } from './complexity.ts'
import { jsonTypeOfFormat } from './formats.ts'
import { exampleTextOf } from './generate/scalar-example.ts'
import { isAtKeyword } from './keywords.ts'
import { get } from './pointer.ts'
import { MarkedSchemas } from './marked-schemas.ts'
import { compileFor } from './pattern/index.ts'
import type { Engine } from './pattern/index.ts'
import type { Schema } from './schema.ts'

/**
 * How to treat keywords that cannot be checked. `lenient`: every value satisfies them, so there is no failure without
 * proof. `strict`: no value satisfies them, so a value that is still valid is definitely valid.
 */
export type Mode = 'lenient' | 'strict'

/**
 * Removes keywords that cannot be checked: patterns that the engine does not support or that may take long, unknown
 * formats and encodings, dynamic references, and keywords that ajv checks incorrectly. Keywords that would become stricter without them are
 * removed too.
 */
export class Unsupported {
  private readonly mode: Mode
  /** Schemas that have such a keyword, contain one with it, or refer to one. */
  private readonly schemas: MarkedSchemas
  /** The same, without subschemas for a part of the value. */
  private readonly inPlace: MarkedSchemas
  private readonly contains: MarkedSchemas
  private readonly engine: Engine
  private readonly complexity: Complexity

  constructor(document: object, mode: Mode, engine: Engine = 'any') {
    this.mode = mode
    this.engine = engine
    this.complexity = new Complexity(document)
    const isUnsupported = (schema: Schema, at: string): boolean =>
      this.hasUnsupportedPattern(schema) ||
      this.hasUnsupportedPropertyPattern(schema) ||
      hasUnknownReference(schema) ||
      NUMBERS.some((keyword) => isNotANumber(schema[keyword])) ||
      this.isTooComplex(at) ||
      (mode === 'strict' && hasUnsupportedFormat(schema)) ||
      this.countsContained(schema, at)
    this.contains = new MarkedSchemas(document, ({ contains }) => contains !== undefined, isInPlace)
    this.schemas = new MarkedSchemas(document, isUnsupported)
    this.inPlace = new MarkedSchemas(document, isUnsupported, isInPlace)
  }

  /** Whether a schema has a keyword that cannot be checked, contains one with it, or refers to one. */
  has(at: string): boolean {
    return this.schemas.has(at)
  }

  /** Returns the keywords of a schema that cannot be checked. */
  keywordsOf(schema: Schema, at: string): string[] {
    if (!this.schemas.has(at)) return []
    return this.changes(schema, at).removed.filter((keyword) => schema[keyword] !== undefined)
  }

  /** Returns a schema without the keywords that cannot be checked. */
  withoutKeywords(schema: Schema, at: string): Schema {
    return without(schema, this.keywordsOf(schema, at))
  }

  /** Relaxes a copy of a schema whose subschemas are already relaxed. In strict mode, adds the replacements. */
  relax(schema: Schema, copy: Schema, at: string): Schema {
    if (!this.schemas.has(at)) return copy
    const { removed, replacements } = this.changes(schema, at)
    const kept = without(copy, removed)
    return this.mode === 'lenient' || replacements.length === 0
      ? kept
      : { ...kept, allOf: [...(copy.allOf ?? []), ...replacements] }
  }

  /** Returns the keywords to remove from a schema, and the schemas that replace them in strict mode. */
  private changes(schema: Schema, at: string): { removed: string[]; replacements: Schema[] } {
    const removed: string[] = []
    const replacements: Schema[] = []
    if (this.isTooComplex(at)) return { removed: Object.keys(schema), replacements: [{ not: {} }] }
    if (this.hasUnsupportedPattern(schema)) {
      removed.push('pattern')
      replacements.push({ anyOf: [{ not: { type: 'string' } }, { enum: schema.examples ?? [] }] })
    }
    if (this.mode === 'strict' && hasUnsupportedFormat(schema)) {
      const { examples = [], example, default: usual } = schema
      const known = [...examples, example, usual, exampleTextOf(schema)].filter(
        (value) => value !== undefined,
      )
      replacements.push({ anyOf: [{ not: { type: 'string' } }, { enum: known }] })
    }
    if (this.hasUnsupportedPropertyPattern(schema)) {
      removed.push('patternProperties', 'additionalProperties')
      replacements.push(NO_PROPERTIES)
    }
    for (const keyword of NUMBERS.filter((one) => isNotANumber(schema[one]))) {
      removed.push(keyword)
      replacements.push({ not: {} })
    }
    if (hasUnknownReference(schema)) {
      removed.push('$dynamicRef')
      replacements.push({ not: {} })
    }
    for (const [keyword, related] of Object.entries(INVERTING)) {
      const below = Array.isArray(schema[keyword])
        ? schema[keyword].map((_, index) => `${at}/${keyword}/${index}`)
        : [`${at}/${keyword}`]
      if (schema[keyword] === undefined || !below.some((part) => this.schemas.has(part))) continue
      removed.push(...related)
      replacements.push({ not: {} })
    }
    if (schema['unevaluatedProperties'] !== undefined && this.inPlace.has(at)) {
      removed.push('unevaluatedProperties')
      replacements.push(NO_PROPERTIES)
    }
    if (schema['unevaluatedItems'] !== undefined && this.inPlace.has(at)) {
      removed.push('unevaluatedItems')
      replacements.push(NO_ITEMS)
    }
    return { removed, replacements }
  }

  /** Whether a schema is too complex for an engine that does not remember references. */
  private isTooComplex(at: string): boolean {
    return this.engine === 'native' && this.complexity.isTooComplex(at)
  }

  private hasUnsupportedPattern({ pattern }: Schema): boolean {
    return pattern !== undefined && compileFor(this.engine, pattern).reason !== undefined
  }

  private hasUnsupportedPropertyPattern({ patternProperties = {} }: Schema): boolean {
    return Object.keys(patternProperties).some((name) => compileFor(this.engine, name).reason !== undefined)
  }

  /** Whether `unevaluatedItems` depends on `contains`: ajv does not count the items of `contains` as evaluated. */
  private countsContained(schema: Schema, at: string): boolean {
    return schema['unevaluatedItems'] !== undefined && this.contains.has(at)
  }
}

/** Returns why the patterns of a keyword cannot be checked, if they are regular expressions of JavaScript. */
export function slowPatternReason(
  document: object,
  pointer: string,
  engine: Engine = 'any',
): string | undefined {
  const value = get(document, pointer)
  const keyword = /[^/]*$/.exec(pointer)?.[0]
  const patterns =
    keyword === 'pattern'
      ? [value]
      : keyword === 'patternProperties'
        ? Object.keys(Object(value) as object)
        : []
  return patterns
    .map((one) => (typeof one === 'string' ? compileFor(engine, one).reason : undefined))
    .find((reason) => reason !== undefined && !reason.startsWith('is not'))
}

function without(schema: Schema, keywords: readonly string[]): Schema {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => !keywords.includes(key)))
}

const NO_PROPERTIES: Schema = { not: { type: 'object', minProperties: 1 } }
const NO_ITEMS: Schema = { not: { type: 'array', minItems: 1 } }

/** Keywords whose schemas apply to the whole value. */
const IN_PLACE = ['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependentSchemas']

function isInPlace(pointer: string): boolean {
  const [parent] = /^.*(?=\/[^/]*$)/.exec(pointer) ?? ['']
  return isAtKeyword(pointer, IN_PLACE) || isAtKeyword(parent, IN_PLACE)
}

/** Keywords whose value is a number. */
const NUMBERS = [
  ...['minLength', 'maxLength', 'minItems', 'maxItems', 'minContains', 'maxContains'],
  ...[
    'minProperties',
    'maxProperties',
    'minimum',
    'maximum',
    'exclusiveMinimum',
    'exclusiveMaximum',
    'multipleOf',
  ],
]

function isNotANumber(value: unknown): boolean {
  return value !== undefined && typeof value !== 'number'
}

/** Whether a schema has a dynamic reference that could not be resolved. */
function hasUnknownReference({ $dynamicRef }: Schema): boolean {
  return typeof $dynamicRef === 'string' && !$dynamicRef.startsWith('#/')
}

/** Whether a schema requires an unknown format or an encoding of its texts. */
function hasUnsupportedFormat({ format, contentEncoding, enum: values, const: only }: Schema): boolean {
  if (values !== undefined || only !== undefined) return false
  const isAnyText = format === undefined || format === 'password' || format === 'binary'
  return contentEncoding !== undefined || !(isAnyText || jsonTypeOfFormat(format) !== undefined)
}

/** Keywords that can become stricter if a subschema is relaxed → the keywords to remove with them. */
const INVERTING: Readonly<Record<string, readonly string[]>> = {
  not: ['not'],
  if: ['if', 'then', 'else'],
  contains: ['contains', 'minContains', 'maxContains'],
  oneOf: ['oneOf'],
}
