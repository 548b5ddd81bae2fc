import type { SentRequest } from '../http/exchange.ts'

/** Returns all values of a header of a request. The name may be in any case. */
export function valuesOf({ headers }: SentRequest, name: string): string[] {
  const lower = name.toLowerCase()
  return headers.flatMap(([one, value]) => (one.toLowerCase() === lower ? [value] : []))
}
