import { dereference, joinPointer } from '../../description/index.ts'
import type { OpenAPIDocument, Schema } from '../../description/index.ts'
import { simplestValue, textOf } from './example.ts'

/** A value on one side of a keyword's line. */
export interface Sample {
  readonly label: string
  readonly value: unknown
  /** The keyword that it keeps or breaks; undefined for a value that is just like any other. */
  readonly keyword: string | undefined
  readonly valid: boolean
  /** Property names from the root to what is sampled. */
  readonly path: readonly string[]
  /** Whether the keyword is the one of the array's items. */
  readonly ofItem?: boolean
}

/** Text of one to four bytes a character in UTF-8, combining marks, right-to-left, and what escapes get wrong. */
const TEXTS: readonly (readonly [string, string])[] = [
  ['one byte', 'plain ASCII, with "quotes", it\'s a \\ and a / and <b>&amp;</b>'],
  ['two bytes', 'déjà vu — ñ Ж א'],
  ['three bytes', '重複した注文 ₹ ‏'],
  ['four bytes', '𝒹𝓊𝓅𝓁𝒾𝒸𝒶𝓉𝑒 💳🏳️‍🌈'],
  ['combining marks', 'e\u0301 a\u0308 n\u0303'],
  ['control characters', 'tab\tnew line\ncarriage return\r'],
  ['white space around', '  two spaces on each side  '],
  ['percent and plus', '100% + 1 = %41 &a=b;'],
  ['mixed case', 'MiXeD CaSe'],
  ['300 characters', 'abc'.repeat(100)],
]

/** Values on both sides of every line that a body's schema draws; each differs from a valid body in one place. */
export function bodySamples(document: OpenAPIDocument, pointer: string): Sample[] {
  return below(document, pointer, [], 0)
}

function below(document: OpenAPIDocument, pointer: string, path: readonly string[], depth: number): Sample[] {
  const { value: schema, pointer: at } = dereference<Schema>(document, pointer)
  const own = valueSamples(schema).map((sample) => ({ ...sample, path }))
  if (schema.properties === undefined || depth > 3) return own
  const base = baseObject(document, at)
  const required = new Set(schema.required)
  const nested = Object.keys(schema.properties).flatMap((name) =>
    below(document, joinPointer(at, 'properties', name), [...path, name], depth + 1).map((sample) => ({
      ...sample,
      value: { ...base, [name]: sample.value },
    })),
  )
  const without = [...required].map((name) => ({
    label: `without ${name}`,
    value: Object.fromEntries(Object.entries(base).filter(([key]) => key !== name)),
    keyword: 'required',
    valid: false,
    path: [...path, name],
  }))
  const unknown = { ...base, undocumented_property: 'x' }
  const closed = schema.additionalProperties === false
  return [
    ...own,
    { label: 'the required properties alone', value: base, keyword: undefined, valid: true, path },
    { label: 'every property', value: fullObject(document, at), keyword: undefined, valid: true, path },
    ...without,
    ...nested,
    { label: 'an unknown property', value: unknown, keyword: 'additionalProperties', valid: !closed, path },
  ]
}

/** An object with its required properties, each as simple as can be. */
export function baseObject(document: OpenAPIDocument, pointer: string): Record<string, unknown> {
  return objectOf(document, pointer, (schema) => schema.required ?? [])
}

function fullObject(document: OpenAPIDocument, pointer: string): Record<string, unknown> {
  return objectOf(document, pointer, (schema) => Object.keys(schema.properties ?? {}))
}

function objectOf(
  document: OpenAPIDocument,
  pointer: string,
  names: (schema: Schema) => readonly string[],
): Record<string, unknown> {
  const { value: schema, pointer: at } = dereference<Schema>(document, pointer)
  const entries = names(schema).map((name): [string, unknown] => {
    if (schema.properties?.[name] === undefined) return [name, 'x']
    const property = dereference<Schema>(document, joinPointer(at, 'properties', name))
    if (property.value.properties !== undefined) return [name, objectOf(document, property.pointer, names)]
    if (property.value.items !== undefined)
      return [name, arrayOf(document, property.pointer, property.value.minItems ?? 1)]
    return [name, simplestValue(property.value)]
  })
  return Object.fromEntries(entries)
}

