import type { Parameter } from '../description/index.ts'
import { nest } from './brackets.ts'
import type { ReceivedField } from './field.ts'
import { decodeFormText, decodeOrUndefined } from './percent.ts'
import { jsonValue, recordOf } from './raw.ts'
import type { Raw } from './raw.ts'
import { possibleTypes } from './possible-types.ts'
import { decodeAll, splitPair, splitText, structuresOf } from './split.ts'
import type { Decode, Structures } from './split.ts'
import { isSpread, styleOf } from './style.ts'
import type { Style } from './style.ts'
import { hasAdditional, propertyNames } from './subschema.ts'
import { bestCandidate } from './typed-value.ts'
import type { ParseContext } from './typed-value.ts'

/** The result of reading a parameter. `repeated`: sent twice. `malformed`: not in its style, or not decodable. */
export type ReadResult =
  { readonly value: unknown } | { readonly fault: 'malformed' | 'repeated' } | { readonly absent: true }

/**
 * Reads a query parameter.
 *
 * @param isOther whether a field belongs to another parameter: in style `form`, fields of any other name belong to a record
 */
export function readQueryParameter(
  context: ParseContext,
  parameter: Parameter,
  fields: readonly ReceivedField[],
  isOther: (name: string) => boolean,
): ReadResult {
  const candidates = readFields(context, parameter, fields, decodeFormText, isOther)
  return toResult(context, parameter, candidates)
}

/** Reads a path parameter from its raw text, which is not empty. */
export function readPathParameter(context: ParseContext, parameter: Parameter, text: string): ReadResult {
  const { name } = styleOf(parameter)
  if (name !== 'matrix')
    return toResult(context, parameter, readText(context, parameter, text, decodeOrUndefined))
  if (!text.startsWith(';')) return { fault: 'malformed' }
  const pairs = text.slice(1).split(';').map(splitPair)
  const names = decodeAll(
    pairs.map(([key]) => key),
    decodeOrUndefined,
  )
  const fields = names?.map((key, index) => ({ name: key, text: pairs[index]?.[1] ?? '' })) ?? []
  const candidates = readFields(context, parameter, fields, decodeOrUndefined, () => false)
  return toResult(context, parameter, candidates === 'absent' ? 'malformed' : candidates)
}

/** Reads a header, which is not percent-encoded: its lines joined by commas. */
export function readHeaderParameter(
  context: ParseContext,
  parameter: Parameter,
  lines: readonly string[],
): ReadResult {
  if (lines.length === 0) return { absent: true }
  // Only a list may be sent in several lines (RFC 9110, section 5.3).
  if (lines.length > 1 && !structuresIn(context, parameter).list) return { fault: 'repeated' }
  return toResult(
    context,
    parameter,
    readText(context, parameter, lines.join(','), (part) => part.trim()),
  )
}

/** Reads a cookie. OpenAPI leaves open whether it is percent-encoded; text that cannot be decoded stays as it is. */
export function readCookieParameter(
  context: ParseContext,
  parameter: Parameter,
  text: string | undefined,
): ReadResult {
  if (text === undefined) return { absent: true }
  const decode = (part: string): string => decodeOrUndefined(part) ?? part
  return toResult(context, parameter, readText(context, parameter, text, decode))
}

type Candidates = readonly Raw[] | 'absent' | 'malformed' | 'repeated'

function toResult(context: ParseContext, { schema }: Parameter, candidates: Candidates): ReadResult {
  if (candidates === 'absent') return { absent: true }
  if (typeof candidates === 'string') return { fault: candidates }
  return candidates.length === 0
    ? { fault: 'malformed' }
    : { value: bestCandidate(context, schema, candidates) }
}

function structuresIn({ document }: ParseContext, { schema }: Parameter): Structures {
  return structuresOf(schema === undefined ? undefined : possibleTypes(document, schema))
}

/** Reads a parameter that is one text. */
function readText(context: ParseContext, parameter: Parameter, text: string, decode: Decode): Candidates {
  const style = styleOf(parameter)
  if (style.name === 'json' || style.name === 'text') return readContent(style, [text], decode)
  if (style.name === 'label' && !text.startsWith('.')) return 'malformed'
  const body = style.name === 'label' ? text.slice(1) : text
  return splitText(style, body, structuresIn(context, parameter), decode)
}

/** Reads a parameter that may be several fields. */
function readFields(
  context: ParseContext,
  parameter: Parameter,
  fields: readonly ReceivedField[],
  decode: Decode,
  isOther: (name: string) => boolean,
): Candidates {
  const style = styleOf(parameter)
  const { name } = parameter.object
  const own = fields.filter((field) => field.name === name).map(({ text }) => text)
  const structures = structuresIn(context, parameter)
  if (style.name === 'json' || style.name === 'text')
    return own.length === 0 ? 'absent' : readContent(style, own, decode)
  if (own.length > 0) return readOwnFields(style, own, structures, decode)
  if (style.name === 'deepObject') {
    const record = nest(fields, decode, ({ keys }) => keys.length > 1 && keys[0] === name)
    return readRecord(record === null ? null : record[name])
  }
  return structures.record && isSpread(style)
    ? readRecord(recordOfFields(context, parameter, fields, decode, isOther))
    : 'absent'
}

function readRecord(record: Raw | null | undefined): Candidates {
  if (record === null) return 'malformed'
  return record === undefined ? 'absent' : [record]
}

function readContent(style: Style, texts: readonly string[], decode: Decode): Candidates {
  if (texts.length > 1) return 'repeated'
  const text = decode(texts[0] ?? '')
  const raw = text === undefined || style.name === 'text' ? text : jsonValue(text)
  return raw === undefined ? 'malformed' : [raw]
}

/** Reads the fields that have the parameter's own name. */
function readOwnFields(
  style: Style,
  texts: readonly string[],
  structures: Structures,
  decode: Decode,
): Candidates {
  const [text = ''] = texts
  if (!isSpread(style)) return texts.length > 1 ? 'repeated' : splitText(style, text, structures, decode)
  if (texts.length > 1 && !structures.list) return 'repeated'
  const list = decodeAll(texts, decode)
  if (list === undefined) return 'malformed'
  const scalar = texts.length === 1 && (structures.scalar || !structures.list) ? list : []
  return [...scalar, ...(structures.list ? [list] : [])]
}

/** Reads a record whose properties are fields; undefined if there is no field, null if one cannot be decoded. */
function recordOfFields(
  { document }: ParseContext,
  { schema }: Parameter,
  fields: readonly ReceivedField[],
  decode: Decode,
  isOther: (name: string) => boolean,
): Raw | null | undefined {
  if (schema === undefined) return undefined
  const names = propertyNames(document, schema)
  const isOpen = hasAdditional(document, schema)
  const own = fields.filter(({ name }) => names.has(name) || (isOpen && !isOther(name)))
  if (own.length === 0) return undefined
  const texts = decodeAll(
    own.map(({ text }) => text),
    decode,
  )
  return texts === undefined ? null : recordOf(own.map(({ name }, index) => [name, texts[index] ?? '']))
}
