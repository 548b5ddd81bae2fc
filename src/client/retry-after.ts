/**
 * What a `Retry-After` header asks for, in milliseconds (RFC 9110, section 10.2.3): seconds, or a date, negative
 * where that has passed. Undefined where there is none, or it asks for nothing.
 */
export const retryAfter = (
  header: string | null,
  milliseconds = (header as never) * 1000,
): number | undefined =>
  (milliseconds = milliseconds >= 0 ? milliseconds : Date.parse(header as string) - Date.now()) > 0
    ? milliseconds
    : undefined
