import { textOf } from '../schema/index.ts'
import { percentEncode } from './percent.ts'
import { isSpread, rowOf } from './style.ts'
import type { Style } from './style.ts'

/** A name and its text, in parts: each is one token, or a name and a value with `=` between them. */
export interface Field {
  readonly name: string
  readonly parts: readonly (readonly string[])[]
  readonly delimiter: string
}

/** A field of a query, a form or a `matrix`: a decoded name, and its text as it was sent. */
export interface ReceivedField {
  readonly name: string
  readonly text: string
}

/** Returns a field with one text. */
export function fieldOf(name: string, text: string): Field {
  return { name, parts: [[text]], delimiter: '' }
}

/** Returns the fields that a style writes a value as. */
export function fieldsOf(style: Style, name: string, value: unknown): Field[] {
  if (style.name === 'json') return [fieldOf(name, JSON.stringify(value))]
  if (typeof value !== 'object' || value === null) return [fieldOf(name, textOf(value))]
  const isList = Array.isArray(value)
  const entries = Object.entries(value).map(([key, child]): [string, string] => [key, textOf(child)])
  if (style.name === 'deepObject' && !isList)
    return entries.map(([key, text]) => fieldOf(`${name}[${key}]`, text))
  if (isSpread(style)) return entries.map(([key, text]) => fieldOf(isList ? name : key, text))
  const { delimiter, exploded = delimiter } = rowOf(style.name)
  if (isList) {
    const parts = entries.map(([, text]) => [text])
    return [{ name, parts, delimiter: style.explode ? exploded : delimiter }]
  }
  return style.explode
    ? [{ name, parts: entries, delimiter: exploded }]
    : [{ name, parts: entries.flat().map((text) => [text]), delimiter }]
}

/** Returns a field's text as a header carries it: nothing is encoded. */
export function plainText({ parts, delimiter }: Field): string {
  return parts.map((tokens) => tokens.join('=')).join(delimiter)
}

/** Returns a field's text as a URL or a form carries it. Delimiters stay readable: a recipient splits, then decodes. */
export function encodedText({ parts, delimiter }: Field): string {
  const between = delimiter === ' ' || delimiter === '|' ? percentEncode(delimiter) : delimiter
  return parts.map((tokens) => tokens.map(percentEncode).join('=')).join(between)
}

/** Returns a field as a query or a form carries it. */
export function encodedField(field: Field): string {
  return `${percentEncode(field.name)}=${encodedText(field)}`
}

/** Returns a value in the style `simple`, as a header carries it. */
export function simpleText(value: unknown): string {
  return fieldsOf({ name: 'simple', explode: false }, '', value).map(plainText).join('')
}
