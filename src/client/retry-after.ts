/**
 * What a `Retry-After` header asks for, in milliseconds (RFC 9110, section 10.2.3): seconds, or a date. Undefined where
 * there is none, it asks for nothing, or its date has passed.
 */
export const retryAfter = (
  header: string | null,
  milliseconds = (header as never) >= 0
    ? (header as never) * 1000
    : Date.parse(header as string) - Date.now(),
): number | undefined => (milliseconds > 0 ? milliseconds : undefined)
