import { isJson } from '../description/index.ts'
import type { MediaTypeObject } from '../description/index.ts'
import { textOf } from '../schema/index.ts'

type Encoding = NonNullable<MediaTypeObject['encoding']>

/**
 * An object as a form (OpenAPI 3.1, “Support for x-www-form-urlencoded Request Bodies”): lists repeat their name,
 * unless `encoding` wants brackets (`a[0]=1`) or delimiters; what else is nested stands in brackets.
 */
export function formText(value: unknown, encoding: Encoding = {}): string {
  if (typeof value !== 'object' || value === null) return ''
  return Object.entries(value)
    .flatMap(([key, child]) => {
      const name = encodeURIComponent(key)
      const { style, explode = true, contentType } = encodingOf(encoding, key)
      if (style === undefined && contentType !== undefined && isJson(contentType))
        return [`${name}=${encodeURIComponent(JSON.stringify(child))}`]
      if (!isList(child) || style === 'deepObject') return pairs(name, child)
      const items = child.map((item) => encodeURIComponent(textOf(item)))
      return explode ? items.map((item) => `${name}=${item}`) : [`${name}=${items.join(',')}`]
    })
    .join('&')
}

function encodingOf(encoding: Encoding, key: string): Encoding[string] {
  return (Object.hasOwn(encoding, key) ? encoding[key] : undefined) ?? {}
}

/** Whether OpenAPI says how a form carries the value of a property: what is nested, where `encoding` speaks of it. */
export function isFormValue(value: unknown, key: string, encoding: Encoding = {}): boolean {
  const { style, contentType } = encodingOf(encoding, key)
  return typeof value !== 'object' || isList(value) || style === 'deepObject' || contentType !== undefined
}

/** Whether a form has brackets at all: elsewhere `a[b]` may be the name of a property that nobody described. */
export function readsBrackets(encoding: Encoding = {}): boolean {
  return Object.values(encoding).some(({ style }) => style === 'deepObject')
}

/** A list of scalars: others are written in no other way than in brackets. */
function isList(value: unknown): value is unknown[] {
  return Array.isArray(value) && value.every((item) => typeof item !== 'object')
}

function pairs(name: string, value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => pairs(`${name}[${index}]`, item))
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, child]) =>
      pairs(`${name}[${encodeURIComponent(key)}]`, child),
    )
  }
  return [`${name}=${encodeURIComponent(textOf(value))}`]
}
