import { dereference, joinPointer } from '../../description/index.ts'
import type { Operation, Parameter, Schema } from '../../description/index.ts'
import type { MockRequest } from '../../mock/index.ts'
import { exampleValue } from '../../serialization/index.ts'
import type { Fault, FaultInput, Operator } from '../model/fault.ts'
import { freshKey, isKeyHeader } from '../model/key.ts'
import { violableKeywords, violates } from '../model/keyword.ts'
import { textsOf, valuesOf, withParameter } from '../model/parameter.ts'
import { requestFault } from '../model/request-fault.ts'

/** A query parameter or header is not checked: the server takes a valid value instead. */
export const uncheckedParameter: Operator = function* (input) {
  for (const operation of input.description.operations) {
    for (const parameter of operation.parameters) {
      const { in: location } = parameter.object
      if (location !== 'query' && location !== 'header') continue
      yield* faultsOf(input, operation, parameter)
    }
  }
}

function* faultsOf(input: FaultInput, operation: Operation, parameter: Parameter): Generator<Fault> {
  const { document } = input.description
  const { object, schema: at, pointer } = parameter
  const valid = exampleValue(document, parameter)
  if (valid === undefined) return
  const isKey = isKeyHeader(operation, parameter)
  const make = (
    keyword: string,
    text: string,
    requirement: string,
    isWrong: (request: MockRequest) => boolean,
  ) =>
    requestFault({
      id: `unchecked-parameter/${operation.id}/${object.in}.${object.name}/${keyword}`,
      kind: 'unchecked-parameter',
      text,
      operations: [operation],
      pointer: requirement,
      families: ['boundaries', 'idempotency', 'malformed', 'identifiers', 'protocol'],
      absent: `no request of ${operation.id} that violates only this of \`${object.name}\``,
      repair: (call) =>
        call.operation === operation && isWrong(call.request)
          ? withParameter(
              call.request,
              parameter,
              isKey ? (freshKey(input, parameter) ?? valid.value) : valid.value,
            )
          : undefined,
    })
  if (object.required === true)
    yield make(
      'required',
      `A request of ${operation.id} without \`${object.name}\` is accepted.`,
      pointer,
      (request) => textsOf(parameter, request).length === 0,
    )
  if (at === undefined) return
  const { value: schema, pointer: schemaPointer } = dereference<Schema>(document, at)
  for (const keyword of violableKeywords(schema, parameter.mediaType === undefined)) {
    yield make(
      keyword,
      `The \`${keyword}\` of \`${object.name}\` is not checked by ${operation.id}.`,
      joinPointer(schemaPointer, keyword),
      (request) => isViolated(input, parameter, schema, keyword, request),
    )
  }
}

/** Whether the only text of a parameter violates a keyword whichever value it means. */
function isViolated(
  input: FaultInput,
  parameter: Parameter,
  schema: Schema,
  keyword: string,
  request: MockRequest,
): boolean {
  const [text, ...more] = textsOf(parameter, request)
  if (text === undefined || more.length > 0) return false
  const values = valuesOf(input, parameter, text)
  const typed = values.filter((value) => schema.type === undefined || !violates(schema, 'type', value))
  if (keyword === 'type') return typed.length === 0
  return typed.length > 0 && typed.every((value) => violates(schema, keyword, value))
}
