import { isRecord } from '../json-types.ts'
import { dereference } from '../reference.ts'
import type { Schema } from '../schema.ts'
import { get } from '../pointer.ts'
import { shapeOf } from '../shape.ts'
import type { Shape } from '../shape.ts'
import { LONGEST_LIST, textOf } from './scalar-example.ts'
import { DEEPEST, itemsOf, LARGEST, simplest } from './simplest.ts'
import type { Budget } from './simplest.ts'
import { invalid, valid } from './sample.ts'
import { otherProperties, unknownName } from './other-properties.ts'
import type { Place, SampleWithoutPath, Sample } from './sample.ts'
import { keywordSamples } from './keyword-samples.ts'
import { scalarSamples } from './scalars.ts'

export type { Sample } from './sample.ts'

/** The largest number of samples of one body. Deeper samples are left out beyond it. */
const MAX_SAMPLES = 2000

/** The same for properties and for items of the body, and for their own properties and items. */
const MAX_SHALLOW_SAMPLES = 10_000

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
export function bodySamples(document: object, pointer: string): readonly Sample[] {
  if (last?.document.deref() !== document || last.pointer !== pointer)
    last = { document: new WeakRef(document), pointer, samples: makeSamples(document, pointer) }
  return last.samples
}

/** The samples of one body are needed several times in a row. Those of all bodies would not fit into memory. */
let last: { document: WeakRef<object>; pointer: string; samples: readonly Sample[] } | undefined

function makeSamples(document: object, pointer: string): Sample[] {
  let samples: Sample[] = []
  for (let deepest = 0; deepest <= DEEPEST; deepest += 1) {
    const search = {
      document,
      deepest,
      budget: { left: MAX_SIZE },
      most: deepest > 1 ? MAX_SAMPLES : MAX_SHALLOW_SAMPLES,
    }
    const more = samplesAt(search, { path: [], keys: [], at: pointer })
    const isTooMuch = search.budget.left <= 0
    if (isTooMuch) return deepest === 0 ? more : samples
    if (more.length === samples.length) return more
    samples = more
  }
  return samples
}

/** What all samples of a body share. */
interface Search {
  readonly document: object
  readonly deepest: number
  readonly budget: Budget
  /** How many samples may still be made. One more, and all of this depth are left out. */
  most: number
}

function samplesAt(search: Search, place: Place): Sample[] {
  const { document, deepest, budget } = search
  const { at: pointer, path } = place
  if (budget.left <= 0) return []
  const shape = shapeOf(document, pointer)
  const own = [
    ...scalarSamples(shape.schema),
    ...arraySamples(document, shape),
    ...keywordSamples(document, pointer, shape),
  ]
  const here = own.map((sample) => ({ ...sample, ...place }))
  budget.left -= here.length * costOf(shape)
  search.most -= here.length
  if (search.most < 0) budget.left = 0
  if (path.length > deepest) return here
  return [
    ...here,
    ...branchSamples(search, place, shape),
    ...propertySamples(search, place, shape),
    ...itemSamples(search, place, shape),
  ]
}

/** Returns how much longer it takes to check a value because it is tested against many schemas. */
function costOf({ tests }: Shape): number {
  return 1 + Math.floor(tests / 10)
}

/** Returns the place of a property or an item. @param step its name in a rule */
function placeBelow({ path, keys }: Place, key: string, at: string, step = key): Place {
  return { path: [...path, step], keys: [...keys, key], at }
}

/** The most alternatives of one schema that have a sample, and the most if there are thousands. */
const MOST_ALTERNATIVES = 200
const MOST_OF_THOUSANDS = 50

/** Returns the simplest value of every alternative except the first, which all other samples use. */
function branchSamples({ document, budget }: Search, place: Place, { branches }: Shape): Sample[] {
  // Each sample is tested against each alternative.
  const most = branches.length > 1000 ? MOST_OF_THOUSANDS : MOST_ALTERNATIVES
  return branches.slice(1, most).flatMap((_, index) => {
    if (budget.left <= 0) return []
    const value = simplestWithin(budget, document, place.at, { branch: index + 1 })
    return [{ ...valid(`alternative ${index + 2}`, value), ...place }]
  })
}

