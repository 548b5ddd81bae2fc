import { isJson } from '../description/index.ts'
import type { OpenAPIDocument } from '../description/index.ts'
import { parseJson } from '../contract/http/body.ts'
import type { SchemaSet } from '../schema/index.ts'
import { jsonTypesOf, shapeOf } from '../schema/index.ts'

/** What reads a text: the schema that says what may be meant. */
interface ParseContext {
  readonly document: OpenAPIDocument
  readonly schemas: SchemaSet
  /** Whether a server wrote it: numbers as JSON writes them, counts without an exponent, but with zeros before or after. */
  readonly isResponse?: boolean
}

/** How a value is written as a text: in a media type, or in the style `simple`, exploded or not. */
interface TextEncoding {
  readonly mediaType?: string | undefined
  readonly explode?: boolean | undefined
}

/**
 * Everything that a text may mean to the schema at `pointer`, the most telling first; nothing where it means nothing.
 * It is read, never coerced: `0x10`, `12px` and `Infinity` are no numbers.
 */
export function parseCandidates(
  parseContext: ParseContext,
  pointer: string,
  text: string,
  { mediaType, explode = false }: TextEncoding = {},
): unknown[] {
  if (mediaType !== undefined && isJson(mediaType)) {
    const read = parseJson(text)
    return 'value' in read ? [read.value] : []
  }
  const jsonTypes = jsonTypesOf(parseContext.document, pointer)
  const allows = (jsonType: string): boolean => jsonTypes === undefined || jsonTypes.has(jsonType)
  const { isResponse: isResponse = false } = parseContext
  const number = (isResponse ? JSON_NUMBER : NUMBER).test(text) ? Number(text) : undefined
  const isWhole = Number.isSafeInteger(number) && !(isResponse ? /e/i : /\./).test(text)
  const digits = isResponse && DIGITS.test(text) ? Number(text) : undefined
  return [
    ...(number !== undefined && (allows('number') || (allows('integer') && isWhole)) ? [number] : []),
    ...(number === undefined && Number.isSafeInteger(digits) && jsonTypes?.has('integer') === true
      ? [digits]
      : []),
    ...(BOOLEAN.test(text) && allows('boolean') ? [text === 'true'] : []),
    ...(/^(?:null)?$/.test(text) && jsonTypes?.has('null') === true ? [null] : []),
    ...(jsonTypes?.has('array') === true ? [readList(parseContext, pointer, text)] : []),
    ...(jsonTypes?.has('object') === true ? readRecord(parseContext, pointer, text, explode) : []),
    ...(allows('string') ? [text] : []),
  ]
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/
const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/
/** As `Retry-After` and `Age` are (RFC 9110, section 10.2.3; RFC 9111, section 5.1). */
const DIGITS = /^\d+$/
const BOOLEAN = /^(?:true|false)$/

function readList(parseContext: ParseContext, pointer: string, text: string): unknown[] {
  const { items, firstItems } = shapeOf(parseContext.document, pointer)
  const parts = text === '' ? [] : text.split(',').map((item) => item.trim())
  return parts.map((part, index) => bestCandidate(parseContext, firstItems[index] ?? items, part))
}

function readRecord(parseContext: ParseContext, pointer: string, text: string, explode: boolean): unknown[] {
  const { properties, additional } = shapeOf(parseContext.document, pointer)
  const parts = text === '' ? [] : text.split(',').map((part) => part.trim())
  const flat = explode
    ? parts.flatMap((part) => [part.split('=', 1)[0] ?? '', part.slice(part.indexOf('=') + 1)])
    : parts
  if (flat.length % 2 === 1) return []
  const entries = flat.flatMap((name, index): [string, unknown][] =>
    index % 2 === 1
      ? []
      : [[name, bestCandidate(parseContext, properties.get(name) ?? additional, flat[index + 1] ?? '')]],
  )
  return [Object.fromEntries(entries)]
}

/** The meaning of a part that fits its schema, else the most telling one. */
function bestCandidate(parseContext: ParseContext, pointer: string | undefined, text: string): unknown {
  if (pointer === undefined) return text
  const read = parseCandidates(parseContext, pointer, text)
  const validCandidate = read.find((value) => parseContext.schemas.mayBeValid(pointer, value))
  return validCandidate ?? (read.length > 0 ? read[0] : text)
}
