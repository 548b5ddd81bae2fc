import { documentsUnknown } from '../../contract/index.ts'
import type { Exchange } from '../../contract/index.ts'
import type { Description, Operation } from '../../description/index.ts'
import { makeRouter, nearestOperation } from '../../mock/index.ts'
import type { MockRequest } from '../../mock/index.ts'

/** Says which operation a request is for. */
export class RequestRoutes {
  readonly #description: Description
  readonly #route: ReturnType<typeof makeRouter>

  constructor(description: Description) {
    this.#description = description
    this.#route = makeRouter(description)
  }

  /** Returns the operation of a request. An unknown path belongs to the operation with the nearest path. */
  operationOf(request: MockRequest): Operation {
    const matches = this.#route(request)
    if (!('unmatched' in matches)) return matches[0].operation
    return matches.unmatched === 'method'
      ? matches.operation
      : nearestOperation(this.#description, request.path)
  }

  /** Returns whether a response may not be that of its operation: nothing serves the request, or a proxy handles it. */
  mayBeOfOther({ operation, response, mayBeHandledUpstream }: Exchange, request: MockRequest): boolean {
    const matches = this.#route(request)
    if ('unmatched' in matches) return !documentsUnknown(operation, matches.unmatched)
    return mayBeHandledUpstream && response.status >= 400
  }
}
