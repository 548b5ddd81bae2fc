import type { Exchange, SentRequest } from '../http/exchange.ts'

/** The ids by which the responses of a run identify their requests. */
export class RequestIds {
  private readonly requests = new Map<string, SentRequest>()

  /**
   * Returns whether the response to another request has the same id. A stored response may have that of the first request,
   * and a server may take the id from its request.
   */
  isShared(id: string, exchange: Exchange): boolean {
    const { mayBeReplay, request } = exchange
    if (mayBeReplay || request.headers.some(([, value]) => value.includes(id))) return false
    const known = this.requests.get(id)
    if (known === undefined) this.requests.set(id, request)
    return known !== undefined && known !== request
  }
}
