import type { Operation } from '../../description/index.ts'
import type { Call, Operator } from '../model/fault.ts'
import { isGuarded, ownerOf, withKey } from '../model/credentials.ts'
import { requestFault } from '../model/request-fault.ts'

/** Missing or wrong credentials are accepted like those of the account that the contract uses. */
export const uncheckedCredentials: Operator = function* ({ description, keys }) {
  for (const operation of description.operations.filter(isGuarded)) {
    for (const [name, owner, text] of KINDS) {
      yield requestFault({
        id: `unchecked-credentials/${operation.id}/${name}`,
        kind: 'unchecked-credentials',
        text: `${operation.id} accepts requests ${text}.`,
        operations: [operation],
        pointer: pointerOf(operation),
        families: ['auth', 'protocol'],
        absent: `no request of ${operation.id} ${text}`,
        repair: (call: Call) =>
          call.operation === operation && ownerOf(operation, call.request, keys) === owner
            ? withKey(operation, call.request, keys[0])
            : undefined,
      })
    }
  }
}

const KINDS = [
  ['missing', 'nobody', 'without credentials'],
  ['wrong', 'unknown', 'with wrong credentials'],
] as const

function pointerOf({ security, pointer }: Operation): string {
  return security.flat()[0]?.pointer ?? pointer
}
