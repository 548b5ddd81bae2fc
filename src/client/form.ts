import { isOpaque } from './request-parts.ts'

/**
 * Encodes a body as `application/x-www-form-urlencoded`, with brackets for nested values:
 * `metadata[a]=x&expand[0]=c`. `null` is sent as an empty value, `undefined` is left out. openapi-fetch calls it as a
 * body serializer and passes the headers as the second argument.
 */
export const form = (
  value: unknown,
  _headers?: unknown,
  key?: string,
  out: URLSearchParams = new URLSearchParams(),
): URLSearchParams => {
  // These have no enumerable names: they would be lost.
  if (isOpaque(value) || value instanceof Date) throw new TypeError('a form has texts, lists and records')
  if (value && typeof value === 'object')
    for (const name in value) form(value[name as never], 0, key ? `${key}[${name}]` : name, out)
  else if (key === undefined) throw new TypeError('a form has names')
  else if (value !== undefined) out.append(key, (value ?? '') as string)
  return out
}
