import { arrayCandidates } from './arrays.ts'
import { conjunctionOf } from './conjunction.ts'
import type { Conjunction } from './conjunction.ts'
import { dereference } from '../reference.ts'
import type { OptionalValue } from '../optional-value.ts'
import type { ExcludedMark } from '../shape.ts'
import type { Schema } from '../schema.ts'
import type { IsValid, Position, Values } from './values.ts'
import { objectCandidates } from './objects.ts'
import { numberCandidates, textCandidates } from './scalars.ts'
import { allowedTypes } from './types.ts'

/** Limits of the search: a schema without a valid value must not delay a response. */
const MAX_STEPS = 60_000
/** After so many steps, only required values are made. */
const MAX_OPTIONAL_STEPS = 30_000
/** So many characters of a text count as one more step. */
const CHARACTERS_PER_STEP = 1000
const MAX_CHOICES = 64
const MAX_SCALARS = 200
const DEEPEST = 24

/**
 * Constructs values from schemas: follows each keyword as far as it can, tries the alternatives, and validates each
 * result.
 */
export class ValueConstructor implements Values {
  readonly document: object
  readonly excludedMark: ExcludedMark
  readonly isValid: IsValid
  private readonly validates: boolean
  private readonly failed = new Set<string>()
  private steps = 0

  /** @param validates whether each part of a value is validated as soon as it is made, which is slower and finds more */
  constructor(document: object, excludedMark: ExcludedMark, isValid: IsValid, validates: boolean) {
    this.document = document
    this.excludedMark = excludedMark
    this.isValid = isValid
    this.validates = validates
  }

  get isLarge(): boolean {
    return this.steps > MAX_OPTIONAL_STEPS
  }

  construct(pointers: readonly string[], position: Position, outside: readonly string[] = []): OptionalValue {
    this.steps += 1
    if (this.steps > MAX_STEPS) return undefined
    const targets = pointers.map((pointer) => dereference(this.document, pointer).pointer)
    const key = JSON.stringify([targets, position.variant, [...position.around], outside])
    if (position.depth > DEEPEST || this.failed.has(key)) return undefined
    const inner: Position = { ...position, around: new Set([...position.around, ...targets]) }
    for (const conjunction of this.conjunctions(pointers)) {
      const whole = { ...conjunction, rejected: [...conjunction.rejected, ...outside] }
      for (const value of this.candidatesFor(whole, inner)) {
        this.steps += typeof value === 'string' ? Math.ceil(value.length / CHARACTERS_PER_STEP) : 1
        if (this.steps > MAX_STEPS) return undefined
        if (outside.length > 0 && outside.every((pointer) => this.isValid(pointer, value))) continue
        if (!this.validates || pointers.every((pointer) => this.isValid(pointer, value))) return { value }
      }
    }
    this.failed.add(key)
    return undefined
  }

  /** Yields the conjunctions for all choices of alternatives. */
  private *conjunctions(pointers: readonly string[]): Generator<Conjunction, void> {
    let choices: number[] = []
    for (let tried = 0; tried < MAX_CHOICES; tried += 1) {
      const counts: number[] = []
      const choose = (count: number): number => {
        counts.push(count)
        return choices[counts.length - 1] ?? 0
      }
      yield conjunctionOf(this.document, pointers, choose)
      const next = nextChoices(counts, choices)
      if (next === undefined) return
      choices = next
    }
  }

  private *candidatesFor(conjunction: Conjunction, position: Position): Generator<unknown, void> {
    const schemas = conjunction.parts.map(({ schema }) => schema)
    if (schemas.some(({ not }) => not !== undefined && Object.keys(not).length === 0)) return
    const listed = listedValues(schemas)
    if (listed !== undefined) {
      yield* rotated(listed, position.variant)
      return
    }
    // In a list of unique items, an example is only the first item.
    if (position.variant === 0) yield* examplesOf(schemas)
    for (const type of allowedTypes(schemas))
      yield* this.candidatesOfType(type, conjunction, schemas, position)
  }

  private *candidatesOfType(
    type: string,
    conjunction: Conjunction,
    schemas: readonly Schema[],
    position: Position,
  ): Generator<unknown, void> {
    const { variant } = position
    switch (type) {
      case 'object':
        yield* objectCandidates(this, conjunction, position)
        break
      case 'array':
        yield* arrayCandidates(this, conjunction, position)
        break
      case 'number':
      case 'integer':
        yield* limited(numberCandidates(schemas, variant, type === 'integer'))
        break
      case 'boolean':
        yield* rotated([true, false], variant)
        break
      case 'null':
        yield null
        break
      default:
        yield* limited(textCandidates(schemas, variant))
    }
  }
}

/** Returns the next choices, the last one counted up first. Undefined after the last ones. */
function nextChoices(counts: readonly number[], choices: readonly number[]): number[] | undefined {
  for (let index = counts.length - 1; index >= 0; index -= 1) {
    const next = (choices[index] ?? 0) + 1
    if (next < (counts[index] ?? 0)) return [...counts.slice(0, index).map((_, at) => choices[at] ?? 0), next]
  }
  return undefined
}

/** Returns the values that `const` and `enum` allow. Undefined if no schema has them. */
function listedValues(schemas: readonly Schema[]): unknown[] | undefined {
  const lists = schemas.flatMap((schema) => [
    ...(schema.enum === undefined ? [] : [schema.enum]),
    ...(schema.const === undefined ? [] : [[schema.const]]),
  ])
  return lists.sort((left, right) => left.length - right.length)[0]
}

function examplesOf(schemas: readonly Schema[]): unknown[] {
  return schemas.flatMap(({ examples, example, default: usual }) =>
    [...(Array.isArray(examples) ? examples : []), example, usual].filter((value) => value !== undefined),
  )
}

function rotated<T>(values: readonly T[], variant: number): T[] {
  const start = values.length === 0 ? 0 : variant % values.length
  return [...values.slice(start), ...values.slice(0, start)]
}

function* limited<T>(values: Iterable<T>): Generator<T, void> {
  let count = 0
  for (const value of values) {
    if (count >= MAX_SCALARS) return
    count += 1
    yield value
  }
}
