import type * as FastCheck from 'fast-check'
import { integerArbitrary, numberArbitrary, textArbitrary } from './arbitrary-scalars.ts'
import type { Fc } from '../fast-check.ts'
import { shapeOf } from '../shape.ts'
import type { Shape } from '../shape.ts'
import { exceedsLimits, LONGEST_LIST, LONGEST_TEXT, simplestValue } from './scalar-example.ts'

type Arbitrary = FastCheck.Arbitrary<unknown>

/** The greatest depth of optional values, and of required values, in a schema that refers to itself. */
const DEEPEST = 4
const DEEPEST_REQUIRED = 2 * DEEPEST

/** The most alternatives of a schema from which values are generated. */
const MOST_BRANCHES = 200

/** The input of all generators. `made` has one arbitrary per depth and pointer, because schemas are often shared. */
interface GeneratorContext {
  readonly fc: Fc
  readonly document: object
  readonly made: Map<string, { readonly arbitrary: Arbitrary; readonly size: number }>
  /** The size of the largest values of the schema that is being made. */
  size: number
}

/** The largest values that are generated. An object, an array, a scalar and 10 characters count as one. */
const LARGEST = 10_000

/**
 * Returns an arbitrary of values for the schema at `pointer`. fast-check shrinks them to the simplest one. They are
 * valid except for rare keywords (`not`, `if`, `contains`, …): validate a value before you send it.
 */
export function arbitraryOf(fc: Fc, document: object, pointer: string): Arbitrary {
  return arbitraryForPointer({ fc, document, made: new Map(), size: 0 }, pointer, 0)
}

function arbitraryForPointer(context: GeneratorContext, pointer: string, depth: number): Arbitrary {
  const key = `${depth} ${pointer}`
  const known = context.made.get(key) ?? makeWithSize(context, pointer, depth)
  context.made.set(key, known)
  context.size += known.size
  return known.arbitrary
}

function makeWithSize(
  context: GeneratorContext,
  pointer: string,
  depth: number,
): { arbitrary: Arbitrary; size: number } {
  const outer = context.size
  context.size = 1
  const arbitrary = arbitraryForBranches(context, pointer, depth)
  const { size } = context
  context.size = outer
  if (size <= LARGEST) return { arbitrary, size }
  const { schema } = shapeOf(context.document, pointer)
  return { arbitrary: context.fc.constant(simplestValue(schema)), size: 1 }
}

function arbitraryForBranches(context: GeneratorContext, pointer: string, depth: number): Arbitrary {
  const { fc, document } = context
  const shape = shapeOf(document, pointer)
  if (depth > DEEPEST_REQUIRED) return fc.constant(simplestValue(shape.schema))
  if (shape.branches.length < 2) return arbitraryForShape(context, shape, depth)
  const outer = context.size
  let largest = 0
  const arbitraries = shape.branches.slice(0, MOST_BRANCHES).map((_, branch) => {
    context.size = 0
    const arbitrary = arbitraryForShape(context, shapeOf(document, pointer, branch), depth)
    largest = Math.max(largest, context.size)
    return arbitrary
  })
  context.size = outer + largest
  return fc.oneof(...arbitraries)
}

function arbitraryForShape(context: GeneratorContext, shape: Shape, depth: number): Arbitrary {
  const { fc } = context
  const { schema } = shape
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum !== undefined && schema.enum.length > 0) return fc.constantFrom(...schema.enum)
  const isObject = shape.properties.size > 0 || shape.required.length > 0
  const types = schema.type === undefined && isObject ? ['object'] : [schema.type].flat()
  const arbitraries = types.map((type) => arbitraryForType(context, shape, type, depth))
  return arbitraries.length === 1 && arbitraries[0] !== undefined ? arbitraries[0] : fc.oneof(...arbitraries)
}

