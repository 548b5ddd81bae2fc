import { isSuccess } from '../../description/index.ts'
import type { Operator } from '../model/fault.ts'
import { onOtherResource } from '../model/other-resource.ts'

/** An id that does not exist is treated like an existing one. */
export const unknownId: Operator = function* ({ description, keys }) {
  for (const operation of description.operations) {
    if (!operation.path.includes('{')) continue
    const status = ['404', '410', '403'].find((each) =>
      operation.responses.some((response) => response.status === each),
    )
    if (status === undefined) continue
    yield {
      id: `unknown-id/${operation.id}`,
      kind: 'unknown-id',
      text: `${operation.id} succeeds with an id that does not exist.`,
      operations: [operation],
      pointer:
        operation.responses.find((response) => response.status === status)?.pointer ?? operation.pointer,
      status,
      families: ['identifiers', 'sequences', 'auth', 'lifecycle'],
      absent: `no response ${status} of ${operation.id}`,
      effect: (exchange) =>
        exchange.operation === operation &&
        exchange.mayBeOfOther !== true &&
        String(exchange.response.status) === status
          ? 'differs'
          : 'absent',
      start: () => async (call, server) => {
        const response = await server.respond(call.request)
        if (call.operation !== operation || String(response.status) !== status) return response
        const other = await onOtherResource(call, server, keys[0], undefined)
        return isSuccess(other.status) ? other : response
      },
    }
  }
}
