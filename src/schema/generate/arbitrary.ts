import type * as FastCheck from 'fast-check'
import { integerArbitrary, numberArbitrary, textArbitrary } from './arbitrary-scalars.ts'
import type { Fc } from '../fast-check.ts'
import { shapeOf } from '../shape.ts'
import type { Shape } from '../shape.ts'
import { exceedsLimits, LONGEST_LIST, simplestValue } from './scalar-example.ts'

type Arbitrary = FastCheck.Arbitrary<unknown>

/** The greatest depth of optional values, and of required values, in a schema that refers to itself. */
const DEEPEST = 4
const DEEPEST_REQUIRED = 2 * DEEPEST

/** The input of all generators. `made` has one arbitrary per depth and pointer, because schemas are often shared. */
interface GeneratorContext {
  readonly fc: Fc
  readonly document: object
  readonly made: Map<string, Arbitrary>
}

/**
 * Returns an arbitrary of values for the schema at `pointer`. fast-check shrinks them to the simplest one. They are
 * valid except for rare keywords (`not`, `if`, `contains`, …): validate a value before you send it.
 */
export function arbitraryOf(fc: Fc, document: object, pointer: string): Arbitrary {
  return arbitraryForPointer({ fc, document, made: new Map() }, pointer, 0)
}

function arbitraryForPointer(context: GeneratorContext, pointer: string, depth: number): Arbitrary {
  const key = `${depth} ${pointer}`
  const known = context.made.get(key) ?? arbitraryForBranches(context, pointer, depth)
  context.made.set(key, known)
  return known
}

function arbitraryForBranches(context: GeneratorContext, pointer: string, depth: number): Arbitrary {
  const { fc, document } = context
  const shape = shapeOf(document, pointer)
  if (depth > DEEPEST_REQUIRED) return fc.constant(simplestValue(shape.schema))
  if (shape.branches.length < 2) return arbitraryForShape(context, shape, depth)
  return fc.oneof(
    ...shape.branches.map((_, branch) =>
      arbitraryForShape(context, shapeOf(document, pointer, branch), depth),
    ),
  )
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
  const { minItems = 0, maxItems = Infinity, uniqueItems = false } = shape.schema
  const itemArbitrary = (pointer: string): Arbitrary => arbitraryForPointer(context, pointer, depth + 1)
  const first = shape.firstItems.slice(0, maxItems).map(itemArbitrary)
  const others = shape.contains ?? shape.items
  // A tuple has no further items, even if its schema allows them.
  if (others === undefined && first.length > 0) return fc.tuple(...first)
  const minLength = Math.min(LONGEST_LIST, Math.max(0, minItems - first.length))
  const most = depth > DEEPEST ? minLength : Math.min(maxItems - first.length, minLength + 4)
  const lengths = { minLength, maxLength: Math.max(minLength, most) }
  if (lengths.maxLength === 0) return fc.tuple(...first)
  const item = others === undefined ? fc.jsonValue() : itemArbitrary(others)
  const more = uniqueItems
    ? fc.uniqueArray(item, { ...lengths, selector: (value) => JSON.stringify(value) })
    : fc.array(item, lengths)
  return first.length === 0 ? more : fc.tuple(fc.tuple(...first), more).map((parts) => parts.flat())
}

function objectArbitrary(context: GeneratorContext, shape: Shape, depth: number): Arbitrary {
  const { fc } = context
  const { schema, properties, required } = shape
  const wanted = [...properties].filter(
    ([name, at]) =>
      required.includes(name) || (depth <= DEEPEST && !exceedsLimits(shapeOf(context.document, at).schema)),
  )
  const rest = shape.additional === undefined ? fc.constant('x') : undefined
  const others = required.filter((name) => !properties.has(name))
  const entries = [
    ...wanted.map(([name, at]): [string, Arbitrary] => [name, arbitraryForPointer(context, at, depth + 1)]),
    ...others.map((name): [string, Arbitrary] => [
      name,
      rest ?? arbitraryForPointer(context, shape.additional ?? '', depth + 1),
    ]),
  ]
  const described = fc.record(Object.fromEntries(entries), { requiredKeys: [...required] })
  if (schema.additionalProperties === false || schema['unevaluatedProperties'] === false) return described
  const { minProperties = 0, maxProperties = Infinity } = schema
  const minKeys = Math.min(LONGEST_LIST, Math.max(0, minProperties - required.length))
  const maxKeys = depth > DEEPEST ? minKeys : Math.max(minKeys, Math.min(2, maxProperties))
  if (maxKeys === 0) return described
  const names = fc
    .string({ minLength: 1, maxLength: 12 })
    .map((name) => `x_${name.replaceAll(/[^\w-]/g, '')}`)
  const value =
    shape.additional === undefined
      ? fc.jsonValue({ maxDepth: 2 })
      : arbitraryForPointer(context, shape.additional, depth + 1)
  const more = fc.dictionary(names, value, { minKeys, maxKeys })
  return fc.tuple(described, more).map(([known, unknown]) => ({ ...unknown, ...known }))
}
