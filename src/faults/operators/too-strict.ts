import { isSuccess, joinPointer } from '../../description/index.ts'
import type { Operation, Schema } from '../../description/index.ts'
import { placeName } from '../model/body-fault.ts'
import { editAt, UNCHANGED } from '../model/edit.ts'
import type { Call, Fault, FaultInput, Operator } from '../model/fault.ts'
import { requestLocations } from '../model/locations.ts'
import { textsOf, valuesOf } from '../model/parameter.ts'
import { bodyOf } from '../model/request-body.ts'

/** A valid value at the edge of its schema is rejected: the limit itself, or one of the listed values. */
export const tooStrict: Operator = function* (input) {
  yield* inBodies(input)
  yield* inParameters(input)
}

function* inBodies(input: FaultInput): Generator<Fault> {
  for (const location of requestLocations(input.description)) {
    const { schema, pointer, occurrences } = location
    const operations = [...new Set(occurrences.map(({ operation }) => operation))]
    for (const { keyword, label, is } of edgesOf(schema)) {
      yield rejecting({
        id: `too-strict${pointer}/${keyword}/${label}`,
        text: `${placeName(location)} of a request is rejected if it is ${label}, which is valid.`,
        pointer: joinPointer(pointer, keyword),
        operations,
        isRejected: (call) => {
          const body = bodyOf(input, call)
          return occurrences.some(({ operation, content, path }) => {
            if (body === undefined || operation !== call.operation || content !== body.content) return false
            return editAt(body.value, path, (part) => (is(part) ? null : UNCHANGED)).value !== undefined
          })
        },
      })
    }
  }
}

function* inParameters(input: FaultInput): Generator<Fault> {
  for (const operation of input.description.operations) {
    for (const parameter of operation.parameters) {
      const { object, schema: at } = parameter
      if (at === undefined || (object.in !== 'query' && object.in !== 'header')) continue
      const { schema = {} } = object
      for (const { keyword, label, is } of edgesOf(schema)) {
        yield rejecting({
          id: `too-strict/${operation.id}/${object.in}.${object.name}/${keyword}/${label}`,
          text: `\`${object.name}\` of ${operation.id} is rejected if it is ${label}, which is valid.`,
          pointer: joinPointer(at, keyword),
          operations: [operation],
          isRejected: ({ request }) =>
            textsOf(parameter, request).some((text) => valuesOf(input, parameter, text).some(is)),
        })
      }
    }
  }
}

/** Makes a fault of a server that rejects some valid requests. */
function rejecting({
  isRejected,
  ...fault
}: Pick<Fault, 'id' | 'text' | 'pointer' | 'operations'> & { isRejected: (call: Call) => boolean }): Fault {
  const statuses = new Map(fault.operations.map((operation) => [operation, rejectionStatus(operation)]))
  return {
    ...fault,
    kind: 'too-strict',
    families: ['boundaries', 'idempotency', 'sequences', 'generated'],
    absent: `no valid request of ${fault.operations[0]?.id ?? ''} with this value`,
    effect: (exchange) => {
      if (!fault.operations.includes(exchange.operation) || !isRejected(exchange)) return 'absent'
      return isSuccess(exchange.response.status) ? 'differs' : 'same'
    },
    start: () => (call, server) =>
      statuses.has(call.operation) && isRejected(call)
        ? server.fail(call.request, statuses.get(call.operation) ?? 400)
        : server.respond(call.request),
  }
}

function rejectionStatus({ responses }: Operation): number {
  const documented = ['400', '422'].find((status) => responses.some((each) => each.status === status))
  return Number(documented ?? 400)
}

interface Edge {
  readonly keyword: string
  readonly label: string
  readonly is: (value: unknown) => boolean
}

/** The most values of an enumeration that are tried. */
const MOST_VALUES = 5

function edgesOf(schema: Schema): Edge[] {
  const { minimum, maximum, minLength = 0, maxLength, minItems = 0, maxItems } = schema
  const length = (value: unknown): number => (typeof value === 'string' ? [...value].length : -1)
  const size = (value: unknown): number => (Array.isArray(value) ? value.length : -1)
  const edge = (keyword: string, label: string, is: (value: unknown) => boolean): Edge => ({
    keyword,
    label,
    is,
  })
  return [
    ...(minimum === undefined ? [] : [edge('minimum', String(minimum), (value) => value === minimum)]),
    ...(maximum === undefined ? [] : [edge('maximum', String(maximum), (value) => value === maximum)]),
    ...(minLength === 0
      ? []
      : [edge('minLength', `${minLength} characters long`, (value) => length(value) === minLength)]),
    ...(maxLength === undefined
      ? []
      : [edge('maxLength', `${maxLength} characters long`, (value) => length(value) === maxLength)]),
    ...(minItems === 0
      ? []
      : [edge('minItems', `a list of ${minItems}`, (value) => size(value) === minItems)]),
    ...(maxItems === undefined
      ? []
      : [edge('maxItems', `a list of ${maxItems}`, (value) => size(value) === maxItems)]),
    ...(schema.enum ?? [])
      .slice(0, MOST_VALUES)
      .map((each) => edge('enum', JSON.stringify(each), (value) => value === each)),
  ]
}
