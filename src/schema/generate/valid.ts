import type { Schema } from '../schema.ts'
import { schemasOf } from '../schema-set.ts'
import { arbitraryOf } from './arbitrary.ts'
import { fastCheck } from '../fast-check.ts'
import { bodySamples } from './samples.ts'
import { shapeOf } from '../shape.ts'
import { simplest } from './simplest.ts'

/** A value, or undefined where there is none; the value itself may be null. */
export type OptionalValue = { readonly value: unknown } | undefined

const found = new WeakMap<object, Map<string, OptionalValue>>()

/**
 * A value that a request may send for the schema at `pointer`: the first of `known` that fits, nothing at all, the
 * simplest, or one that is found by trying; undefined where none is. Always the same.
 *
 * @param key what is asked for: the same question gets the same answer
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
  if (!foundValues.has(key)) foundValues.set(key, search(document, pointer, known, isUsable))
  return foundValues.get(key)
}

function search(
  document: object,
  pointer: string,
  known: readonly unknown[],
  isUsable: (value: unknown) => boolean,
): OptionalValue {
  const schemas = schemasOf(document)
  for (const value of candidates(document, pointer, known)) {
    // An example is taken at its word where nobody here can read what it has to fit.
    const isCandidateValid = known.includes(value)
      ? schemas.mayBeValid(pointer, value)
      : schemas.isDefinitelyValid(pointer, value)
    if (isCandidateValid && isUsable(value)) return { value }
  }
  return undefined
}

/** Values that may fit, the dearer ones last: none is made before those in front of it have been tried. */
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

/** How much is tried: a schema that wants large values, and fits none, must not hold up the others. */
const MOST_VALUES = 100
const MOST_CHARACTERS = 1_000_000

function* generatedValues(document: object, pointer: string): Generator<unknown, void> {
  const fc = fastCheck()
  const values = arbitraryOf(fc, document, pointer)
  let characters = 0
  for (let seed = 1; seed <= MOST_VALUES && characters < MOST_CHARACTERS; seed += 1) {
    const [value] = fc.sample(values, { seed, numRuns: 1 })
    characters += JSON.stringify(value).length
    yield value
  }
}
