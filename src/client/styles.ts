/** How a field's value is written: JSON, in brackets, in fields with names, or in one text with delimiters. */
export type BaseStyle = 'json' | '[]' | '&' | ',' | '%20' | '%7C'

/** A style. `+` stands for `allowReserved: true`. */
export type FieldStyle = BaseStyle | `${BaseStyle}+`

type Styles = Readonly<Record<string, FieldStyle>>

/**
 * Creates the function that writes a form. `null` is sent as an empty value.
 *
 * @param styles the styles of the fields that differ from the defaults
 * @param listStyle the style of all other lists
 * @param recordStyle the style of all other records
 */
export const formOf =
  (styles: Styles, listStyle: FieldStyle = '[]', recordStyle: FieldStyle = '[]') =>
  (values: unknown): string =>
    write(styles, listStyle, recordStyle, Object.entries(values ?? {}))

/** Creates the function that writes a query; lists that `styles` does not name repeat their name. `null` is not sent. */
export const queryOf =
  (styles: Styles) =>
  (values: unknown): string =>
    write(
      styles,
      '&',
      '[]',
      Object.entries(values ?? {}).filter(([, value]) => value !== null),
    )

const write = (
  styles: Styles,
  listStyle: FieldStyle,
  recordStyle: FieldStyle,
  entries: readonly [string, unknown][],
): string =>
  entries
    .flatMap(([name, value]) => {
      const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value)
      const usual = isRecord ? recordStyle : listStyle
      const style = (Object.hasOwn(styles, name) ? styles[name] : undefined) ?? usual
      const base = style.replace('+', '') as BaseStyle
      return fields(base, name, value, base === style ? encode : encodeReserved)
    })
    .join('&')

type Encode = (value: unknown) => string

const encode: Encode = (value) => encodeURIComponent((value ?? '') as string)

/** Leaves reserved characters as they are, except those that would end the field: `&`, `#` and `+` (RFC 3986, 2.2). */
const encodeReserved: Encode = (value) =>
  encode(value).replace(/%(?:3A|2F|3F|5B|5D|40|24|2C|3B|3D)/g, decodeURIComponent)

const fields = (style: BaseStyle, name: string, value: unknown, encodeValue: Encode): string[] => {
  if (value === undefined) return []
  if (style === 'json') return [`${encode(name)}=${encodeValue(JSON.stringify(value))}`]
  if (typeof value !== 'object' || value === null) return [`${encode(name)}=${encodeValue(value)}`]
  const entries = Object.entries(value)
  if (style === '[]')
    return entries.flatMap(([key, child]) => fields(style, `${name}[${key}]`, child, encodeValue))
  const isList = Array.isArray(value)
  if (style === '&')
    return entries.map(([key, child]) => {
      const text: unknown = typeof child === 'object' && child !== null ? JSON.stringify(child) : child
      return `${encode(isList ? name : key)}=${encodeValue(text)}`
    })
  const parts: unknown[] = isList ? value : entries.flat()
  return parts.length === 0 ? [] : [`${encode(name)}=${parts.map(encodeValue).join(style)}`]
}
