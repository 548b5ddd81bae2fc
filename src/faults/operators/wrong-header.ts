import { dereference, responseFor } from '../../description/index.ts'
import type { Header, Operation, Response, Schema } from '../../description/index.ts'
import type { SerializedResponse } from '../../mock/index.ts'
import { RESPONSE_FAMILIES } from '../model/body-fault.ts'
import type { Fault, FaultInput, Operator } from '../model/fault.ts'
import { headerOf, withHeader } from '../model/message.ts'
import { responseFault } from '../model/response-fault.ts'

/** A header of a response is missing although it is required, or has an invalid value. */
export const wrongHeader: Operator = function* (input) {
  for (const operation of input.description.operations) {
    for (const response of operation.responses.filter(({ status }) => !status.startsWith('5'))) {
      for (const header of response.headers) yield* faultsOf(input, operation, response, header)
    }
  }
}

function* faultsOf(
  { description, schemas }: FaultInput,
  operation: Operation,
  { status }: Response,
  { name, object, schema, pointer }: Header,
): Generator<Fault> {
  const make = (kind: string, text: string, change: (response: SerializedResponse) => SerializedResponse) =>
    responseFault({
      id: `wrong-header/${operation.id}/${status}/${name}/${kind}`,
      kind: 'wrong-header',
      text: `The header \`${name}\` of the response ${status} of ${operation.id} ${text}.`,
      operations: [operation],
      pointer,
      status,
      families: [...RESPONSE_FAMILIES, 'malformed', 'protocol'],
      absent: `no response ${status} of ${operation.id} with the header \`${name}\``,
      change: (exchange) => {
        const isAbout =
          exchange.operation === operation &&
          responseFor(operation, exchange.response.status)?.status === status &&
          headerOf(exchange.response, name) !== undefined
        return isAbout ? { effect: 'differs', response: change(exchange.response) } : { effect: 'absent' }
      },
    })
  if (object.required === true)
    yield make('missing', 'is missing', (response) => withHeader(response, name, undefined))
  if (schema === undefined) return
  const invalid = INVALID.find(
    (text) => !schemas.mayBeValid(schema, text) && !mayBeNumber(description, schema, text),
  )
  if (invalid !== undefined)
    yield make('invalid', 'is invalid', (response) => withHeader(response, name, invalid))
}

/** Texts of which most schemas, except that of any text, reject one. */
const INVALID = ['~ not valid ~', '-1', 'x'.repeat(5000)]

function mayBeNumber({ document }: FaultInput['description'], pointer: string, text: string): boolean {
  const { value } = dereference<Schema>(document, pointer)
  const isNumeric = [value.type ?? []].flat().some((type) => type === 'integer' || type === 'number')
  return isNumeric && text === '-1' && value.minimum === undefined && value.exclusiveMinimum === undefined
}
