import { isJson } from '../description/index.ts'
import type { OpenAPIDocument } from '../description/index.ts'
import { parseJson } from '../contract/http/body.ts'
import type { SchemaSet } from '../schema/schema-set.ts'
import { kindsOf } from '../schema/json-types.ts'
import { shapeOf } from '../schema/shape.ts'

/** What reads a text: the schema that says what may be meant. */
interface Reader {
  readonly document: OpenAPIDocument
  readonly schemas: SchemaSet
  /** Whether a server wrote it: numbers as JSON writes them, counts without an exponent, but with zeros before or after. */
  readonly isAnswer?: boolean
}

/** How a value is written as a text: in a media type, or in the style `simple`, exploded or not. */
interface Writing {
  readonly mediaType?: string | undefined
  readonly explode?: boolean | undefined
}

/**
 * Everything that a text may mean to the schema at `pointer`, the most telling first; nothing where it means nothing.
 * It is read, never coerced: `0x10`, `12px` and `Infinity` are no numbers.
 */
export function readings(
  reader: Reader,
  pointer: string,
  text: string,
  { mediaType, explode = false }: Writing = {},
): unknown[] {
  if (mediaType !== undefined && isJson(mediaType)) {
    const read = parseJson(text)
    return 'value' in read ? [read.value] : []
  }
  const kinds = kindsOf(reader.document, pointer)
  const means = (kind: string): boolean => kinds === undefined || kinds.has(kind)
  const { isAnswer = false } = reader
  const number = (isAnswer ? JSON_NUMBER : NUMBER).test(text) ? Number(text) : undefined
  const isWhole = Number.isSafeInteger(number) && !(isAnswer ? /e/i : /\./).test(text)
  const digits = isAnswer && DIGITS.test(text) ? Number(text) : undefined
  return [
    ...(number !== undefined && (means('number') || (means('integer') && isWhole)) ? [number] : []),
    ...(number === undefined && Number.isSafeInteger(digits) && kinds?.has('integer') === true
      ? [digits]
      : []),
    ...(BOOLEAN.test(text) && means('boolean') ? [text === 'true'] : []),
    ...(/^(?:null)?$/.test(text) && kinds?.has('null') === true ? [null] : []),
    ...(kinds?.has('array') === true ? [readList(reader, pointer, text)] : []),
    ...(kinds?.has('object') === true ? readRecord(reader, pointer, text, explode) : []),
    ...(means('string') ? [text] : []),
  ]
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/
const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/
/** As `Retry-After` and `Age` are (RFC 9110, section 10.2.3; RFC 9111, section 5.1). */
const DIGITS = /^\d+$/
const BOOLEAN = /^(?:true|false)$/

function readList(reader: Reader, pointer: string, text: string): unknown[] {
  const { items, firstItems } = shapeOf(reader.document, pointer)
  const parts = text === '' ? [] : text.split(',').map((item) => item.trim())
  return parts.map((part, index) => best(reader, firstItems[index] ?? items, part))
}

function readRecord(reader: Reader, pointer: string, text: string, explode: boolean): unknown[] {
  const { properties, additional } = shapeOf(reader.document, pointer)
  const parts = text === '' ? [] : text.split(',').map((part) => part.trim())
  const flat = explode
    ? parts.flatMap((part) => [part.split('=', 1)[0] ?? '', part.slice(part.indexOf('=') + 1)])
    : parts
  if (flat.length % 2 === 1) return []
  const entries = flat.flatMap((name, index): [string, unknown][] =>
    index % 2 === 1 ? [] : [[name, best(reader, properties.get(name) ?? additional, flat[index + 1] ?? '')]],
  )
  return [Object.fromEntries(entries)]
}

/** The meaning of a part that fits its schema, else the most telling one. */
function best(reader: Reader, pointer: string | undefined, text: string): unknown {
  if (pointer === undefined) return text
  const read = readings(reader, pointer, text)
  const fitting = read.find((value) => reader.schemas.isValid(pointer, value))
  return fitting ?? (read.length > 0 ? read[0] : text)
}
