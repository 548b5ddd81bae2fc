import type { MockRequest } from '../../mock/index.ts'
import type { Call, Operator } from '../model/fault.ts'
import { isGuarded, ownerOf, withKey } from '../model/credentials.ts'

/** A resource of one account can be used by another account. */
export const sharedResource: Operator = function* ({ description, keys: [own, other] }) {
  for (const operation of description.operations.filter(isGuarded)) {
    if (!operation.path.includes('{')) continue
    const asOwner = (call: Call): MockRequest | undefined => {
      if (call.operation !== operation) return undefined
      const owner = ownerOf(operation, call.request, [other])
      return typeof owner === 'object' ? withKey(operation, call.request, own) : undefined
    }
    yield {
      id: `shared-resource/${operation.id}`,
      kind: 'shared-resource',
      text: `${operation.id} gives one account access to the resources of another.`,
      operations: [operation],
      pointer: operation.pointer,
      families: ['auth', 'sequences', 'identifiers', 'idempotency'],
      absent: `no request of ${operation.id} by a second account`,
      effect: (exchange) => {
        if (asOwner(exchange) === undefined) return 'absent'
        return exchange.response.status >= 400 ? 'differs' : 'same'
      },
      start: () => async (call, server) => {
        const response = await server.respond(call.request)
        const request = asOwner(call)
        // What belongs to the other account itself needs no other key.
        return request === undefined || response.status < 400 ? response : server.respond(request)
      },
    }
  }
}
