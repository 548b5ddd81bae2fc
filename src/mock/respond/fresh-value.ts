import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { constructValue, shapeOf } from '../../schema/index.ts'
import type { Schemas } from '../read/schemas.ts'

/** How many values are constructed for a schema that no usual id fits. */
const MAX_CONSTRUCTED = 60

/** How many random numbers between two limits are tried. */
const IN_RANGE = 4

/** What a new value is like. */
export interface FreshValueOptions {
  /** The pointer of its schema. */
  readonly schema: string | undefined
  readonly example: unknown
  /** The state that is in the value, if the schema allows that. */
  readonly state?: string | undefined
  readonly isTaken?: ((value: string) => boolean) | undefined
}

/** Returns a new valid value, if possible like the example. An invalid one if no valid one is left. */
export function freshValue(
  document: object,
  schemas: Schemas,
  { schema, example, state, isTaken = () => false }: FreshValueOptions,
): string {
  const isValid = (text: string): boolean => isValidText(schemas, schema, text)
  const range = schema === undefined ? [] : idsInRange(document, schema)
  for (const candidate of [...usualIds(example, state), ...range])
    if (isValid(candidate) && !isTaken(candidate)) return candidate
  for (const candidate of schema === undefined ? [] : constructedIds(document, schemas, schema))
    if (isValid(candidate) && !isTaken(candidate)) return candidate
  const text = textOf(example)
  return text !== '' && isValid(text) && !isTaken(text) ? text : randomBytes(16).toString('hex')
}

/** Whether a text can be a segment of a path and is valid for a schema, as itself or as a number. */
export function isValidText(schemas: Schemas, schema: string | undefined, text: string): boolean {
  if (text === '') return false
  const values = /^(?:0|[1-9]\d*)$/.test(text) ? [text, Number(text)] : [text]
  return schema === undefined || values.some((value) => schemas.check(schema, value) === undefined)
}

/** Returns numbers between the limits of a schema, which few of the usual ones may be. */
function idsInRange(document: object, pointer: string): string[] {
  const { minimum: min = 1, maximum: max = min + 2 ** 31 } = shapeOf(document, pointer).schema
  const isRange = Number.isSafeInteger(min) && Number.isSafeInteger(max) && max > min && max - min < 2 ** 47
  return isRange ? Array.from({ length: IN_RANGE }, () => String(randomInt(min, max + 1))) : []
}

function usualIds(example: unknown, state: string | undefined): string[] {
  const text = textOf(example)
  const prefix = /^[A-Za-z]+[_-]/.exec(text)?.[0] ?? ''
  const random = randomBytes(16).toString('hex')
  return [
    `${prefix}${state === undefined ? '' : `${state}_`}${random}`,
    // As long as the example, if that is long enough for a different value each time.
    `${prefix}${random.slice(0, Math.max(8, text.length - prefix.length))}`,
    randomUUID(),
    String(randomInt(1, 2 ** 47)),
    String(randomInt(1, 2 ** 31)),
  ]
}

/** Yields values that are made for the schema: one with a random end, such as `usr` and more, then different ones. */
function* constructedIds(document: object, schemas: Schemas, schema: string): Generator<string, void> {
  const construct = (variant: number): string | undefined => {
    const isValid = (pointer: string, value: unknown): boolean => schemas.check(pointer, value) === undefined
    const made = constructValue(document, schema, 'readOnly', isValid, variant)?.value
    return typeof made === 'string' || typeof made === 'number' ? String(made) : undefined
  }
  const first = construct(0)
  if (first === undefined) return
  const random = randomBytes(16).toString('hex')
  yield* [`${first}${random}`, `${first}_${random}`, `${first}${random.slice(0, 8)}`, `${random}${first}`]
  // A pattern may demand this length and this beginning.
  for (const length of [16, 8].filter((each) => each < first.length))
    yield `${first.slice(0, -length)}${random.slice(0, length)}`
  const start = randomInt(1, 2 ** 20)
  for (let variant = 0; variant < MAX_CONSTRUCTED; variant += 1) {
    const made = construct(variant % 2 === 0 ? variant / 2 : start + variant)
    if (made !== undefined) yield made
  }
}

function textOf(example: unknown): string {
  return typeof example === 'string' || typeof example === 'number' ? String(example) : ''
}
