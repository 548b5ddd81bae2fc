/** How a field's value is written: JSON, in brackets, in fields with names, or in one text with delimiters. */
export type FieldStyle = 'json' | '[]' | '&' | ',' | '%20' | '%7C'

type Styles = Readonly<Record<string, FieldStyle>>

/** Writes a form; fields that `styles` does not name are in brackets. `null` is sent as an empty value. */
export const formOf =
  (styles: Styles) =>
  (values: unknown): string =>
    write(styles, '[]', Object.entries(values as object))

/** Writes a query; lists that `styles` does not name repeat their name. `null` is not sent. */
export const queryOf =
  (styles: Styles) =>
  (values: unknown): string =>
    write(
      styles,
      '&',
      Object.entries(values as object).filter(([, value]) => value !== null),
    )

const write = (styles: Styles, listStyle: FieldStyle, entries: readonly [string, unknown][]): string =>
  entries
    .flatMap(([name, value]) => {
      const usual = Array.isArray(value) ? listStyle : '[]'
      return fields(Object.hasOwn(styles, name) ? (styles[name] ?? usual) : usual, name, value)
    })
    .join('&')

const encode = (value: unknown): string => encodeURIComponent((value ?? '') as string)

const fields = (style: FieldStyle, name: string, value: unknown): string[] => {
  if (value === undefined) return []
  if (style === 'json') return [`${encode(name)}=${encode(JSON.stringify(value))}`]
  if (typeof value !== 'object' || value === null) return [`${encode(name)}=${encode(value)}`]
  const entries = Object.entries(value)
  if (style === '[]') return entries.flatMap(([key, child]) => fields(style, `${name}[${key}]`, child))
  const isList = Array.isArray(value)
  if (style === '&')
    return entries.map(([key, child]) => {
      const text: unknown = typeof child === 'object' && child !== null ? JSON.stringify(child) : child
      return `${encode(isList ? name : key)}=${encode(text)}`
    })
  const parts: unknown[] = isList ? value : entries.flat()
  return parts.length === 0 ? [] : [`${encode(name)}=${parts.map(encode).join(style)}`]
}
