/**
 * Percent-encodes all but RFC 3986's unreserved characters, as RFC 6570 (section 3.2.1) requires. A lone surrogate, which
 * UTF-8 cannot encode, becomes U+FFFD.
 */
export function percentEncode(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\ufffd')).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** Percent-decodes a text; undefined for a `%` that encodes nothing, or bytes that are not UTF-8. */
export function decodeOrUndefined(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** Decodes a text of a form or a query, where `+` is a space (URL Standard, section 5.1). */
export function decodeFormText(text: string): string | undefined {
  return decodeOrUndefined(text.replaceAll('+', ' '))
}
