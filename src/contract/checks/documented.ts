import { responseFor } from '../../description/index.ts'
import type { Response } from '../../description/index.ts'
import type { Exchange } from '../http/exchange.ts'

/** What the description says of an exchange's status: the exact one, `4XX`, `default`, or nothing. */
export function documentedResponse({
  operation,
  response,
}: Pick<Exchange, 'operation' | 'response'>): Response | undefined {
  return responseFor(operation, response.status)
}

/** Whether the description speaks of this answer's headers and body: a bare router's answer is nobody's contract. */
export function isBodyDocumented(exchange: Exchange): boolean {
  return !exchange.mayBeHandledUpstream && exchange.request.method !== 'HEAD'
}

/** Whether the description speaks of this answer's headers: of an answer to HEAD, where it describes HEAD. */
export function areHeadersDocumented(exchange: Exchange): boolean {
  return (
    !exchange.mayBeHandledUpstream &&
    (exchange.request.method !== 'HEAD' || exchange.operation.method === 'HEAD')
  )
}
