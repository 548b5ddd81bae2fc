import type { Exchange } from '../http/exchange.ts'

/**
 * Returns whether a response is about the load only: any 429, or a documented 503 with `Retry-After` (RFC 9110, section
 * 15.6.4).
 */
export function asksToWait({ operation, response }: Pick<Exchange, 'operation' | 'response'>): boolean {
  if (response.status !== 503) return response.status === 429
  return (
    response.headers.has('retry-after') &&
    operation.responses.some(({ status }) => /^5(?:03|XX)$/i.test(status))
  )
}
