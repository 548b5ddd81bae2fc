/**
 * A body as `application/x-www-form-urlencoded`, what is nested in brackets: `metadata[a]=x&expand[0]=c`. `null` is
 * sent as an empty value, `undefined` not at all. openapi-fetch calls it as a serializer, with headers.
 */
export const form = (
  value: unknown,
  _headers?: unknown,
  key?: string,
  out = new URLSearchParams(),
): URLSearchParams => {
  if (value && typeof value === 'object')
    for (const name in value) form(value[name as never], 0, key ? `${key}[${name}]` : name, out)
  else if (value !== undefined) out.append(key as string, (value ?? '') as string)
  return out
}