function arrayOf(document: OpenAPIDocument, pointer: string, length: number): unknown[] {
  const { value: item } = dereference<Schema>(document, `${pointer}/items`)
  return Array.from({ length }, (_, index) => item.examples?.[index] ?? simplestValue(item))
}

/** Values on both sides of every line that a schema draws for the value itself. */
export function valueSamples(schema: Schema): Omit<Sample, 'path'>[] {
  return [
    ...typeSamples(schema),
    ...enumSamples(schema),
    ...stringSamples(schema),
    ...numberSamples(schema),
    ...arraySamples(schema),
  ]
}

const valid = (label: string, value: unknown, keyword?: string): Omit<Sample, 'path'> => ({
  label,
  value,
  keyword,
  valid: true,
})
const invalid = (label: string, value: unknown, keyword: string): Omit<Sample, 'path'> => ({
  label,
  value,
  keyword,
  valid: false,
})

/** One value of each JSON type that the schema does not allow. */
function typeSamples(schema: Schema): Omit<Sample, 'path'>[] {
  const types = [schema.type].flat()
  if (types[0] === undefined) return []
  const values: [string, unknown, string[]][] = [
    ['a number', 123, ['number', 'integer']],
    ['zero', 0, ['number', 'integer']],
    ['a fraction', 1.5, ['number']],
    ['a boolean', true, ['boolean']],
    ['false', false, ['boolean']],
    ['an array', ['x'], ['array']],
    ['an empty array', [], ['array']],
    ['an object', { a: 'x' }, ['object']],
    ['a string', 'text', ['string']],
    ['null', null, ['null']],
  ]
  return values
    .filter(([, , allowed]) => !types.some((type) => allowed.includes(type ?? '')))
    .map(([label, value]) => invalid(label, value, 'type'))
    .concat(types.includes('null') ? [valid('null', null, 'type')] : [])
}

function enumSamples(schema: Schema): Omit<Sample, 'path'>[] {
  const allowed = schema.enum ?? (schema.const === undefined ? undefined : [schema.const])
  if (allowed === undefined) return []
  const keyword = schema.enum === undefined ? 'const' : 'enum'
  const first = allowed.find((value) => typeof value === 'string')
  const outside = [
    'none_of_the_values',
    ...(first === undefined ? [] : [first.toUpperCase(), `${first} `, `${first}x`]),
  ]
  return [
    ...allowed.map((value) => valid(textOf(value), value, keyword)),
    ...outside
      .filter((value) => !allowed.includes(value))
      .map((value) => invalid(JSON.stringify(value), value, keyword)),
  ]
}

function stringSamples(schema: Schema): Omit<Sample, 'path'>[] {
  if (![schema.type].flat().includes('string') || schema.enum !== undefined || schema.const !== undefined)
    return []
  const { minLength = 0, maxLength, pattern, format } = schema
  const free = pattern === undefined && format === undefined
  const fits = (text: string): boolean =>
    [...text].length >= minLength && [...text].length <= (maxLength ?? Infinity)
  const samples: Omit<Sample, 'path'>[] = (schema.examples ?? []).map((value) =>
    valid(`the example ${JSON.stringify(value)}`, value),
  )
  if (pattern !== undefined) {
    const test = new RegExp(pattern, 'u')
    const outside = ['', ' ', '!', 'x', '0', 'Ω'].find((text) => !test.test(text) && fits(text))
    if (outside !== undefined)
      samples.push(invalid(`outside the pattern: ${JSON.stringify(outside)}`, outside, 'pattern'))
  }
  if (format !== undefined)
    samples.push(...(FORMATS[format] ?? []).map((text) => invalid(`no ${format}: ${text}`, text, 'format')))
  if (!free) return samples
  if (schema.minLength !== undefined && minLength > 0) {
    samples.push(valid('the shortest', 'a'.repeat(minLength), 'minLength'))
    samples.push(invalid('one shorter', 'a'.repeat(minLength - 1), 'minLength'))
  } else samples.push(valid('empty', '', 'type'))
  if (maxLength !== undefined) {
    samples.push(valid('the longest', 'a'.repeat(maxLength), 'maxLength'))
    samples.push(invalid('one longer', 'a'.repeat(maxLength + 1), 'maxLength'))
  }
  samples.push(...TEXTS.filter(([, text]) => fits(text)).map(([label, text]) => valid(label, text, 'type')))
  return samples
}

