import { isJson } from '../description/index.ts'
import type { Parameter } from '../description/index.ts'
import { textOf } from '../schema/index.ts'

/** How a parameter is written: its style with OpenAPI's defaults, or JSON, or the plain text of another media type. */
export interface Style {
  readonly name: string
  readonly explode: boolean
}

export function styleOf({ object, mediaType }: Parameter): Style {
  if (mediaType !== undefined) return { name: isJson(mediaType) ? 'json' : 'text', explode: false }
  const name = object.style ?? (object.in === 'query' || object.in === 'cookie' ? 'form' : 'simple')
  return { name, explode: object.explode ?? name === 'form' }
}

/** Text that a header, a path and a query carry, and that nobody trims. */
const VISIBLE = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/

/** A cookie's value holds no white space, quotes, commas, semicolons or backslashes (RFC 6265, section 4.1.1). */
const IN_COOKIE = /^[\x21\x23-\x24\x26-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]+$/

/** Far below the 8,000 octets that every server takes for a request line (RFC 9110, section 4.1). */
const LONGEST = 4000

/** What parts the values of a list or a record. */
const DELIMITERS: Readonly<Record<string, string>> = {
  spaceDelimited: ' ',
  pipeDelimited: '|',
  label: '../contract/values',
  matrix: ';',
}

/**
 * Whether a parameter can carry a value, and everybody reads the same from it: visible ASCII, in scalars and in lists and
 * records of them as far as OpenAPI says how its style writes those. Empty text is no value to many.
 */
export function canCarry(parameter: Parameter, value: unknown): boolean {
  const { name, explode } = styleOf(parameter)
  const location = parameter.object.in
  const isSafeText = (text: string): boolean =>
    text.length <= LONGEST && (location === 'cookie' ? IN_COOKIE : VISIBLE).test(text)
  if (name === 'json') return isSafeText(JSON.stringify(value))
  if (typeof value !== 'object') return isSafeText(plain(value))
  if (value === null || name === 'text') return false
  const parts: unknown[] = Array.isArray(value) ? value : Object.entries(value).flat()
  const delimiter = isSpread(parameter, value) ? '' : (DELIMITERS[name] ?? ',')
  const isPart = (part: unknown): boolean => {
    if (typeof part === 'object') return false
    const text = plain(part)
    return isSafeText(text) && !/[,;=]/.test(text) && (delimiter === '' || !text.includes(delimiter))
  }
  if (parts.length === 0 || !parts.every(isPart)) return false
  // What OpenAPI leaves open, or has changed its mind about: a list of one is the same however it is written.
  const isUnspecified =
    location === 'cookie' || (explode && /Delimited$/.test(name)) || (name === 'label' && !explode)
  if (!Array.isArray(value)) return !isUnspecified && !/Delimited$/.test(name)
  return name !== 'deepObject' && (value.length === 1 || !isUnspecified)
}

/** Whether each part of a value has a name of its own. */
function isSpread(parameter: Parameter, value: object): boolean {
  const { name, explode } = styleOf(parameter)
  return (name === 'form' && explode) || (name === 'deepObject' && !Array.isArray(value))
}

/** A scalar as text; nothing that is carried where only an exponent could write it. */
function plain(value: unknown): string {
  const text = textOf(value)
  return typeof value === 'number' && /e/i.test(text) ? '' : text
}

/** What a parameter's value is in the text of one: a record's names and values, or a list. */
export function partsOf(value: object): string[] {
  return Array.isArray(value)
    ? value.map(textOf)
    : Object.entries(value).flatMap(([key, child]) => [key, textOf(child)])
}
