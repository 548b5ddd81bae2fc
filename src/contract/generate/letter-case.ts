/**
 * Whether a text means the same in upper and lower case: what has no letters, and numbers in base 16 and 32, after a
 * prefix too: a UUID (RFC 9562, section 4), a ULID, a hash.
 */
export function isCaseless(text: string): boolean {
  const number = text.replace(/^[a-z]+_/i, '')
  if (/^[\da-f-]+$/i.test(number) || /^[\da-hjkmnp-tv-z]{26}$/i.test(number)) return true
  return text.toUpperCase() === text.toLowerCase()
}