function arbitraryForType(
  context: GeneratorContext,
  shape: Shape,
  type: string | undefined,
  depth: number,
): Arbitrary {
  const { fc } = context
  const { schema } = shape
  switch (type) {
    case 'string':
      context.size += Math.min(schema.minLength ?? 0, LONGEST_TEXT) / 10
      return textArbitrary(fc, schema)
    case 'integer':
      return integerArbitrary(fc, schema)
    case 'number':
      return numberArbitrary(fc, schema)
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return arrayArbitrary(context, shape, depth)
    case 'object':
      return objectArbitrary(context, shape, depth)
    default:
      return fc.jsonValue()
  }
}

function arrayArbitrary(context: GeneratorContext, shape: Shape, depth: number): Arbitrary {
  const { fc } = context
  const { uniqueItems = false } = shape.schema
  const minItems = Math.ceil(shape.schema.minItems ?? 0)
  const maxItems = Math.max(0, Math.floor(shape.schema.maxItems ?? Infinity))
  const itemArbitrary = (pointer: string): Arbitrary => arbitraryForPointer(context, pointer, depth + 1)
  const first = shape.firstItems.slice(0, maxItems).map(itemArbitrary)
  const others = shape.contains ?? shape.items
  // A tuple has no further items, even if its schema allows them.
  if (others === undefined && first.length > 0) return fc.tuple(...first)
  const minLength = Math.min(LONGEST_LIST, Math.max(0, minItems - first.length))
  const most = depth > DEEPEST ? minLength : Math.min(maxItems - first.length, minLength + 4)
  const lengths = { minLength, maxLength: Math.max(minLength, most) }
  if (lengths.maxLength === 0) return fc.tuple(...first)
  const before = context.size
  const item = others === undefined ? fc.jsonValue() : itemArbitrary(others)
  context.size += (context.size - before) * (lengths.maxLength - 1)
  const more = uniqueItems
    ? fc.uniqueArray(item, { ...lengths, selector: (value) => JSON.stringify(value) })
    : fc.array(item, lengths)
  return first.length === 0 ? more : fc.tuple(fc.tuple(...first), more).map((parts) => parts.flat())
}

function objectArbitrary(context: GeneratorContext, shape: Shape, depth: number): Arbitrary {
  const { fc } = context
  const { schema, properties, required } = shape
  const isRequired = new Set(required)
  const wanted = [...properties].filter(
    ([name, at]) =>
      isRequired.has(name) || (depth <= DEEPEST && !exceedsLimits(shapeOf(context.document, at).schema)),
  )
  const rest = shape.additional === undefined ? fc.constant('x') : undefined
  const others = required.filter((name) => !properties.has(name))
  const entries = [
    ...wanted.flatMap(([name, at]): [string, Arbitrary][] => {
      const before = context.size
      const arbitrary = arbitraryForPointer(context, at, depth + 1)
      if (context.size <= LARGEST || isRequired.has(name)) return [[name, arbitrary]]
      // An optional property that would make the value too large is left out.
      context.size = before
      return []
    }),
    ...others.map((name): [string, Arbitrary] => [
      name,
      rest ?? arbitraryForPointer(context, shape.additional ?? '', depth + 1),
    ]),
  ]
  const described = fc.record(Object.fromEntries(entries), { requiredKeys: [...required] })
  if (schema.additionalProperties === false || schema['unevaluatedProperties'] === false) return described
  const { minProperties = 0, maxProperties = Infinity } = schema
  const minKeys = Math.min(LONGEST_LIST, Math.max(0, Math.ceil(minProperties) - required.length))
  const maxKeys = depth > DEEPEST ? minKeys : Math.max(minKeys, Math.floor(Math.min(2, maxProperties)))
  if (maxKeys === 0) return described
  const names = fc
    .string({ minLength: 1, maxLength: 12 })
    .map((name) => `x_${name.replaceAll(/[^\w-]/g, '')}`)
  const before = context.size
  const value =
    shape.additional === undefined
      ? fc.jsonValue({ maxDepth: 2 })
      : arbitraryForPointer(context, shape.additional, depth + 1)
  context.size += (context.size - before) * (maxKeys - 1)
  const more = fc.dictionary(names, value, { minKeys, maxKeys })
  return fc.tuple(described, more).map(([known, unknown]) => ({ ...unknown, ...known }))
}
