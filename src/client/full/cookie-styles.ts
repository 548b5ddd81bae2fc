import { plainText } from './plain-text.ts'

/** A style of a cookie. `*` stands for `explode: true`: one cookie for each part. */
export type CookieStyle = 'form' | 'form*' | 'json'

/** Creates the function that writes cookies as pairs of name and value. Those without a value are not sent. */
export const cookieStyles =
  (styles: Readonly<Record<string, CookieStyle>>) =>
  (values: Readonly<Record<string, unknown>>): string[] =>
    Object.entries(values).flatMap(([name, value]) =>
      value === undefined || value === null
        ? []
        : pairs((Object.hasOwn(styles, name) ? styles[name] : undefined) ?? 'form', name, value),
    )

const pairs = (style: CookieStyle, name: string, value: unknown): string[] => {
  const encode = (part: unknown): string => encodeURIComponent(plainText(part))
  if (style === 'json') return [`${name}=${encodeURIComponent(JSON.stringify(value))}`]
  if (typeof value !== 'object' || value === null) return [`${name}=${encode(value)}`]
  const isList = Array.isArray(value)
  const entries = Object.entries(value)
  if (style === 'form*') return entries.map(([key, part]) => `${isList ? name : key}=${encode(part)}`)
  const parts = isList ? value.map(encode) : entries.flat().map(encode)
  return [`${name}=${parts.join(',')}`]
}
