import { headerEntries } from '../request-parts.ts'
import { plainText } from './plain-text.ts'

/** A style of a header. `*` stands for `explode: true`. */
export type HeaderStyle = 'simple' | 'simple*' | 'json'

/** Creates the function that writes the described headers. Others, and those without a value, stay unchanged. */
export const headerStyles =
  (styles: Readonly<Record<string, HeaderStyle>>) =>
  (values: Readonly<Record<string, unknown>>): Record<string, unknown> =>
    Object.fromEntries(
      headerEntries(values).map(([name, value]) => {
        const style = Object.hasOwn(styles, name) ? styles[name] : undefined
        if (value === undefined || value === null || style === undefined) return [name, value]
        return [name, style === 'json' ? JSON.stringify(value) : simpleText(value, style === 'simple*')]
      }),
    )

const simpleText = (value: unknown, explodes: boolean): string => {
  if (typeof value !== 'object' || value === null) return plainText(value)
  if (Array.isArray(value)) return value.map(plainText).join(',')
  return Object.entries(value)
    .map(([key, part]) => `${key}${explodes ? '=' : ','}${plainText(part)}`)
    .join(',')
}
