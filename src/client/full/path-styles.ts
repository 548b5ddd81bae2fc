import { InvalidRequestError } from '../errors.ts'
import { plainText } from './plain-text.ts'

/** A style of a path parameter. `*` stands for `explode: true`. */
export type PathStyle = 'simple' | 'simple*' | 'label' | 'label*' | 'matrix' | 'matrix*' | 'json'

const PREFIXES: Readonly<Record<string, string>> = { label: '.', matrix: ';' }
const EXPLODED_DELIMITERS: Readonly<Record<string, string>> = { simple: ',', label: '.', matrix: ';' }

/**
 * Creates the function that fills in a path template. Parameters that `styles` does not name have the style `simple`.
 *
 * @throws InvalidRequestError for a missing or empty value, and for a value that would change the path
 */
export const pathStyles =
  (styles: Readonly<Record<string, PathStyle>>) =>
  (template: string, values: Readonly<Record<string, unknown>>): string =>
    template.replace(/\{([^{}]+)\}/g, (_, name: string) => {
      const value = Object.hasOwn(values, name) ? values[name] : undefined
      const style = Object.hasOwn(styles, name) ? styles[name] : undefined
      const encode = (part: unknown): string => encodeURIComponent(safeText(template, name, part))
      if (style === 'json') return encode(JSON.stringify(value))
      return segment(style ?? 'simple', name, value, encode)
    })

const segment = (
  style: PathStyle,
  name: string,
  value: unknown,
  encode: (part: unknown) => string,
): string => {
  const base = style.replace('*', '')
  const explodes = style !== base
  const prefix = PREFIXES[base] ?? ''
  const named = base === 'matrix' ? `${encodeURIComponent(name)}=` : ''
  if (typeof value !== 'object' || value === null) return prefix + named + encode(value)
  const entries: [string, unknown][] = Object.entries(value)
  if (entries.length === 0) return prefix + named + encode(undefined)
  const parts = Array.isArray(value)
    ? value.map((item) => (explodes ? named : '') + encode(item))
    : entries.map(([key, part]) => `${encode(key)}${explodes ? '=' : ','}${encode(part)}`)
  const joined = parts.join(explodes ? EXPLODED_DELIMITERS[base] : ',')
  return prefix + (explodes ? '' : named) + joined
}

/** `encodeURIComponent('..')` is `..`, and every URL parser and many a proxy resolves it: `/x/../y` becomes `/y`. */
const safeText = (template: string, name: string, value: unknown): string => {
  const text = value === undefined || value === null ? '' : plainText(value)
  const isUnsafe = /[\p{C}\\]/u.test(text) || text.split('/').some((part) => /^\.{0,2}$/.test(part))
  if (isUnsafe)
    throw new InvalidRequestError(
      { url: template },
      `Invalid path parameter \`${name}\`: ${JSON.stringify(value)}.`,
    )
  return text
}
