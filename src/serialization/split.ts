import { recordOf } from './raw.ts'
import type { Raw } from './raw.ts'
import { rowOf } from './style.ts'
import type { Style } from './style.ts'

/** Decodes a text; undefined if it cannot be decoded. */
export type Decode = (text: string) => string | undefined

/** Which structures a schema allows. A schema that names no type allows scalars. */
export interface Structures {
  readonly scalar: boolean
  readonly list: boolean
  readonly record: boolean
}

/** Returns the structures of these JSON types. */
export function structuresOf(jsonTypes: ReadonlySet<string> | undefined): Structures {
  const list = jsonTypes?.has('array') === true
  const record = jsonTypes?.has('object') === true
  return { scalar: jsonTypes === undefined || jsonTypes.size > Number(list) + Number(record), list, record }
}

/** Raw or encoded delimiters: RFC 3986 requires that these two are encoded, but many clients do not do so. */
const SPLIT: Readonly<Record<string, RegExp>> = { ' ': /%20|\+| /, '|': /%7c|\|/i }

/**
 * Returns the possible values of a text in a style, the most likely first. It is split before it is decoded, because an
 * encoded delimiter is data (OpenAPI 3.1.1, appendix E).
 *
 * @returns an empty list if the text cannot be decoded, or is not in that style
 */
export function splitText(style: Style, text: string, structures: Structures, decode: Decode): Raw[] {
  const { delimiter, exploded } = rowOf(style.name)
  const between = style.explode && exploded !== undefined ? exploded : delimiter
  const pieces = text === '' ? [] : text.split(SPLIT[between] ?? between)
  const scalar = structures.scalar ? decode(text) : undefined
  const list = structures.list ? decodeAll(pieces, decode) : undefined
  const record = structures.record ? readRecord(style, pieces, decode) : undefined
  const isPlain = pieces.length < 2
  const ordered: (Raw | undefined)[] = isPlain ? [scalar, list, record] : [record, list, scalar]
  return ordered.filter((raw) => raw !== undefined)
}

function readRecord(style: Style, pieces: readonly string[], decode: Decode): Raw | undefined {
  const isPaired = style.explode && rowOf(style.name).exploded !== undefined
  const tokens = isPaired ? pieces.flatMap(splitPair) : pieces
  const texts = tokens.length % 2 === 1 ? undefined : decodeAll(tokens, decode)
  if (texts === undefined) return undefined
  const names = texts.filter((_, index) => index % 2 === 0)
  return recordOf(names.map((name, index) => [name, texts[index * 2 + 1] ?? '']))
}

/** Returns the name and the value of `name=value`; a text without `=` is a name. */
export function splitPair(pair: string): [name: string, value: string] {
  const equals = pair.indexOf('=')
  return equals === -1 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)]
}

/** Decodes all texts; undefined if one of them cannot be decoded. */
export function decodeAll(texts: readonly string[], decode: Decode): string[] | undefined {
  const decoded = texts.map(decode).filter((text) => text !== undefined)
  return decoded.length === texts.length ? decoded : undefined
}
