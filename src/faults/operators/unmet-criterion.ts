import {
  evaluate,
  get,
  joinPointer,
  parseCondition,
  references,
  responseFor,
  set,
} from '../../description/index.ts'
import type { SerializedResponse } from '../../mock/index.ts'
import { RESPONSE_FAMILIES } from '../model/body-fault.ts'
import type { CallWithResponse, FaultInput, Operator } from '../model/fault.ts'
import { headerOf, jsonOf, withHeader, withJson } from '../model/message.ts'
import { parametersOf } from '../model/path.ts'
import { bodyOf } from '../model/request-body.ts'
import { responseFault } from '../model/response-fault.ts'

type Condition = ReturnType<typeof parseCondition>
type Reference = ReturnType<typeof references>[number]

/** A response does not meet a condition of `x-criteria`, because one of its values is another one. */
export const unmetCriterion: Operator = function* (input) {
  for (const operation of input.description.operations) {
    for (const { status, object, pointer } of operation.responses) {
      for (const [index, { condition: text, description }] of (object['x-criteria'] ?? []).entries()) {
        const condition = parseCondition(text)
        for (const reference of references(condition).filter(isOfResponse)) {
          yield responseFault({
            id: `unmet-criterion/${operation.id}/${status}/${index + 1}/${reference.text}`,
            kind: 'unmet-criterion',
            text: `\`${reference.text}\` of the response ${status} of ${operation.id} is wrong: ${description ?? text}`,
            operations: [operation],
            pointer: joinPointer(pointer, 'x-criteria', index),
            status,
            families: [...RESPONSE_FAMILIES, 'generated'],
            absent: `no response ${status} of ${operation.id}`,
            change: (exchange) => {
              if (exchange.operation !== operation) return { effect: 'absent' }
              if (responseFor(operation, exchange.response.status)?.status !== status)
                return { effect: 'absent' }
              const response = violated(input, exchange, condition, reference)
              return response === undefined ? { effect: 'same' } : { effect: 'differs', response }
            },
          })
        }
      }
    }
  }
}

function isOfResponse(reference: Reference): boolean {
  return (reference.kind === 'body' || reference.kind === 'parameter') && reference.message === 'response'
}

/** Returns a response with another value at a reference, so that the condition is not met. */
function violated(
  input: FaultInput,
  exchange: CallWithResponse,
  condition: Condition,
  reference: Reference,
): SerializedResponse | undefined {
  const { response } = exchange
  if (reference.kind === 'parameter') {
    const value = headerOf(response, reference.name)
    const changed = value === undefined ? undefined : withHeader(response, reference.name, `${value}x`)
    return changed !== undefined && !isMet(input, { ...exchange, response: changed }, condition)
      ? changed
      : undefined
  }
  const json = jsonOf(response)
  if (reference.kind !== 'body' || json === undefined) return undefined
  return others(get(json.value, reference.pointer))
    .map((value) => withJson(response, set(json.value, reference.pointer, value)))
    .find((changed) => !isMet(input, { ...exchange, response: changed }, condition))
}

function others(value: unknown): unknown[] {
  if (typeof value === 'string') return [`${value}x`, null]
  if (typeof value === 'number') return [value + 100_000, value - 100_000, value + 2 ** 31, 0]
  return typeof value === 'boolean' ? [!value] : ['x', 1]
}

function isMet(input: FaultInput, call: CallWithResponse, condition: Condition): boolean {
  const { operation, request, response } = call
  const now = Math.floor(Date.now() / 1000)
  const header = Object.fromEntries([...request.headers].map(([name, values]) => [name, values.join(', ')]))
  return evaluate(condition, {
    statusCode: response.status,
    request: {
      path: parametersOf(operation, request) ?? {},
      query: Object.fromEntries(new URLSearchParams(request.query)),
      header,
      body: bodyOf(input, call)?.value,
    },
    response: { header: response.headers, body: jsonOf(response)?.value },
    now: { from: now - 60, to: now + 60 },
  })
}
