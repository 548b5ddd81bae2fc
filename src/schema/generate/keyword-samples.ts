import { isRecord } from '../json-types.ts'
import { joinPointer } from '../pointer.ts'
import type { Schema } from '../schema.ts'
import { schemasOf } from '../schema-set.ts'
import { partsOf, shapeOf } from '../shape.ts'
import type { Part, Shape } from '../shape.ts'
import { invalid, valid } from './sample.ts'
import type { SampleWithoutPath } from './sample.ts'
import { LONGEST_LIST } from './scalar-example.ts'
import { itemsOf, simplest } from './simplest.ts'
import { constructValue } from '../construct/index.ts'

type Properties = Readonly<Record<string, unknown>>

/** The input of all samples of a schema. */
interface Base {
  readonly document: object
  readonly pointer: string
  readonly shape: Shape
  /** The simplest value. */
  readonly value: unknown
}

/**
 * Returns valid and invalid values for the keywords that combine or count other schemas. The values are guesses: only
 * those that are definitely valid or definitely invalid are returned.
 */
export function keywordSamples(document: object, pointer: string, shape: Shape): SampleWithoutPath[] {
  const parts = partsOf(document, pointer)
  if (!parts.some(({ schema }) => Object.keys(schema).some((keyword) => KEYWORDS.includes(keyword))))
    return []
  const base = { document, pointer, shape, value: simplest(document, pointer) }
  const schemas = schemasOf(document)
  const samples = parts.flatMap((part) => [
    ...conditionSamples(base, part),
    ...listSamples(base, part),
    ...(isRecord(base.value) ? objectSamples(base, part, base.value) : []),
  ])
  const most = Math.max(FEWEST, Math.floor(MOST_TESTS / shape.tests))
  const certain = samples
    .slice(0, most)
    .filter((sample) =>
      sample.valid
        ? schemas.isDefinitelyValid(pointer, sample.value)
        : !schemas.mayBeValid(pointer, sample.value),
    )
  return [...certain, ...constructedSamples(document, pointer, parts, certain)]
}

/** How many schemas the samples of one schema are tested against, all together. */
const MOST_TESTS = 500_000

/** The samples that are tested however many schemas there are. */
const FEWEST = 50

/** Returns a constructed value for each keyword for which no valid value could be guessed. */
function constructedSamples(
  document: object,
  pointer: string,
  parts: readonly Part[],
  samples: readonly SampleWithoutPath[],
): SampleWithoutPath[] {
  const keywords = CONSTRUCTED.filter(
    (keyword) =>
      parts.some(({ schema }) => schema[keyword] !== undefined) &&
      !samples.some((sample) => sample.valid && sample.keyword === keyword),
  )
  if (keywords.length === 0) return []
  const schemas = schemasOf(document)
  const isValid = (at: string, value: unknown): boolean => schemas.isDefinitelyValid(at, value)
  const made = constructValue(document, pointer, 'readOnly', isValid)
  return made === undefined
    ? []
    : keywords.map((keyword) => valid(`a value that \`${keyword}\` allows`, made.value, keyword))
}

/** Keywords for which valid values are hard to guess. */
const CONSTRUCTED = ['contains', 'dependentSchemas', 'if']

const KEYWORDS = [
  ...['not', 'if', 'contains', 'items', 'unevaluatedItems', 'propertyNames'],
  ...['dependentRequired', 'dependentSchemas', 'minProperties', 'maxProperties'],
]

/** The most values of an enumeration in `not` that are samples. */
const MOST_EXCLUDED = 10

/** Returns the name of a value that `not` excludes. One of an enumeration has a name of its own. */
function excludedLabel({ enum: values }: Schema, value: unknown): string {
  return values === undefined
    ? 'a value that `not` excludes'
    : `${JSON.stringify(value)}, which \`not\` excludes`
}

