import { statusFits } from '../../description/index.ts'
import type { Response } from '../../description/index.ts'
import type { Exchange } from '../http/exchange.ts'

/** Returns the documented response for the status code of an exchange: the exact one, `4XX` or `default`. */
export function documentedResponse({
  operation: { responses },
  response: { status },
}: Pick<Exchange, 'operation' | 'response'>): Response | undefined {
  const exact = responses.find((response) => response.status === String(status))
  const range = responses.find(
    (response) => /XX$/i.test(response.status) && statusFits(response.status, status),
  )
  return exact ?? range ?? responses.find((response) => response.status === 'default')
}

/** Returns whether the description covers the body of this response. It does not cover the response of a router. */
export function isBodyDocumented(exchange: Exchange): boolean {
  return !exchange.mayBeHandledUpstream && exchange.request.method !== 'HEAD'
}

/** Returns whether the description covers the headers of this response. For HEAD it must describe HEAD. */
export function areHeadersDocumented(exchange: Exchange): boolean {
  return (
    !exchange.mayBeHandledUpstream &&
    (exchange.request.method !== 'HEAD' || exchange.operation.method === 'HEAD')
  )
}
