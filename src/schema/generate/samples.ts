import { dereference } from '../reference.ts'
import type { Schema } from '../schema.ts'
import { get } from '../pointer.ts'
import { shapeOf } from '../shape.ts'
import type { Shape } from '../shape.ts'
import { LONGEST_LIST, textOf } from './scalar-example.ts'
import { DEEPEST, itemsOf, LARGEST, simplest } from './simplest.ts'
import type { Budget } from './simplest.ts'
import { invalid, valid } from './sample.ts'
import type { SampleWithoutPath, Sample } from './sample.ts'
import { keywordSamples } from './keyword-samples.ts'
import { scalarSamples } from './scalars.ts'

export type { Sample } from './sample.ts'

/** The largest number of samples of one body. Deeper samples are left out beyond it. */
const MAX_SAMPLES = 2000

/** The size of all samples of one body. The rest is left out. */
const MAX_SIZE = 500_000

/** Returns the simplest value, and subtracts its size. */
function simplestWithin(
  budget: Budget,
  document: object,
  pointer: string,
  options: { full?: boolean; branch?: number } = {},
): unknown {
  const own = { left: Math.min(LARGEST, budget.left) }
  budget.left -= own.left
  const value = simplest(document, pointer, options, 0, own)
  budget.left += own.left
  return value
}

/**
 * Returns valid and invalid values for every keyword of a schema. Each differs from a valid value in one place. Rare
 * keywords (`not`, `if`, …) may make a valid sample invalid: validate a value before you send it.
 */
export function bodySamples(document: object, pointer: string): Sample[] {
  let samples: Sample[] = []
  for (let deepest = 0; deepest <= DEEPEST; deepest += 1) {
    const budget = { left: MAX_SIZE }
    const more = samplesAt(document, pointer, [], deepest, budget)
    const isTooMuch = more.length > MAX_SAMPLES || budget.left <= 0
    if (isTooMuch && deepest > 1) return samples
    if (budget.left <= 0) return more
    if (more.length === samples.length) return more
    samples = more
  }
  return samples
}

function samplesAt(
  document: object,
  pointer: string,
  path: readonly string[],
  deepest: number,
  budget: Budget,
): Sample[] {
  if (budget.left <= 0) return []
  const shape = shapeOf(document, pointer)
  const own = [
    ...scalarSamples(shape.schema),
    ...arraySamples(document, shape),
    ...keywordSamples(document, pointer, shape),
  ]
  const here = own.map((sample) => ({ ...sample, path }))
  budget.left -= here.length
  if (path.length > deepest) return here
  return [
    ...here,
    ...branchSamples(document, pointer, shape, path, budget),
    ...propertySamples(document, pointer, shape, path, deepest, budget),
    ...itemSamples(document, shape, path, deepest, budget),
  ]
}

/** Returns the simplest value of every alternative except the first, which all other samples use. */
function branchSamples(
  document: object,
  pointer: string,
  { branches }: Shape,
  path: readonly string[],
  budget: Budget,
): Sample[] {
  return branches.slice(1).flatMap((_, index) => {
    if (budget.left <= 0) return []
    const value = simplestWithin(budget, document, pointer, { branch: index + 1 })
    return [{ ...valid(`alternative ${index + 2}`, value), path }]
  })
}

function propertySamples(
  document: object,
  pointer: string,
  shape: Shape,
  path: readonly string[],
  deepest: number,
  budget: Budget,
): Sample[] {
  if (shape.properties.size === 0) return []
  const base = simplestWithin(budget, document, pointer) as Record<string, unknown>
  const size = Object.keys(base).length
  const nested = [...shape.properties].flatMap(([name, at]) => {
    const samples = [
      ...samplesAt(document, at, [...path, name], deepest, budget),
      ...(budget.left > 0 ? valuesOfOtherSchemas(document, name, at, path) : []),
    ].slice(0, Math.max(0, Math.ceil(budget.left / (1 + size))))
    budget.left -= samples.length * size
    return samples.map((sample) => ({ ...sample, value: { ...base, [name]: sample.value } }))
  })
  const without = shape.required.flatMap((name) => {
    if (budget.left <= 0) return []
    budget.left -= size
    const others = Object.fromEntries(Object.entries(base).filter(([key]) => key !== name))
    return [{ ...invalid(`without ${name}`, others, 'required'), path: [...path, name] }]
  })
  const { additionalProperties, unevaluatedProperties } = shape.schema
  const closing = unevaluatedProperties === false ? 'unevaluatedProperties' : 'additionalProperties'
  const isClosed = additionalProperties === false || unevaluatedProperties === false
  const unknown = { ...base, undocumented_property: 'x' }
  const every = simplestWithin(budget, document, pointer, { full: true })
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
function itemSamples(
  document: object,
  shape: Shape,
  path: readonly string[],
  deepest: number,
  budget: Budget,
): Sample[] {
  const at = shape.firstItems[0] ?? shape.items
  if (at === undefined) return []
  const rest = itemsOf(document, shape).slice(1)
  const samples = samplesAt(document, at, [...path, '[]'], deepest, budget)
  budget.left -= samples.length * rest.length
  return samples.map((sample) => ({
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