function conditionSamples(base: Base, part: Part): SampleWithoutPath[] {
  const { document, value } = base
  const { schema, at } = part
  const simplestAt = (keyword: string): unknown => simplest(document, joinPointer(at, keyword))
  const samples: SampleWithoutPath[] = []
  if (schema.not !== undefined) {
    samples.push(valid('a value that `not` allows', value, 'not'))
    for (const excluded of schema.not.enum?.slice(0, MOST_EXCLUDED) ?? [simplestAt('not')])
      samples.push(invalid(excludedLabel(schema.not, excluded), merged(value, excluded), 'not'))
  }
  if (typeof schema['if'] === 'object') {
    const conditional = merged(value, simplestAt('if'))
    samples.push(invalid('a value of `if` without `then`', conditional, 'if'))
    if (typeof schema['then'] === 'object')
      samples.push(valid('a value of `if` and `then`', completed(base, conditional, 'then', part), 'if'))
    if (typeof schema['else'] === 'object') {
      for (const [index, other] of valuesWithout(base, part).entries()) {
        const which = index === 0 ? '' : ` (${index + 1})`
        samples.push(invalid(`a value without \`if\` and \`else\`${which}`, other, 'if'))
        samples.push(valid(`a value of \`else\`${which}`, completed(base, other, 'else', part), 'if'))
      }
    }
  }
  return samples
}

/** Returns a value with what a schema of `then` or `else` requires. Known properties have known values. */
function completed(base: Base, value: unknown, keyword: 'then' | 'else', { at }: Part): unknown {
  const { document, shape } = base
  const below = joinPointer(at, keyword)
  const wanted = shapeOf(document, below)
  const known = wanted.required.flatMap((name): [string, unknown][] => {
    const property = shape.properties.get(name)
    return property === undefined || wanted.properties.has(name) ? [] : [[name, simplest(document, property)]]
  })
  return merged(merged(value, simplest(document, below)), Object.fromEntries(known))
}

/** Returns values for which `if` is probably not valid: the simplest one, and those with other values of an `enum`. */
function valuesWithout({ document, shape, value }: Base, { at }: Part): unknown[] {
  const names = [...shapeOf(document, joinPointer(at, 'if')).properties.keys()]
  const others = names.flatMap((name) => {
    const property = shape.properties.get(name)
    const { enum: values = [] } = property === undefined ? {} : shapeOf(document, property).schema
    return values.slice(0, MOST_CONDITIONS).map((one) => merged(value, { [name]: one }))
  })
  return [value, ...others]
}

/** The most values of a property that `if` is about. */
const MOST_CONDITIONS = 5

function listSamples({ document, shape }: Base, { schema, at }: Part): SampleWithoutPath[] {
  const samples: SampleWithoutPath[] = []
  if (typeof schema['contains'] === 'object') {
    const { minContains = 1, maxContains = Infinity } = schema as {
      minContains?: number
      maxContains?: number
    }
    const wanted = simplest(document, joinPointer(at, 'contains'))
    const list = (length: number): unknown[] =>
      Array.from({ length: Math.min(length, LONGEST_LIST) }, () => wanted)
    samples.push(
      valid('an item of `contains`', itemsOf(document, shape, Math.max(1, minContains)), 'contains'),
    )
    for (const other of [[], ['x'], [0], [null], [{}], list(minContains - 1)])
      samples.push(
        invalid(`no item of \`contains\`: ${JSON.stringify(other).slice(0, 40)}`, other, 'contains'),
      )
    if (maxContains < LONGEST_LIST)
      samples.push(invalid('too many items of `contains`', list(maxContains + 1), 'contains'))
  }
  const closing = (['items', 'unevaluatedItems'] as const).find((keyword) => schema[keyword] === false)
  if (closing !== undefined) {
    const first = itemsOf(document, shape, shape.firstItems.length)
    samples.push(
      valid('the described items', first, closing),
      invalid('one item more', [...first, 'x'], closing),
    )
  }
  return samples
}

function objectSamples(base: Base, { schema, at }: Part, value: Properties): SampleWithoutPath[] {
  return [
    ...nameSamples(base, schema, at, value),
    ...dependentSamples(base, schema, at, value),
    ...countSamples(base, schema, value),
  ]
}

