import { randomInt, randomUUID } from 'node:crypto'
import type { Content, Description, OpenAPIDocument, Operation, Schema } from '../../description/index.ts'
import { isRecord, schemasOf, shapeOf, simplest } from '../../schema/index.ts'
import { canCarryBody, canEncode, encode, validBody } from '../../serialization/index.ts'
import type { Payload } from '../../serialization/index.ts'
import { chosenIdOf } from './chosen-id.ts'
import type { ChosenId } from './chosen-id.ts'

/** Names of properties that often must be unique, and that refer to nothing. */
const NAMING = /name|title|mail|slug|label|login|user|description|summary|text|note|comment/i

/** Names of properties that may refer to something, or carry a secret. */
const REFERRING = /(?:^|[a-z_-])(?:id|ids|uuid|ref|key|code|token|password|secret|type|kind|status|state)$/i

/** Names of properties that carry a secret, or refer to something by its id. */
const SECRET = /(?:^|[a-z_-])(?:id|ids|uuid|token|password|secret)$/i

export interface Variation {
  /** Whether the body has every property, not only the required ones. */
  readonly full?: boolean
  /** Whether numbers differ, too. */
  readonly numbers?: boolean
  /** Whether texts differ that have no usual name of something unique, such as `code`. */
  readonly all?: boolean
  /** Whether an id that the client chooses stays the same, because it may name something outside. */
  readonly keepsId?: boolean
}

/**
 * Returns a valid body whose names differ from those of every other one, because a server may require unique names.
 * Undefined if no property can be changed.
 */
export function variedBody(
  description: Description,
  operation: Operation,
  content: Content,
  { full = false, numbers = false, all = false, keepsId = false }: Variation = {},
): Payload | undefined {
  const { document } = description
  const { schema } = content
  const base = baseOf(document, content, full)
  if (schema === undefined || !isRecord(base)) return undefined
  const isValid = (value: unknown): boolean =>
    schemasOf(document).isDefinitelyValid(schema, value) && canCarryBody(document, content, value)
  const id = keepsId ? undefined : chosenIdOf(description, operation)
  const value = variedValue(document, schema, base, { numbers, all, isValid, id })
  return value === base && !full ? undefined : encode(content, value, document)
}

function baseOf(document: OpenAPIDocument, content: Content, full: boolean): unknown {
  const known = validBody(document, content)?.value
  if (!full || content.schema === undefined || !canEncode(content)) return known
  const whole = simplest(document, content.schema, { full: true })
  const isUsable =
    schemasOf(document).isDefinitelyValid(content.schema, whole) && canCarryBody(document, content, whole)
  return isUsable ? whole : known
}

export interface ValueVariation {
  readonly numbers: boolean
  /** Whether texts and numbers differ that have no usual name of something unique, such as `code`. */
  readonly all?: boolean
  /** A property whose text keeps its length. */
  readonly keepsLength?: string | undefined
  /** The id that the client chooses. It differs. */
  readonly id?: ChosenId | undefined
  readonly isValid: (value: unknown) => boolean
}

/** Changes the free texts of a value, one by one, while it stays valid. Returns the same object if none can change. */
export function variedValue(
  document: OpenAPIDocument,
  schema: string,
  base: Readonly<Record<string, unknown>>,
  { numbers, all = false, keepsLength, isValid, id }: ValueVariation,
): Readonly<Record<string, unknown>> {
  let value = base
  for (const [name, pointer] of shapeOf(document, schema).properties) {
    if (!Object.hasOwn(base, name)) continue
    const isId = name === id?.name
    if (!isId && (all ? SECRET : REFERRING).test(name)) continue
    const { schema: described } = shapeOf(document, pointer)
    const variants = isId
      ? idVariants(value[name], described).filter((other) => id.isUsable(String(other)))
      : variantsOf(value[name], described, { texts: all || NAMING.test(name), numbers })
    for (const other of variants) {
      if (name === keepsLength && lengthOf(other) !== lengthOf(value[name])) continue
      const changed = { ...value, [name]: other }
      if (!isValid(changed)) continue
      value = changed
      break
    }
  }
  return value
}

function variantsOf(
  old: unknown,
  schema: Schema,
  { texts, numbers }: { texts: boolean; numbers: boolean },
): unknown[] {
  if (schema.enum !== undefined || schema.const !== undefined) return []
  if (typeof old === 'number') return numbers ? [old + 7, old + 1, old - 1, old + 0.5] : []
  return typeof old === 'string' && texts ? textVariants(old, schema) : []
}

/** The largest number of 32 bits, which any server can store. */
const LARGEST_ID = 2 ** 31 - 1

/** Returns other ids of the same form. */
function idVariants(old: unknown, schema: Schema): unknown[] {
  if (schema.enum !== undefined || schema.const !== undefined) return []
  if (typeof old === 'number') {
    const { minimum: min = 1, maximum: max = LARGEST_ID } = schema
    return Number.isSafeInteger(min) && Number.isSafeInteger(max) && max > min && max - min < 2 ** 47
      ? [randomInt(min, max), old + 7, old + 1]
      : [old + 7, old + 1]
  }
  if (typeof old !== 'string') return []
  const texts = textVariants(old, schema).filter((text) => !/\s/.test(text))
  const digits = texts.filter((text) => /^\d+$/.test(text))
  return [...(/^\d+$/.test(old) ? digits : []), ...(UUID.test(old) ? [randomUUID()] : []), ...texts]
}

/** Returns another text with a letter for each letter and a digit for each digit, as a pattern may demand. */
function inForm(text: string): string {
  const anyOf = (characters: string): string => characters.charAt(randomInt(characters.length))
  const letters = 'abcdefghijklmnopqrstuvwxyz'
  return text
    .replaceAll(/\d/g, () => anyOf('0123456789'))
    .replaceAll(/[a-z]/g, () => anyOf(letters))
    .replaceAll(/[A-Z]/g, () => anyOf(letters.toUpperCase()))
}

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

function lengthOf(value: unknown): number | undefined {
  return typeof value === 'string' ? [...value].length : undefined
}

/** The longest text that is varied without changing its length. */
const LONGEST = 10_000

function textVariants(old: string, { maxLength = 255 }: Schema): string[] {
  const unique = randomUUID()
    .replaceAll('-', '')
    .replaceAll(/\d/g, (digit) => 'ghijklmnop'.charAt(Number(digit)))
  const short = unique.slice(0, Math.min(10, maxLength))
  const fits = old.length + short.length < maxLength
  return [
    ...(old.includes('@') ? [old.replace(/^[^@]*/, short)] : []),
    ...(fits ? [`${old} ${short}`, `${old}-${short}`, `${old}${short}`] : []),
    short,
    `${short.charAt(0).toUpperCase()}${short.slice(1)}`,
    // The text must have exactly the length of the old one.
    unique.repeat(Math.ceil(Math.min(old.length, LONGEST) / unique.length)).slice(0, old.length),
    unique.toUpperCase().slice(0, old.length),
    String(randomInt(2 ** 47))
      .padStart(15, '0')
      .slice(-old.length),
    inForm(old),
  ].filter((text) => text !== '' && text !== old)
}
