import type { Schema } from '../schema.ts'
import { LONGEST_LIST, simplestValue } from './scalar-example.ts'
import { shapeOf } from '../shape.ts'
import type { Shape } from '../shape.ts'

/** The greatest depth of samples below the root of a body. */
export const DEEPEST = 4

/** The size of a value: an object, an array, a scalar or 100 characters of a text count as one. */
export const LARGEST = 2000

/** How much a value may still grow. A value that would be larger is incomplete and so not valid. */
export interface Budget {
  left: number
}

/**
 * Returns the simplest value that a request may send for a schema. With `full`, it has every property. It is valid
 * except for rare keywords (`not`, `if`, …): validate the value before you send it.
 */
export function simplest(
  document: object,
  pointer: string,
  { full = false, branch = 0 }: { full?: boolean; branch?: number } = {},
  depth = 0,
  budget: Budget = { left: LARGEST },
): unknown {
  budget.left -= 1
  if (budget.left < 0) return null
  const shape = shapeOf(document, pointer, branch)
  const { schema, properties, items, firstItems, contains } = shape
  if (schema.const !== undefined || schema.enum !== undefined || depth > 2 * DEEPEST)
    return spend(budget, simplestValue(schema))
  if (properties.size > 0 || shape.required.length > 0) {
    const names =
      full && depth <= DEEPEST ? new Set([...shape.required, ...properties.keys()]) : shape.required
    const entries = [...names].map((name): [string, unknown] => {
      const at = properties.get(name) ?? shape.additional
      return [name, at === undefined ? 'x' : simplest(document, at, { full }, depth + 1, budget)]
    })
    return Object.fromEntries(entries)
  }
  const isList = items !== undefined || contains !== undefined || firstItems.length > 0
  // A deep list has only its required items: a schema that refers to itself several times would grow without limit.
  const length = depth > DEEPEST ? (schema.minItems ?? (contains === undefined ? 0 : 1)) : undefined
  return isList ? itemsOf(document, shape, length, depth, budget) : spend(budget, simplestValue(schema))
}

/** Returns items of an array, by default as few as it requires. They differ if the array has `uniqueItems`. */
export function itemsOf(
  document: object,
  { schema, items, firstItems, contains }: Shape,
  length = schema.minItems ?? Math.max(1, firstItems.length),
  depth = 0,
  budget: Budget = { left: LARGEST },
): unknown[] {
  const count = Math.max(0, Math.min(length, LONGEST_LIST, budget.left))
  const first = firstItems.slice(0, count).map((at) => simplest(document, at, {}, depth + 1, budget))
  const others = contains ?? items
  if (others === undefined) return first
  const { examples = [], enum: values = [], multipleOf } = shapeOf(document, others).schema
  const known = examples.length > 0 ? examples : values
  const before = budget.left
  const made = known.length > 0 ? known : [simplest(document, others, {}, depth + 1, budget)]
  // The same item counts as often as it is in the list.
  const size = Math.max(1, before - budget.left)
  const repetitions = Math.max(0, Math.min(count - first.length, 1 + Math.floor(budget.left / size)))
  budget.left -= size * repetitions - (before - budget.left)
  const more = Array.from({ length: repetitions }, (_, index) => {
    const round = schema.uniqueItems === true ? Math.floor(index / made.length) : 0
    return varied(made[index % made.length], round, multipleOf)
  })
  return [...first, ...more]
}

/** Returns a value after its size is subtracted. Examples of a description are not shortened. */
function spend(budget: Budget, value: unknown): unknown {
  budget.left -= typeof value === 'string' ? Math.floor(value.length / 100) : 0
  return value
}

/** Returns another value of the same JSON type for each `round`. */
function varied(value: unknown, round: number, step: Schema['multipleOf'] = 1): unknown {
  if (round === 0) return value
  if (typeof value === 'number') return value + round * step
  return typeof value === 'string' ? `${value}${round}` : value
}
