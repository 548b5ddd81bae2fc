import type { Exchange, SentRequest } from '../http/exchange.ts'

/** The methods whose responses caches store. */
const CACHED = /^(?:GET|HEAD)$/

/** The ids by which the responses of a run identify their requests. */
export class RequestIds {
  private readonly requests = new Map<string, SentRequest>()

  /**
   * Returns whether the response to another request has the same id. A stored response may have that of the first request,
   * a cache may return one to a safe method (RFC 9111), and a server may take the id from its request: but not from the
   * idempotency key, which several requests may have.
   */
  isShared(id: string, exchange: Exchange): boolean {
    const { mayBeReplay, request, operation } = exchange
    const key = operation.idempotency?.header.toLowerCase()
    const isFromRequest = request.headers.some(
      ([name, value]) => name.toLowerCase() !== key && value.includes(id),
    )
    if (mayBeReplay || isFromRequest || CACHED.test(request.method)) return false
    const known = this.requests.get(id)
    if (known === undefined) this.requests.set(id, request)
    return known !== undefined && known !== request
  }
}
