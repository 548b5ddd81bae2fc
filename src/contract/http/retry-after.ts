import type { ReceivedResponse } from './exchange.ts'

/** Returns the seconds of `Retry-After`: a whole number or an HTTP date (RFC 9110, section 10.2.3). */
export function retryAfter(response: ReceivedResponse): number | undefined {
  const text = response.headers.get('retry-after')?.[0]
  if (text === undefined) return undefined
  if (/^\d+$/.test(text)) return Number(text)
  const date = Date.parse(text)
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - Date.now()) / 1000))
}