/** What looks like a format and is none. */
const FORMATS: Record<string, readonly string[]> = {
  date: [
    '2026-02-30',
    '2026-3-9',
    '2026-13-01',
    '09-03-2026',
    'yesterday',
    '20260309',
    '2026-03-09T00:00:00Z',
  ],
  'date-time': ['2026-02-30T00:00:00Z', '2026-03-09', 'yesterday', '2026-03-09T25:00:00Z'],
  email: ['plain', '@example.com'],
  uri: ['not a uri', '//'],
  uuid: ['123', 'zzzzzzzz-zzzz-4zzz-8zzz-zzzzzzzzzzzz'],
  ipv4: ['256.1.1.1', '1.2.3'],
}

function numberSamples(schema: Schema): Omit<Sample, 'path'>[] {
  const types = [schema.type].flat()
  if (!types.includes('integer') && !types.includes('number')) return []
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema
  const samples: Omit<Sample, 'path'>[] = []
  if (minimum !== undefined)
    samples.push(valid('the smallest', minimum, 'minimum'), invalid('one less', minimum - 1, 'minimum'))
  if (maximum !== undefined) {
    samples.push(valid('the largest', maximum, 'maximum'))
    if (maximum < Number.MAX_SAFE_INTEGER) samples.push(invalid('one more', maximum + 1, 'maximum'))
  }
  if (exclusiveMinimum !== undefined)
    samples.push(invalid('the excluded smallest', exclusiveMinimum, 'exclusiveMinimum'))
  if (exclusiveMaximum !== undefined)
    samples.push(invalid('the excluded largest', exclusiveMaximum, 'exclusiveMaximum'))
  if (multipleOf !== undefined)
    samples.push(invalid('between two multiples', (minimum ?? 0) + multipleOf / 2, 'multipleOf'))
  if (maximum === undefined && exclusiveMaximum === undefined && multipleOf === undefined) {
    samples.push(valid('the safe-integer edge', Number.MAX_SAFE_INTEGER, 'type'))
  }
  return samples
}

function arraySamples(schema: Schema): Omit<Sample, 'path'>[] {
  if (![schema.type].flat().includes('array')) return []
  const item = schema.items ?? {}
  const examples = item.examples ?? [simplestValue(item)]
  const of = (length: number): unknown[] =>
    Array.from({ length }, (_, index) => examples[index % examples.length])
  const { minItems = 0, maxItems } = schema
  const samples = [valid('one item', of(Math.max(1, minItems)), 'type')]
  if (examples.length > 1 && (maxItems ?? 2) >= 2) samples.push(valid('two items', of(2), 'type'))
  if (minItems > 0) samples.push(invalid('one item too few', of(minItems - 1), 'minItems'))
  if (maxItems !== undefined) samples.push(invalid('one item too many', of(maxItems + 1), 'maxItems'))
  const wrong = valueSamples(item).filter((sample) => !sample.valid && sample.keyword !== 'type')
  samples.push(
    ...wrong.map((sample) => ({ ...sample, label: `an item ${sample.label}`, value: [sample.value] })),
  )
  return samples
}
