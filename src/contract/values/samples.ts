import { dereference } from '../../description/index.ts'
import type { OpenAPIDocument, Schema } from '../../description/index.ts'
import { simplestValue, textOf } from './example.ts'
import { shapeOf } from './shape.ts'
import type { Shape } from './shape.ts'

/** A value on one side of a keyword's line. */
export interface Sample {
  readonly label: string
  readonly value: unknown
  /** The keyword that it keeps or breaks; undefined for a value that is just like any other. */
  readonly keyword: string | undefined
  readonly valid: boolean
  /** Property names from the root to what is sampled; `[]` for the one item of an array. */
  readonly path: readonly string[]
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

/** How deep samples go below the root of a body. */
const DEEPEST = 4

/** Values on both sides of every line that a body's schema draws; each differs from a valid body in one place. */
export function bodySamples(document: OpenAPIDocument, pointer: string): Sample[] {
  return below(document, pointer, [])
}

function below(document: OpenAPIDocument, pointer: string, path: readonly string[]): Sample[] {
  const shape = shapeOf(document, pointer)
  const own = [...valueSamples(shape.schema), ...arraySamples(document, shape)]
  const here = own.map((sample) => ({ ...sample, path }))
  if (path.length > DEEPEST) return here
  return [
    ...here,
    ...branchSamples(document, pointer, shape, path),
    ...propertySamples(document, pointer, shape, path),
    ...itemSamples(document, shape, path),
  ]
}

/** The simplest value of every alternative but the first, which the others are made from. */
function branchSamples(
  document: OpenAPIDocument,
  pointer: string,
  { branches }: Shape,
  path: readonly string[],
): Sample[] {
  return branches.slice(1).map((_, index) => {
    const value = simplest(document, pointer, { branch: index + 1 })
    return { ...valid(`alternative ${index + 2}`, value), path }
  })
}

function propertySamples(
  document: OpenAPIDocument,
  pointer: string,
  shape: Shape,
  path: readonly string[],
): Sample[] {
  if (shape.properties.size === 0) return []
  const base = simplest(document, pointer) as Record<string, unknown>
  const nested = [...shape.properties].flatMap(([name, at]) =>
    [...below(document, at, [...path, name]), ...borrowed(document, name, at, path)].map((sample) => ({
      ...sample,
      value: { ...base, [name]: sample.value },
    })),
  )
  const without = shape.required.map((name) => ({
    label: `without ${name}`,
    value: Object.fromEntries(Object.entries(base).filter(([key]) => key !== name)),
    keyword: 'required',
    valid: false,
    path: [...path, name],
  }))
  const { additionalProperties, unevaluatedProperties } = shape.schema
  const closed = additionalProperties === false || unevaluatedProperties === false
  const unknown = { ...base, undocumented_property: 'x' }
  const every = simplest(document, pointer, { full: true })
  return [
    { ...valid('the required properties alone', base), path },
    { ...valid('every property', every), path },
    ...without,
    ...nested,
    { label: 'an unknown property', value: unknown, keyword: 'additionalProperties', valid: !closed, path },
  ]
}

/** Arrays of one item, which is each of the item's samples. */
function itemSamples(document: OpenAPIDocument, { items, schema }: Shape, path: readonly string[]): Sample[] {
  if (items === undefined || (schema.minItems ?? 0) > 1) return []
  return below(document, items, [...path, '[]']).map((sample) => ({
    ...sample,
    label: `an item ${sample.label}`,
    value: [sample.value],
  }))
}

/** The simplest value that a request may send for a schema; with `full`, one with every property. */
export function simplest(
  document: OpenAPIDocument,
  pointer: string,
  { full = false, branch = 0 }: { full?: boolean; branch?: number } = {},
  depth = 0,
): unknown {
  const shape = shapeOf(document, pointer, branch)
  const { schema, properties, items } = shape
  if (schema.const !== undefined || schema.enum !== undefined || depth > 2 * DEEPEST)
    return simplestValue(schema)
  if (properties.size > 0 || shape.required.length > 0) {
    const names =
      full && depth <= DEEPEST ? new Set([...shape.required, ...properties.keys()]) : shape.required
    const entries = [...names].map((name): [string, unknown] => {
      const at = properties.get(name)
      return [name, at === undefined ? 'x' : simplest(document, at, { full }, depth + 1)]
    })
    return Object.fromEntries(entries)
  }
  if (items === undefined) return simplestValue(schema)
  return itemsOf(document, items, schema.minItems ?? 1, depth)
}

/** Items of an array, different ones as far as there are examples. */
function itemsOf(document: OpenAPIDocument, items: string, length: number, depth = 0): unknown[] {
  const { examples = [], enum: values = [] } = shapeOf(document, items).schema
  const known = examples.length > 0 ? examples : values
  const made = known.length > 0 ? known : [simplest(document, items, {}, depth + 1)]
  return Array.from({ length }, (_, index) => made[index % made.length])
}

/** Values on both sides of every line that a schema draws for a scalar. */
function valueSamples(schema: Schema): Omit<Sample, 'path'>[] {
  return [...typeSamples(schema), ...enumSamples(schema), ...stringSamples(schema), ...numberSamples(schema)]
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

/**
 * Values that a property of this name may have elsewhere in the description, in a response say, and not here: the
 * ones that a server which shares one list between both takes by mistake.
 */
function borrowed(
  document: OpenAPIDocument,
  name: string,
  pointer: string,
  path: readonly string[],
): Sample[] {
  const allowed = dereference<Schema>(document, pointer).value.enum
  if (allowed === undefined) return []
  const elsewhere = Object.values(document.components?.schemas ?? {}).flatMap(
    (schema) => schema.properties?.[name]?.enum ?? [],
  )
  return [...new Set(elsewhere)]
    .filter((value) => typeof value === 'string' && !allowed.includes(value))
    .map((value) => ({
      ...invalid(`${textOf(value)}, which is of another schema`, value, 'enum'),
      path: [...path, name],
    }))
}

function enumSamples(schema: Schema): Omit<Sample, 'path'>[] {
  const allowed = schema.enum ?? (schema.const === undefined ? undefined : [schema.const])
  if (allowed === undefined) return []
  const keyword = schema.enum === undefined ? 'const' : 'enum'
  const first = allowed.find((value) => typeof value === 'string')
  const outside =
    first === undefined
      ? [Math.max(...allowed.filter((value) => typeof value === 'number')) + 1].filter(Number.isFinite)
      : ['none_of_the_values', first.toUpperCase(), `${first} `, `${first}x`, '💳']
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

function arraySamples(document: OpenAPIDocument, { schema, items }: Shape): Omit<Sample, 'path'>[] {
  if (items === undefined) return []
  const of = (length: number): unknown[] => itemsOf(document, items, length)
  const { minItems = 0, maxItems, uniqueItems = false } = schema
  const differ = new Set(of(2).map((item) => JSON.stringify(item))).size === 2
  const samples = [valid('one item', of(Math.max(1, minItems)), 'type')]
  if ((maxItems ?? 2) >= 2 && (differ || !uniqueItems)) samples.push(valid('two items', of(2), 'type'))
  if (minItems > 0) samples.push(invalid('one item too few', of(minItems - 1), 'minItems'))
  if (maxItems !== undefined) samples.push(invalid('one item too many', of(maxItems + 1), 'maxItems'))
  const [item] = of(1)
  if (uniqueItems) samples.push(invalid('the same item twice', [item, item], 'uniqueItems'))
  return samples
}
