import { responseFor } from '../../description/index.ts'
import type { Response } from '../../description/index.ts'
import type { Exchange } from '../http/exchange.ts'

/** Returns the documented response for the status code of an exchange: the exact one, `4XX` or `default`. */
export function documentedResponse({
  operation,
  response,
}: Pick<Exchange, 'operation' | 'response'>): Response | undefined {
  return responseFor(operation, response.status)
}

/** Returns whether the description covers the body of this response. It does not cover the response of a router. */
export function isBodyDocumented(exchange: Exchange): boolean {
  return !exchange.mayBeHandledUpstream && exchange.request.method !== 'HEAD'
}

/** Returns whether the body is known, and the description covers it. */
export function isBodyChecked(exchange: Exchange): boolean {
  return exchange.response.isBodyLost !== true && isBodyDocumented(exchange)
}

/** Returns whether the description covers the headers of this response. For HEAD it must describe HEAD. */
export function areHeadersDocumented(exchange: Exchange): boolean {
  return (
    !exchange.mayBeHandledUpstream &&
    (exchange.request.method !== 'HEAD' || exchange.operation.method === 'HEAD')
  )
}
