import type { SentRequest } from '../http/exchange.ts'

/** Returns all values of a header of a request. The name may be in any case. */
export function valuesOf({ headers }: SentRequest, name: string): string[] {
  const lower = name.toLowerCase()
  const values: string[] = []
  // Most names differ in length already. A long recording has millions of headers.
  for (const [one, value] of headers)
    if (one.length === lower.length && one.toLowerCase() === lower) values.push(value)
  return values
}
