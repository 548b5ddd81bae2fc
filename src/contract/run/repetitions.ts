import { isSuccess } from '../../description/index.ts'
import type { ExpectedResponse } from '../../description/index.ts'
import type { Exchange } from '../http/exchange.ts'

/** The methods that change nothing (RFC 9110, section 9.2.1). */
const SAFE = /^(?:GET|HEAD|OPTIONS|TRACE)$/

/**
 * Knows which requests of a case were sent twice because a connection was dropped, and what that may explain: the server
 * may have executed the first one, and the response is the one to the second.
 */
export class Repetitions {
  private readonly exchanges = new Set<Exchange>()

  /** Remembers an exchange whose request was sent twice. Repeating a safe request explains nothing. */
  add(exchange: Exchange): void {
    if (!SAFE.test(exchange.request.method)) this.exchanges.add(exchange)
  }

  /** Returns whether a request that was sent twice may explain something that the case expected otherwise. */
  mayExplain(): boolean {
    return this.exchanges.size > 0
  }

  /** Returns whether a request that was sent twice may explain why a response is not one of those expected. */
  mayExplainResponse(exchange: Exchange, expectedResponses: readonly ExpectedResponse[]): boolean {
    const mustBeRejected = expectedResponses.every(({ status }) => /^[45]/.test(status))
    // A provoked response comes once: the first request has used it up.
    if (!mustBeRejected || exchange.provoked) return this.mayExplain()
    // A request that must be rejected changes nothing, however often it is sent.
    this.exchanges.delete(exchange)
    // No repetition makes a server accept what it must reject.
    const isAccepted = isSuccess(exchange.response.status)
    return !isAccepted && this.mayExplain()
  }
}
