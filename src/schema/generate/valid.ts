import type { OptionalValue } from '../optional-value.ts'
import type { Schema } from '../schema.ts'
import { schemasOf } from '../schema-set.ts'
import { arbitraryOf } from './arbitrary.ts'
import { fastCheck } from '../fast-check.ts'
import { bodySamples } from './samples.ts'
import { shapeOf } from '../shape.ts'
import { simplest } from './simplest.ts'

const found = new WeakMap<object, Map<string, OptionalValue>>()

/**
 * Returns a valid value of a request: the first valid one of `known`, `{}`, the simplest value, or a generated one. If a
 * keyword that cannot be checked decides, such as an unknown format, the first value that may be valid. Undefined if no
 * such value was found, or if thousands of schemas each refer to the next. The result is always the same.
 *
 * @param key the key of the cached result
 */
export function validValue(
  document: object,
  pointer: string,
  known: readonly unknown[] = [],
  key = pointer,
  isUsable: (value: unknown) => boolean = () => true,
): OptionalValue {
  const foundValues = found.get(document) ?? new Map<string, OptionalValue>()
  found.set(document, foundValues)
  if (!foundValues.has(key)) foundValues.set(key, searchDeep(document, pointer, known, isUsable))
  return foundValues.get(key)
}

function searchDeep(...given: Parameters<typeof search>): OptionalValue {
  try {
    return search(...given)
  } catch (error) {
    // The stack is full.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function search(
  document: object,
  pointer: string,
  known: readonly unknown[],
  isUsable: (value: unknown) => boolean,
): OptionalValue {
  const schemas = schemasOf(document)
  let characters = 0
  let possible: OptionalValue
  for (const value of candidates(document, pointer, known)) {
    if (characters > MAX_SEARCHED) return possible
    characters += JSON.stringify(value).length
    // The description's own examples count as valid for keywords that cannot be checked.
    const isCandidateValid = known.includes(value)
      ? schemas.mayBeValid(pointer, value)
      : schemas.isDefinitelyValid(pointer, value)
    if (isCandidateValid && isUsable(value)) return { value }
    if (possible === undefined && schemas.mayBeValid(pointer, value) && isUsable(value)) possible = { value }
  }
  return possible
}

/** Yields values that may be valid, the slowest to make last. */
function* candidates(document: object, pointer: string, known: readonly unknown[]): Generator<unknown, void> {
  const { schema, branches } = shapeOf(document, pointer)
  yield* known
  yield {}
  yield simplest(document, pointer)
  yield* examplesOf(schema)
  for (const branch of branches.keys()) yield simplest(document, pointer, { branch })
  yield simplest(document, pointer, { full: true })
  for (const { value } of bodySamples(document, pointer)) yield value
  yield* generatedValues(document, pointer)
}

function examplesOf(schema: Schema): unknown[] {
  return [...(schema.examples ?? []), schema['example'], schema.default].filter(
    (value) => value !== undefined,
  )
}

/** The limits of the search: a schema without a valid value must not delay the others. */
const MAX_VALUES = 100
const MAX_CHARACTERS = 1_000_000
const MAX_SEARCHED = 1_500_000

function* generatedValues(document: object, pointer: string): Generator<unknown, void> {
  const fc = fastCheck()
  const values = arbitraryOf(fc, document, pointer)
  let characters = 0
  for (let seed = 1; seed <= MAX_VALUES && characters < MAX_CHARACTERS; seed += 1) {
    const [value] = fc.sample(values, { seed, numRuns: 1 })
    characters += JSON.stringify(value).length
    yield value
  }
}
