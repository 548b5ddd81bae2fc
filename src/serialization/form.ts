import { isJson } from '../description/index.ts'
import type { Content, MediaTypeObject } from '../description/index.ts'
import { isRecord, textOf } from '../schema/index.ts'
import { keysOf, nest } from './brackets.ts'
import { encodedField, fieldOf, fieldsOf } from './field.ts'
import type { Field, ReceivedField } from './field.ts'
import { decodeFormText } from './percent.ts'
import { jsonValue, recordOf } from './raw.ts'
import type { Raw } from './raw.ts'
import { possibleTypes } from './possible-types.ts'
import { decodeAll, splitPair, splitText, structuresOf } from './split.ts'
import type { Structures } from './split.ts'
import { isSpread, needsExponent, styleWithDefaults } from './style.ts'
import type { Style } from './style.ts'
import { propertyNames, propertySchema } from './subschema.ts'
import { bestCandidate, typedValue } from './typed-value.ts'
import type { ParseContext } from './typed-value.ts'

type Encoding = NonNullable<MediaTypeObject['encoding']>

/**
 * Returns the style of a form's property. Undefined is OpenAPI's default: scalars as text, lists as repeated fields,
 * records as JSON (OpenAPI 3.1.1, Encoding Object, `contentType`). A `style` or `explode` makes `contentType` void.
 */
export function encodingStyle(encoding: Encoding = {}, key: string): Style | undefined {
  const own = Object.hasOwn(encoding, key) ? encoding[key] : undefined
  if (own?.style !== undefined || own?.explode !== undefined) return styleWithDefaults(own, 'form')
  if (own?.contentType === undefined) return undefined
  return { name: isJson(own.contentType) ? 'json' : 'text', explode: false }
}

/**
 * Returns the fields of a form for an object. A record without a style of its own is written with brackets if the form
 * has them elsewhere: a server that reads one property with brackets reads all of them so.
 */
export function formFields(value: unknown, encoding: Encoding = {}): Field[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, child]) => {
    const style = encodingStyle(encoding, key)
    if (style?.name === 'deepObject' || (style === undefined && isRecord(child) && readsBrackets(encoding)))
      return inBrackets(key, child)
    if (style !== undefined && style.name !== 'text') return fieldsOf(style, key, child)
    const items: unknown[] = Array.isArray(child) ? child : [child]
    return items.map((item) => fieldOf(key, textOf(item)))
  })
}

/** Writes an object as a form (OpenAPI 3.1.1, "Encoding the `x-www-form-urlencoded` Media Type"). */
export function formText(value: unknown, encoding: Encoding = {}): string {
  return formFields(value, encoding).map(encodedField).join('&')
}

/** Whether OpenAPI defines how a form carries the value of a property, in all its versions. */
export function isFormValue(value: unknown, key: string, encoding: Encoding = {}): boolean {
  if (needsExponent(value)) return false
  if (typeof value !== 'object') return true
  const style = encodingStyle(encoding, key)
  // Without items or properties there is no field, as if the property were missing.
  if (style?.name !== 'json' && value !== null && Object.keys(value).length === 0) return false
  if (style?.name === 'deepObject') return true
  const isFlat = value !== null && Object.values(value).every((child) => typeof child !== 'object')
  // OpenAPI does not define whether a list is one JSON text, or each of its items is.
  if (Array.isArray(value)) return isFlat && style?.name !== 'json' && !value.some(needsExponent)
  if (style === undefined || style.name === 'text') return false
  return style.name === 'json' || (isFlat && style.name === 'form' && !style.explode)
}

/** Whether a form uses brackets. In other forms `a[b]` may be the name of an undocumented property. */
export function readsBrackets(encoding: Encoding = {}): boolean {
  return Object.values(encoding).some(({ style }) => style === 'deepObject')
}

