// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

/** `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` or `Sun Nov  6 08:49:37 1994`. */
const HTTP_DATE = /^[A-Z][a-z]+,? [\w -]+ \d\d:\d\d:\d\d (GMT|\d{4})$/

/** The values of a list. The comma after the name of a day belongs to a date. */
const VALUES = /(?:\s*[A-Z][a-z]{2,8}, )?[^,]+/g

/**
 * Parses a `Retry-After` header: a number of seconds, or a date in one of the three formats of HTTP (RFC 9110, sections
 * 10.2.3 and 5.6.7). Of several values it returns the longest delay, and ignores those that are invalid.
 *
 * @returns milliseconds; undefined if no value is valid and in the future
 */
export const retryAfter = (header: string | null): number | undefined => {
  if (header === null) return undefined
  const values = header.match(VALUES) ?? []
  const longest = Math.max(...values.map((value) => delayOf(value.trim())))
  return longest > 0 ? longest : undefined
}

const delayOf = (value: string): number => {
  if (/^\d+$/.test(value)) return Math.min(Number(value) * 1000, Number.MAX_SAFE_INTEGER)
  if (!HTTP_DATE.test(value)) return 0
  // Without a zone, a date would be one of local time.
  const date = value.endsWith('GMT') ? value : `${value} GMT`
  return Date.parse(date) - Date.now() || 0
}
