import { isJson } from '../description/index.ts'
import type { Parameter } from '../description/index.ts'
import { textOf } from '../schema/index.ts'

/** How a value becomes text: a style of OpenAPI, JSON, or plain text of another media type. */
export interface Style {
  readonly name: StyleName
  readonly explode: boolean
}

export type StyleName = keyof typeof STYLES

interface StyleRow {
  /** Precedes the value in a path. */
  readonly prefix: string
  /** Separates the parts of a list or record that is not exploded. */
  readonly delimiter: string
  /** Separates exploded parts. Undefined: each part becomes a field with a name. */
  readonly exploded?: string
  /** The part that OpenAPI does not define. Values that need it are never sent. */
  readonly open?: 'exploded' | 'lists' | 'structures'
}

/**
 * The one table of styles, for writing and for reading (OpenAPI 3.1.1, "Style Values" and "Style Examples"; RFC 6570,
 * appendix A). 3.0 wrote a `label` that is not exploded with dots.
 */
export const STYLES = {
  simple: { prefix: '', delimiter: ',', exploded: ',' },
  label: { prefix: '.', delimiter: ',', exploded: '.' },
  matrix: { prefix: ';', delimiter: ',' },
  form: { prefix: '', delimiter: ',' },
  spaceDelimited: { prefix: '', delimiter: ' ', open: 'exploded' },
  pipeDelimited: { prefix: '', delimiter: '|', open: 'exploded' },
  deepObject: { prefix: '', delimiter: ',', open: 'lists' },
  json: { prefix: '', delimiter: ',', exploded: ',' },
  text: { prefix: '', delimiter: ',', exploded: ',', open: 'structures' },
} as const satisfies Readonly<Record<string, StyleRow>>

/** Returns the row of a style. */
export function rowOf(style: StyleName): StyleRow {
  return STYLES[style]
}

/** Returns the style of a parameter, with OpenAPI's defaults (OpenAPI 3.1.1, Parameter Object). */
export function styleOf({ object, mediaType }: Parameter): Style {
  if (mediaType !== undefined) return { name: isJson(mediaType) ? 'json' : 'text', explode: false }
  const defaultName = object.in === 'query' || object.in === 'cookie' ? 'form' : 'simple'
  return styleWithDefaults(object, defaultName)
}

/** Returns a style and whether it explodes; only `form` does by default. */
export function styleWithDefaults(
  { style, explode }: { readonly style?: string; readonly explode?: boolean },
  defaultName: StyleName,
): Style {
  const name = style !== undefined && Object.hasOwn(STYLES, style) ? (style as StyleName) : defaultName
  return { name, explode: explode ?? name === 'form' }
}

/** Whether each part of a list or record becomes a field with a name. */
export function isSpread({ name, explode }: Style): boolean {
  return explode && rowOf(name).exploded === undefined
}

/** Text that a header, a path and a query can carry, and that no recipient trims. */
const VISIBLE_TEXT = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/

/** A cookie's value has no white space, quotes, commas, semicolons or backslashes (RFC 6265, section 4.1.1). */
const COOKIE_TEXT = /^[\x21\x23-\x24\x26-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]+$/

/** Far below the 8,000 octets that every server accepts for a request line (RFC 9110, section 4.1). */
const MAX_LENGTH = 4000

/**
 * Whether a parameter can carry a value so that all recipients read the same: visible ASCII, in scalars, and in lists
 * and records of them as far as OpenAPI defines their text. Many servers treat an empty text as no value.
 */
export function canCarry(parameter: Parameter, value: unknown): boolean {
  const style = styleOf(parameter)
  const { name, explode } = style
  const location = parameter.object.in
  const isSafeText = (text: string): boolean =>
    text.length <= MAX_LENGTH &&
    (location === 'cookie' ? COOKIE_TEXT : VISIBLE_TEXT).test(text) &&
    // OpenAPI leaves open whether a header is percent-encoded (OpenAPI 3.1.1, appendix D).
    !(location === 'header' && text.includes('%'))
  if (name === 'json') return isSafeText(JSON.stringify(value))
  if (typeof value !== 'object') return isSafeText(plain(value))
  const { delimiter, exploded, open } = rowOf(name)
  if (value === null || open === 'structures') return false
  const parts: unknown[] = Array.isArray(value) ? value : Object.entries(value).flat()
  const between = isSpread(style) ? '' : explode ? (exploded ?? delimiter) : delimiter
  const isPart = (part: unknown): boolean => {
    if (typeof part === 'object') return false
    const text = plain(part)
    return isSafeText(text) && !/[,;=]/.test(text) && (between === '' || !text.includes(between))
  }
  if (parts.length === 0 || !parts.every(isPart)) return false
  // The specification does not define these, or its versions differ. A list of one item is the same in all styles.
  const isOpen = location === 'cookie' || (explode && open === 'exploded') || (name === 'label' && !explode)
  if (!Array.isArray(value)) return !isOpen && open !== 'exploded'
  return open !== 'lists' && (value.length === 1 || !isOpen)
}

/** Returns a scalar as text. Empty for a number that needs an exponent. */
function plain(value: unknown): string {
  return needsExponent(value) ? '' : textOf(value)
}

/** Whether a value is a number whose text has an exponent. Only JSON defines what that is. */
export function needsExponent(value: unknown): boolean {
  return typeof value === 'number' && /e/i.test(textOf(value))
}
