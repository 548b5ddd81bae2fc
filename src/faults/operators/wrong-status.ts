import { isSuccess, responseFor } from '../../description/index.ts'
import type { Operation, Response } from '../../description/index.ts'
import type { SerializedResponse } from '../../mock/index.ts'
import { RESPONSE_FAMILIES } from '../model/body-fault.ts'
import { withHeader } from '../model/message.ts'
import type { Fault, Operator } from '../model/fault.ts'
import { responseFault } from '../model/response-fault.ts'

/** A response has another status code: an undocumented one, that of another error, or that of a success or a crash. */
export const wrongStatus: Operator = function* ({ description }) {
  for (const operation of description.operations) {
    for (const response of operation.responses.filter(({ status }) => /^[24]\d\d$/.test(status))) {
      yield* faultsOf(operation, response)
    }
  }
}

function* faultsOf(operation: Operation, { status, pointer }: Response): Generator<Fault> {
  const make = (name: string, text: string, change: (response: SerializedResponse) => SerializedResponse) =>
    responseFault({
      id: `wrong-status/${operation.id}/${status}/${name}`,
      kind: 'wrong-status',
      text: `${operation.id} responds ${text} instead of ${status}.`,
      operations: [operation],
      pointer,
      status,
      families: isSuccess(status) ? RESPONSE_FAMILIES : ERROR_FAMILIES,
      absent: `no response ${status} of ${operation.id}`,
      change: (exchange) =>
        exchange.operation === operation && String(exchange.response.status) === status
          ? { effect: 'differs', response: change(exchange.response) }
          : { effect: 'absent' },
    })
  const to = (other: number) => (response: SerializedResponse) => ({ ...response, status: other })
  const undocumented = undocumentedLike(operation, status)
  if (undocumented !== undefined) yield make('undocumented', `${undocumented}`, to(undocumented))
  if (isSuccess(status)) return
  const success = operation.responses.find((each) => /^2\d\d$/.test(each.status))?.status
  if (success !== undefined) yield make('success', `${success} with the error`, to(Number(success)))
  const other = operation.responses.find(
    (each) => /^4\d\d$/.test(each.status) && each.status !== status,
  )?.status
  if (other !== undefined) yield make('other-error', other, to(Number(other)))
  yield make('server-error', '500 with an HTML page', (response) => ({
    ...withHeader(response, 'Content-Type', 'text/html'),
    status: 500,
    body: '<!doctype html><title>Error</title><h1>Internal Server Error</h1>',
  }))
}

const ERROR_FAMILIES = ['boundaries', 'malformed', 'auth', 'identifiers', 'lifecycle', 'protocol'] as const

/** Returns a status code of the same class that the operation does not document. */
function undocumentedLike(operation: Operation, status: string): number | undefined {
  const candidates = isSuccess(status) ? [200, 201, 202, 203] : [400, 404, 409, 422, 418]
  return candidates.find((each) => String(each) !== status && responseFor(operation, each) === undefined)
}
