import { dereference } from '../reference.ts'
import type { Schema } from '../schema.ts'
import { get } from '../pointer.ts'
import { shapeOf } from '../shape.ts'
import type { Shape } from '../shape.ts'
import { LONGEST_LIST, textOf } from './scalar-example.ts'
import { DEEPEST, itemsOf, simplest } from './simplest.ts'
import { invalid, valid } from './sample.ts'
import type { SampleWithoutPath, Sample } from './sample.ts'
import { keywordSamples } from './keyword-samples.ts'
import { scalarSamples } from './scalars.ts'

export type { Sample } from './sample.ts'

/** The largest number of samples of one body. Deeper samples are left out beyond it. */
const MAX_SAMPLES = 2000

/**
 * Returns valid and invalid values for every keyword of a schema. Each differs from a valid value in one place. Rare
 * keywords (`not`, `if`, …) may make a valid sample invalid: validate a value before you send it.
 */
export function bodySamples(document: object, pointer: string): Sample[] {
  let samples: Sample[] = []
  for (let deepest = 0; deepest <= DEEPEST; deepest += 1) {
    const more = samplesAt(document, pointer, [], deepest)
    if (more.length > MAX_SAMPLES && deepest > 1) return samples
    if (more.length === samples.length) return more
    samples = more
  }
  return samples
}

function samplesAt(document: object, pointer: string, path: readonly string[], deepest: number): Sample[] {
  const shape = shapeOf(document, pointer)
  const own = [
    ...scalarSamples(shape.schema),
    ...arraySamples(document, shape),
    ...keywordSamples(document, pointer, shape),
  ]
  const here = own.map((sample) => ({ ...sample, path }))
  if (path.length > deepest) return here
  return [
    ...here,
    ...branchSamples(document, pointer, shape, path),
    ...propertySamples(document, pointer, shape, path, deepest),
    ...itemSamples(document, shape, path, deepest),
  ]
}

/** Returns the simplest value of every alternative except the first, which all other samples use. */
function branchSamples(
  document: object,
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
  document: object,
  pointer: string,
  shape: Shape,
  path: readonly string[],
  deepest: number,
): Sample[] {
  if (shape.properties.size === 0) return []
  const base = simplest(document, pointer) as Record<string, unknown>
  const nested = [...shape.properties].flatMap(([name, at]) =>
    [
      ...samplesAt(document, at, [...path, name], deepest),
      ...valuesOfOtherSchemas(document, name, at, path),
    ].map((sample) => ({
      ...sample,
      value: { ...base, [name]: sample.value },
    })),
  )
  const without = shape.required.map((name) => ({
    ...invalid(
      `without ${name}`,
      Object.fromEntries(Object.entries(base).filter(([key]) => key !== name)),
      'required',
    ),
    path: [...path, name],
  }))
  const { additionalProperties, unevaluatedProperties } = shape.schema
  const closing = unevaluatedProperties === false ? 'unevaluatedProperties' : 'additionalProperties'
  const isClosed = additionalProperties === false || unevaluatedProperties === false
  const unknown = { ...base, undocumented_property: 'x' }
  const every = simplest(document, pointer, { full: true })
  return [
    { ...valid('only the required properties', base), path },
    { ...valid('every property', every), path },
    ...without,
    ...nested,
    {
      label: 'an unknown property',
      value: unknown,
      keyword: additionalProperties === false ? 'additionalProperties' : closing,
      valid: !isClosed,
      path,
    },
  ]
}

/** Returns the shortest arrays whose first item is a sample of the items' schema. */
function itemSamples(document: object, shape: Shape, path: readonly string[], deepest: number): Sample[] {
  const at = shape.firstItems[0] ?? shape.items
  if (at === undefined) return []
  const rest = itemsOf(document, shape).slice(1)
  return samplesAt(document, at, [...path, '[]'], deepest).map((sample) => ({
    ...sample,
    label: `an item ${sample.label}`,
    value: [sample.value, ...rest],
  }))
}

/**
 * Returns values that a property of this name may have in another schema, such as a response, but not in this one. A
 * server that shares one list for both schemas accepts them by mistake.
 */
function valuesOfOtherSchemas(
  document: object,
  name: string,
  pointer: string,
  path: readonly string[],
): Sample[] {
  const allowed = dereference<Schema>(document, pointer).value.enum
  if (allowed === undefined) return []
  const elsewhere = Object.values(
    (get(document, '/components/schemas') ?? {}) as Record<string, Schema>,
  ).flatMap(({ properties = {} }) => (Object.hasOwn(properties, name) ? (properties[name]?.enum ?? []) : []))
  return [...new Set(elsewhere)]
    .filter((value) => typeof value === 'string' && !allowed.includes(value))
    .map((value) => ({
      ...invalid(`${textOf(value)}, from another schema`, value, 'enum'),
      path: [...path, name],
    }))
}

function arraySamples(document: object, shape: Shape): SampleWithoutPath[] {
  const { schema, items, firstItems } = shape
  if (items === undefined && firstItems.length === 0) return []
  const itemsOfLength = (length: number): unknown[] => itemsOf(document, shape, length)
  const { minItems = 0, maxItems = Infinity, uniqueItems = false } = schema
  if (minItems > LONGEST_LIST) return []
  const [first, second] = itemsOfLength(2)
  const differ = JSON.stringify(first) !== JSON.stringify(second)
  const samples = [valid('one item', itemsOfLength(Math.max(1, minItems)), 'type')]
  if (maxItems >= 2 && (differ || !uniqueItems)) samples.push(valid('two items', itemsOfLength(2), 'type'))
  if (minItems > 0) samples.push(invalid('one item too few', itemsOfLength(minItems - 1), 'minItems'))
  if (maxItems < LONGEST_LIST)
    samples.push(invalid('one item too many', itemsOfLength(maxItems + 1), 'maxItems'))
  if (uniqueItems) samples.push(invalid('the same item twice', [first, first], 'uniqueItems'))
  return samples
}