/** Writes lists and nested records with brackets. OpenAPI does not define them, but most servers read them. */
function inBrackets(name: string, value: unknown): Field[] {
  if (typeof value !== 'object' || value === null) return [fieldOf(name, textOf(value))]
  return Object.entries(value).flatMap(([key, child]) => inBrackets(`${name}[${key}]`, child))
}

/**
 * Splits a form or a query into fields, and decodes their names.
 *
 * @returns undefined if a name or a value cannot be decoded, because a guess could have unwanted effects
 */
export function splitFields(text: string): ReceivedField[] | undefined {
  const pairs = text
    .split('&')
    .filter((pair) => pair !== '')
    .map(splitPair)
  const names = decodeAll(
    pairs.map(([name]) => name),
    decodeFormText,
  )
  if (names === undefined || pairs.some(([, value]) => decodeFormText(value) === undefined)) return undefined
  return names.map((name, index) => ({ name, text: pairs[index]?.[1] ?? '' }))
}

/** Reads a form into a typed value; undefined if a part of it cannot be decoded or is not in its style. */
export function readForm(
  context: ParseContext,
  { object: { encoding }, schema }: Content,
  text: string,
): Record<string, unknown> | undefined {
  const fields = splitFields(text)
  if (fields === undefined) return undefined
  const described = schema === undefined ? new Set<string>() : propertyNames(context.document, schema)
  const rest = fields.filter(({ name }) => !described.has(name) && keysOf(name).length > 1)
  const nested = nest(rest, decodeFormText, () => true) ?? {}
  const names = new Set(fields.map(({ name }) => (described.has(name) ? name : (keysOf(name)[0] ?? name))))
  const entries: [string, unknown][] = []
  for (const name of names) {
    const pointer = schema === undefined ? undefined : propertySchema(context.document, schema, name)
    const texts = fields.filter((field) => field.name === name).map((field) => field.text)
    const isNested = Object.hasOwn(nested, name)
    const lastIsPlain = fields.findLast((field) => keysOf(field.name)[0] === name)?.name === name
    if (isNested && !(texts.length > 0 && lastIsPlain)) {
      entries.push([name, typedValue(context, pointer, nested[name] ?? '')])
      continue
    }
    const jsonTypes = pointer === undefined ? undefined : possibleTypes(context.document, pointer)
    const candidates = readProperty(encodingStyle(encoding, name), texts, structuresOf(jsonTypes))
    if (candidates.length === 0) return undefined
    entries.push([name, bestCandidate(context, pointer, candidates)])
  }
  return recordOf(entries)
}

/** Returns the possible values of the fields with one name. */
function readProperty(style: Style | undefined, texts: readonly string[], structures: Structures): Raw[] {
  const decoded = decodeAll(texts, decodeFormText) ?? []
  const last = decoded.at(-1) ?? ''
  if (style?.name === 'json') {
    const json = decoded.map(jsonValue).filter((value) => value !== undefined)
    if (json.length !== decoded.length) return []
    return structures.list ? [...json.slice(-1), json] : json.slice(-1)
  }
  if (style !== undefined && style.name !== 'text' && style.name !== 'deepObject' && !isSpread(style))
    return splitText(style, texts.at(-1) ?? '', structures, decodeFormText)
  const list =
    structures.list && style?.name !== 'deepObject'
      ? [decoded, decoded.map(recordItem), decoded.map(jsonItem)]
      : []
  const single = structures.record && style === undefined ? [recordItem(last), last] : [last]
  const isRepeated = decoded.length > 1 && structures.list
  return structures.scalar && !isRepeated ? [...single, ...list] : [...list, ...single]
}

/** Returns an item of a list as a record, if it is one, in JSON. */
function recordItem(text: string): Raw {
  return text.startsWith('{') ? (jsonValue(text) ?? text) : text
}

/** Returns an item of a list as a record or a list, if it is one, in JSON. */
function jsonItem(text: string): Raw {
  return text.startsWith('[') ? (jsonValue(text) ?? text) : recordItem(text)
}