function nameSamples({ document }: Base, schema: Schema, at: string, value: Properties): SampleWithoutPath[] {
  const samples: SampleWithoutPath[] = []
  const { propertyNames } = schema
  if (propertyNames !== undefined) {
    const name = simplest(document, joinPointer(at, 'propertyNames'))
    if (typeof name === 'string')
      samples.push(valid('a valid name', { ...value, [name]: 'x' }, 'propertyNames'))
    const names = ['', 'X', 'x', '0', 'a name!', 'x'.repeat(Math.min(propertyNames.maxLength ?? 99, 999) + 1)]
    for (const other of names)
      samples.push(
        invalid(`a name ${JSON.stringify(other).slice(0, 20)}`, { ...value, [other]: 'x' }, 'propertyNames'),
      )
  }
  return samples
}

function dependentSamples(
  { document, pointer, shape }: Base,
  schema: Schema,
  at: string,
  value: Properties,
): SampleWithoutPath[] {
  if (schema['dependentRequired'] === undefined && schema['dependentSchemas'] === undefined) return []
  const every = simplest(document, pointer, { full: true })
  const known = (name: string): unknown => {
    const property = shape.properties.get(name)
    if (property !== undefined) return simplest(document, property)
    return isRecord(every) && Object.hasOwn(every, name) ? every[name] : 'x'
  }
  const required = Object.entries((schema['dependentRequired'] ?? {}) as Record<string, string[]>)
  const schemas = Object.keys(schema['dependentSchemas'] ?? {})
  return [
    ...required.flatMap(([name, names]) => {
      const whole = { ...value, ...Object.fromEntries([name, ...names].map((each) => [each, known(each)])) }
      return [
        valid(`${name} and its required properties`, whole, 'dependentRequired'),
        ...names.map((missing) =>
          invalid(`${name} without ${missing}`, without(whole, missing), 'dependentRequired'),
        ),
      ]
    }),
    ...schemas.flatMap((name) => {
      const alone = { ...value, [name]: known(name) }
      const dependent = simplest(document, joinPointer(at, 'dependentSchemas', name))
      return [
        valid(`${name} and a valid value for its schema`, merged(alone, dependent), 'dependentSchemas'),
        invalid(`only ${name}`, alone, 'dependentSchemas'),
      ]
    }),
  ]
}

function countSamples(
  { document, pointer }: Base,
  { minProperties = 0, maxProperties = Infinity }: Schema,
  value: Properties,
): SampleWithoutPath[] {
  if (minProperties <= 0 && maxProperties >= LONGEST_LIST) return []
  const full = simplest(document, pointer, { full: true })
  const every = { ...(isRecord(full) ? full : {}), ...value }
  const withCount = (count: number): Properties => {
    const names = [...new Set([...Object.keys(value), ...Object.keys(every)])]
    while (names.length < count) names.push(`undocumented_${names.length}`)
    return Object.fromEntries(
      names.slice(0, count).map((name) => [name, Object.hasOwn(every, name) ? every[name] : 'x']),
    )
  }
  const samples: SampleWithoutPath[] = []
  if (minProperties > 0 && minProperties <= LONGEST_LIST)
    samples.push(
      valid('the fewest properties', withCount(minProperties), 'minProperties'),
      invalid('one property too few', withCount(minProperties - 1), 'minProperties'),
    )
  if (maxProperties < LONGEST_LIST)
    samples.push(
      valid('the most properties', withCount(maxProperties), 'maxProperties'),
      invalid('one property too many', withCount(maxProperties + 1), 'maxProperties'),
    )
  return samples
}

/** Returns a value with the properties of another, or the other if one of them is not an object. */
function merged(value: unknown, other: unknown): unknown {
  return isRecord(value) && isRecord(other) ? { ...value, ...other } : other
}

function without(value: Properties, name: string): Properties {
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== name))
}
