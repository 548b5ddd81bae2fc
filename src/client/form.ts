/**
 * A body as `application/x-www-form-urlencoded`, what is nested in brackets: `metadata[a]=x&expand[0]=c`. `null` is
 * sent as an empty value, `undefined` not at all.
 */
export const form = (value: unknown, key = '', out = new URLSearchParams()): URLSearchParams => {
  if (value && typeof value === 'object')
    for (const name in value) form(value[name as never], key ? `${key}[${name}]` : name, out)
  else if (value !== undefined) out.append(key, (value ?? '') as string)
  return out
}
