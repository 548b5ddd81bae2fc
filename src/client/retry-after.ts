/**
 * What a `Retry-After` header asks for, in milliseconds (RFC 9110, section 10.2.3): seconds, or a date, negative
 * where that has passed. Undefined where there is none, or it asks for nothing.
 */
export const retryAfter = (header: string | null, seconds = +(header as string)): number | undefined =>
  (seconds >= 0 ? seconds * 1000 : Date.parse(header as string) - Date.now()) || undefined
