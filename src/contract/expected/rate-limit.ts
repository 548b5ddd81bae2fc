import type { Exchange } from '../http/exchange.ts'

/**
 * Returns whether a response is about the load only: any 429, or a 503 with `Retry-After` (RFC 9110, section 15.6.4).
 */
export function asksToWait({ response }: Pick<Exchange, 'response'>): boolean {
  return response.status === 429 || (response.status === 503 && response.headers.has('retry-after'))
}

/** Returns whether a response asks to wait as the description of its operation allows: any 429, or a documented 503. */
export function mayAskToWait(exchange: Pick<Exchange, 'operation' | 'response'>): boolean {
  const { status } = exchange.response
  const isDocumented = exchange.operation.responses.some((one) => /^5(?:03|XX)$/i.test(one.status))
  return asksToWait(exchange) && (status === 429 || isDocumented)
}
