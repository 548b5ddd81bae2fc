/**
 * Returns whether a text means the same in upper and lower case: a text without letters, or a number in base 16 or 32,
 * also after a prefix. Examples are a UUID (RFC 9562, section 4), a ULID and a hash.
 */
export function isCaseless(text: string): boolean {
  const number = text.replace(/^[a-z]+_/i, '')
  if (/^[\da-f-]+$/i.test(number) || /^[\da-hjkmnp-tv-z]{26}$/i.test(number)) return true
  return text.toUpperCase() === text.toLowerCase()
}
