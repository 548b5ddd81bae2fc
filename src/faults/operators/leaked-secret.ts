import { joinPointer } from '../../description/index.ts'
import type { MockRequest } from '../../mock/index.ts'
import type { Operator } from '../model/fault.ts'
import { requestHeader, withHeader } from '../model/message.ts'
import { responseFault } from '../model/response-fault.ts'

/** An error response contains the credentials of its request, as a debug header does. */
export const leakedSecret: Operator = function* ({ description, keys }) {
  for (const operation of description.operations.filter(({ security }) => security.flat().length > 0)) {
    yield responseFault({
      id: `leaked-secret/${operation.id}`,
      kind: 'leaked-secret',
      text: `An error response of ${operation.id} contains the credentials of the request.`,
      operations: [operation],
      pointer: joinPointer(operation.pointer, 'responses'),
      families: ['malformed', 'boundaries', 'identifiers', 'lifecycle'],
      isEverywhere: true,
      absent: `no rejected request of ${operation.id} with credentials`,
      change: (exchange) => {
        const secret = secretOf(exchange.request, keys)
        if (exchange.operation !== operation || exchange.response.status < 400 || secret === undefined)
          return { effect: 'absent' }
        return { effect: 'differs', response: withHeader(exchange.response, 'X-Debug', secret) }
      },
    })
  }
}

function secretOf(request: MockRequest, keys: readonly string[]): string | undefined {
  const authorization = requestHeader(request, 'authorization')
  if (authorization !== undefined) return authorization
  const texts = [request.query, ...[...request.headers.values()].flat()]
  return keys.find((key) => texts.some((text) => text.includes(key)))
}