function propertySamples(search: Search, place: Place, shape: Shape): Sample[] {
  const { document, budget } = search
  const { at: pointer } = place
  const others = otherProperties(document, pointer, shape)
  const { additionalProperties, unevaluatedProperties } = shape.schema
  const isClosed = additionalProperties === false || unevaluatedProperties === false
  const isDescribed = shape.properties.size > 0
  if (!isDescribed && others.length === 0 && !isClosed) return []
  const base = simplestWithin(budget, document, pointer)
  if (!isDescribed && !isRecord(base)) return []
  const known = base as Record<string, unknown>
  const size = Object.keys(known).length
  const cost = costOf(shape) - 1
  const named = [...shape.properties].map(([name, at]) => placeBelow(place, name, at))
  const nested = [...named, ...others.map(([name, at]) => placeBelow(place, name, at, '*'))].flatMap(
    (below) => {
      const name = below.keys.at(-1) ?? ''
      const samples = [
        ...samplesAt(search, below),
        ...(budget.left > 0 ? valuesOfOtherSchemas(document, name, below) : []),
      ].slice(0, Math.max(0, Math.ceil(budget.left / (1 + size + cost))))
      budget.left -= samples.length * (size + cost)
      return samples.map((sample) => ({ ...sample, value: { ...known, [name]: sample.value } }))
    },
  )
  const without = shape.required.flatMap((name) => {
    if (budget.left <= 0) return []
    budget.left -= size
    const rest = Object.fromEntries(Object.entries(known).filter(([key]) => key !== name))
    return [{ ...invalid(`without ${name}`, rest, 'required'), ...placeBelow(place, name, pointer) }]
  })
  const closing = unevaluatedProperties === false ? 'unevaluatedProperties' : 'additionalProperties'
  const unknown = {
    label: 'an unknown property',
    value: { ...known, [unknownName(document, pointer)]: 'x' },
    keyword: additionalProperties === false ? 'additionalProperties' : closing,
    valid: !isClosed,
    ...place,
  }
  if (!isDescribed) return [...without, ...nested, ...(isClosed ? [unknown] : [])]
  const every = simplestWithin(budget, document, pointer, { full: true })
  return [
    { ...valid('only the required properties', known), ...place },
    { ...valid('every property', every), ...place },
    ...without,
    ...nested,
    unknown,
  ]
}

/**
 * Returns samples of the items in an array that is as short as possible: of each item of a tuple, and of the first other
 * one.
 */
function itemSamples(search: Search, place: Place, shape: Shape): Sample[] {
  const { document, budget } = search
  const { firstItems, items } = shape
  const usual = itemsOf(document, shape)
  const described = [...firstItems.slice(0, MOST_FIRST_ITEMS), ...(items === undefined ? [] : [items])]
  return described.flatMap((at, position) => {
    const index = at === items ? firstItems.length : position
    const list = index < usual.length ? usual : itemsOf(document, shape, index + 1)
    if (index >= list.length && index > 0) return []
    const samples = samplesAt(search, placeBelow(place, String(index), at, '[]'))
    budget.left -= samples.length * Math.max(0, list.length - 1)
    return samples.map((sample) => ({
      ...sample,
      label: `${index === 0 ? 'an item' : `item ${index + 1}`} ${sample.label}`,
      value: [...list.slice(0, index), sample.value, ...list.slice(index + 1)],
    }))
  })
}

/** The most items of a tuple that have samples of their own. */
const MOST_FIRST_ITEMS = 8

/**
 * Returns values that a property of this name may have in another schema, such as a response, but not in this one. A
 * server that shares one list for both schemas accepts them by mistake.
 */
function valuesOfOtherSchemas(document: object, name: string, place: Place): Sample[] {
  const allowed = dereference<Schema>(document, place.at).value.enum
  if (allowed === undefined) return []
  const elsewhere = Object.values(
    (get(document, '/components/schemas') ?? {}) as Record<string, Schema>,
  ).flatMap(({ properties = {} }) => (Object.hasOwn(properties, name) ? (properties[name]?.enum ?? []) : []))
  return [...new Set(elsewhere)]
    .filter((value) => typeof value === 'string' && !allowed.includes(value))
    .map((value) => ({
      ...invalid(`${textOf(value)}, from another schema`, value, 'enum'),
      ...place,
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
