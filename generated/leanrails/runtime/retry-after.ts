// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

/**
 * Parses a `Retry-After` header into milliseconds (RFC 9110, section 10.2.3): a number of seconds, or a date. Returns
 * undefined if the header is absent, invalid or zero, or if its date has passed.
 */
export const retryAfter = (
  header: string | null,
  milliseconds = (header as never) >= 0
    ? (header as never) * 1000
    : Date.parse(header as string) - Date.now(),
): number | undefined => (milliseconds > 0 ? milliseconds : undefined)
