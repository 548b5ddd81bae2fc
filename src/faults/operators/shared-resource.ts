import type { Operator } from '../model/fault.ts'
import { isGuarded, ownerOf, withKey } from '../model/credentials.ts'
import { requestFault } from '../model/request-fault.ts'

/** A resource of one account can be used by another account. */
export const sharedResource: Operator = function* ({ description, keys: [own, other] }) {
  for (const operation of description.operations.filter(isGuarded)) {
    if (!operation.path.includes('{')) continue
    yield requestFault({
      id: `shared-resource/${operation.id}`,
      kind: 'shared-resource',
      text: `${operation.id} gives one account access to the resources of another.`,
      operations: [operation],
      pointer: operation.pointer,
      families: ['auth', 'sequences', 'identifiers', 'idempotency'],
      absent: `no request of ${operation.id} by a second account`,
      repair: (call) => {
        if (call.operation !== operation) return undefined
        const owner = ownerOf(operation, call.request, [other])
        return typeof owner === 'object' ? withKey(operation, call.request, own) : undefined
      },
    })
  }
}
