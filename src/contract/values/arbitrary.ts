import type * as FastCheck from 'fast-check'
import type { OpenAPIDocument, Schema } from '../../description/index.ts'
import { simplestValue } from './example.ts'
import { shapeOf } from './shape.ts'
import type { Shape } from './shape.ts'

type Fc = typeof FastCheck
type Arbitrary = FastCheck.Arbitrary<unknown>

/** How deep a schema that refers to itself is followed. */
const DEEPEST = 4

/**
 * Values for the schema at `pointer`, from the simplest up; fast-check shrinks towards the simplest. They fit but
 * for the rarer keywords (`not`, `if`, `contains`, …): ask the schema before one is sent.
 */
export function arbitraryOf(fc: Fc, document: OpenAPIDocument, pointer: string, depth = 0): Arbitrary {
  const { branches } = shapeOf(document, pointer)
  if (branches.length < 2) return ofShape(fc, document, shapeOf(document, pointer), depth)
  return fc.oneof(
    ...branches.map((_, branch) => ofShape(fc, document, shapeOf(document, pointer, branch), depth)),
  )
}

function ofShape(fc: Fc, document: OpenAPIDocument, shape: Shape, depth: number): Arbitrary {
  const { schema } = shape
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  const types = schema.type === undefined && shape.properties.size > 0 ? ['object'] : [schema.type].flat()
  const kinds = types.map((type) => ofType(fc, document, shape, type, depth))
  return kinds.length === 1 && kinds[0] !== undefined ? kinds[0] : fc.oneof(...kinds)
}

function ofType(
  fc: Fc,
  document: OpenAPIDocument,
  shape: Shape,
  type: string | undefined,
  depth: number,
): Arbitrary {
  const { schema, items } = shape
  switch (type) {
    case 'string':
      return text(fc, schema)
    case 'integer':
      return fc.maxSafeInteger().map((value) => multiple(schema, clamp(schema, value)))
    case 'number':
      return fc.double({ noNaN: true, min: schema.minimum ?? -1e15, max: schema.maximum ?? 1e15 })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array': {
      const { minItems = 0, maxItems = 4, uniqueItems = false } = schema
      const item = items === undefined ? fc.jsonValue() : arbitraryOf(fc, document, items, depth + 1)
      const lengths = {
        minLength: minItems,
        maxLength: depth > DEEPEST ? minItems : Math.min(maxItems, minItems + 4),
      }
      return uniqueItems
        ? fc.uniqueArray(item, { ...lengths, selector: (value) => JSON.stringify(value) })
        : fc.array(item, lengths)
    }
    case 'object':
      return object(fc, document, shape, depth)
    default:
      return fc.jsonValue()
  }
}

/** The nearest multiple towards zero. */
function multiple({ multipleOf }: Schema, value: number): number {
  return multipleOf === undefined ? value : Math.trunc(value / multipleOf) * multipleOf
}

function clamp(schema: Schema, value: number): number {
  const min = schema.minimum ?? (schema.exclusiveMinimum ?? -Infinity) + 1
  const max = schema.maximum ?? (schema.exclusiveMaximum ?? Infinity) - 1
  if (value >= min && value <= max) return value
  return Number.isFinite(min) && Number.isFinite(max)
    ? min + (Math.abs(value) % (max - min + 1))
    : Math.max(min, Math.min(max, value))
}

function text(fc: Fc, schema: Schema): Arbitrary {
  if (schema.pattern !== undefined) {
    const known = schema.examples ?? []
    return known.length > 0 ? fc.constantFrom(...known) : fc.stringMatching(new RegExp(schema.pattern))
  }
  if (schema.format === 'date')
    return fc
      .date({ noInvalidDate: true, min: new Date('2000-01-01'), max: new Date('2100-01-01') })
      .map((date) => date.toISOString().slice(0, 10))
  if (schema.format === 'uuid') return fc.uuid()
  if (schema.format !== undefined && !FREE.has(schema.format)) return fc.constant(simplestValue(schema))
  const { minLength = 0, maxLength } = schema
  const unit = fc.constantFrom(...UNITS)
  return fc
    .string({ unit, minLength, maxLength: Math.min(maxLength ?? 60, minLength + 60) })
    .filter((value) => [...value].length >= minLength && [...value].length <= (maxLength ?? Infinity))
}

/** Formats that any text has. */
const FREE = new Set(['password', 'binary', 'byte'])

/**
 * What text is made of: every printable ASCII character; others of two to four bytes in UTF-8, of each kind that
 * programs get wrong. No lone surrogates, which UTF-8 cannot carry; no NUL, which a store may refuse. (fast-check's
 * own `binary` unit takes two seconds to set up.)
 */
const UNITS = [
  ...Array.from({ length: 95 }, (_, index) => String.fromCharCode(0x20 + index)),
  ...['\t', '\n', '\r', '\u007f', '\u0085', '\u00a0', 'é', 'ß', 'İ', 'ı', 'ǅ', 'Ω', 'Ж', 'א', 'ع', 'ﷺ'],
  ...[
    'e\u0301',
    '\u0301',
    '\u200b',
    '\u200d',
    '\u202e',
    '\u2028',
    '\ufeff',
    '\ufffd',
    '\uffff',
    '重',
    'ｱ',
    '₹',
  ],
  ...['💳', '👩‍👩‍👧', '🏳️‍🌈', '🇩🇪', '𝒹', '𠜎', '\u{10ffff}'],
]

function object(fc: Fc, document: OpenAPIDocument, shape: Shape, depth: number): Arbitrary {
  const { schema, properties, required } = shape
  const wanted = [...properties].filter(([name]) => depth <= DEEPEST || required.includes(name))
  const entries = wanted.map(([name, at]): [string, Arbitrary] => [
    name,
    arbitraryOf(fc, document, at, depth + 1),
  ])
  const requiredKeys = required.filter((name) => properties.has(name))
  const described = fc.record(Object.fromEntries(entries), { requiredKeys })
  if (schema.additionalProperties === false || schema['unevaluatedProperties'] === false) return described
  const names = fc
    .string({ minLength: 1, maxLength: 12 })
    .map((name) => `x_${name.replaceAll(/[^\w-]/g, '')}`)
  const more = fc.dictionary(names, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 2 })
  return fc.tuple(described, more).map(([known, unknown]) => ({ ...unknown, ...known }))
}
