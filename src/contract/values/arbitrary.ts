import type * as FastCheck from 'fast-check'
import { dereference, joinPointer } from '../../description/index.ts'
import type { OpenAPIDocument, Schema } from '../../description/index.ts'

type Fc = typeof FastCheck
type Arbitrary = FastCheck.Arbitrary<unknown>

/** Values that fit the schema at `pointer`, from the simplest up; fast-check shrinks towards the simplest. */
export function arbitraryOf(fc: Fc, document: OpenAPIDocument, pointer: string): Arbitrary {
  const { value: schema, pointer: at } = dereference<Schema>(document, pointer)
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  const types = [schema.type].flat()
  const kinds = types.map((type) => ofType(fc, document, at, schema, type))
  return kinds.length === 1 && kinds[0] !== undefined ? kinds[0] : fc.oneof(...kinds)
}

function ofType(
  fc: Fc,
  document: OpenAPIDocument,
  at: string,
  schema: Schema,
  type: string | undefined,
): Arbitrary {
  switch (type) {
    case 'string':
      return text(fc, schema)
    case 'integer':
      return fc.maxSafeInteger().map((value) => clamp(schema, value))
    case 'number':
      return fc.double({ noNaN: true, min: schema.minimum ?? -1e15, max: schema.maximum ?? 1e15 })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return fc.array(
        schema.items === undefined ? fc.jsonValue() : arbitraryOf(fc, document, `${at}/items`),
        {
          minLength: schema.minItems ?? 0,
          maxLength: Math.min(schema.maxItems ?? 4, (schema.minItems ?? 0) + 4),
        },
      )
    case 'object':
      return object(fc, document, at, schema)
    default:
      return fc.jsonValue()
  }
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
  const { minLength = 0, maxLength } = schema
  const unit = fc.constantFrom(...UNITS)
  return fc
    .string({ unit, minLength, maxLength: Math.min(maxLength ?? 60, minLength + 60) })
    .filter((value) => [...value].length >= minLength && [...value].length <= (maxLength ?? Infinity))
}

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

function object(fc: Fc, document: OpenAPIDocument, at: string, schema: Schema): Arbitrary {
  const entries = Object.keys(schema.properties ?? {}).map((name): [string, Arbitrary] => [
    name,
    arbitraryOf(fc, document, joinPointer(at, 'properties', name)),
  ])
  const required = (schema.required ?? []).filter((name) => entries.some(([known]) => known === name))
  const described = fc.record(Object.fromEntries(entries), { requiredKeys: required })
  if (schema.additionalProperties === false) return described
  const names = fc
    .string({ minLength: 1, maxLength: 12 })
    .map((name) => `x_${name.replaceAll(/[^\w-]/g, '')}`)
  const more = fc.dictionary(names, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 2 })
  return fc.tuple(described, more).map(([known, unknown]) => ({ ...unknown, ...known }))
}
