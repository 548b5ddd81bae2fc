import type { Lifecycle as Rules, Located, Operation } from '../../description/index.ts'
import { isSuccess, joinPointer, parsePointer } from '../../description/index.ts'
import { editAt } from '../model/edit.ts'
import { onOtherResource } from '../model/other-resource.ts'
import type { Fault, FaultInput, Operator } from '../model/fault.ts'
import { jsonOf, withJson } from '../model/message.ts'
import { parametersOf } from '../model/path.ts'
import { responseFault } from '../model/response-fault.ts'

type Lifecycle = Located<Rules>

/** A transition is allowed from a wrong state, rejected from a right one, not stored, or leads to another state. */
export const wrongState: Operator = function* (input) {
  for (const operation of input.description.operations) {
    const { lifecycle } = operation
    if (lifecycle === undefined) continue
    for (const state of Object.keys(lifecycle.states)) {
      const other = otherState(lifecycle, state)
      if (other !== undefined) yield inState(input, operation, lifecycle, state, other)
    }
    yield notStored(input, operation, lifecycle)
    yield otherResult(operation, lifecycle)
  }
}

type Outcomes = ReadonlySet<'success' | 'rejection'>

function outcomesOf({ states }: Lifecycle, state: string): Outcomes {
  const responses = states[state]?.responses ?? []
  return new Set(responses.map(({ status }) => (isSuccess(status) ? 'success' : 'rejection')))
}

/** Returns a state with the opposite outcome. */
function otherState(lifecycle: Lifecycle, state: string): string | undefined {
  const outcomes = outcomesOf(lifecycle, state)
  if (outcomes.size !== 1) return undefined
  return Object.keys(lifecycle.states).find((each) => {
    const others = outcomesOf(lifecycle, each)
    return others.size === 1 && [...others].every((outcome) => !outcomes.has(outcome))
  })
}

function inState(
  { keys }: FaultInput,
  operation: Operation,
  lifecycle: Lifecycle,
  state: string,
  other: string,
): Fault {
  const isAllowed = outcomesOf(lifecycle, state).has('success')
  return {
    id: `wrong-state/${operation.id}/${state}`,
    kind: 'wrong-state',
    text: `${operation.id} ${isAllowed ? 'is rejected' : 'succeeds'} in the state \`${state}\`.`,
    operations: [operation],
    pointer: joinPointer(lifecycle.pointer, 'states', state),
    families: ['lifecycle', 'idempotency', 'concurrency'],
    absent: `no fixture for \`${state}\` of ${operation.id}`,
    effect: (exchange) => {
      if (exchange.operation !== operation || exchange.state !== state) return 'absent'
      return isSuccess(exchange.response.status) === isAllowed ? 'differs' : 'same'
    },
    start: () => (call, server) =>
      call.operation === operation && call.state === state
        ? onOtherResource(call, server, keys[0], other)
        : server.respond(call.request),
  }
}

function notStored({ keys }: FaultInput, operation: Operation, lifecycle: Lifecycle): Fault {
  const allowed = Object.keys(lifecycle.states).find((state) => outcomesOf(lifecycle, state).has('success'))
  return {
    id: `wrong-state/${operation.id}/not-stored`,
    kind: 'wrong-state',
    text: `${operation.id} responds with a success and changes nothing.`,
    operations: [operation],
    pointer: joinPointer(lifecycle.pointer, 'to'),
    families: ['lifecycle', 'concurrency', 'idempotency'],
    absent: `no successful response of ${operation.id}`,
    effect: (exchange) =>
      exchange.operation === operation && isSuccess(exchange.response.status) ? 'differs' : 'absent',
    start: () => {
      const done = new Set<string>()
      return async (call, server) => {
        if (call.operation !== operation) return server.respond(call.request)
        const id = JSON.stringify(parametersOf(operation, call.request))
        const response = done.has(id)
          ? await onOtherResource(call, server, keys[0], allowed)
          : await server.respond(call.request)
        if (isSuccess(response.status)) done.add(id)
        return response
      }
    },
  }
}

function otherResult(operation: Operation, lifecycle: Lifecycle): Fault {
  const other = Object.keys(lifecycle.states).find((state) => state !== lifecycle.to) ?? 'x'
  return responseFault({
    id: `wrong-state/${operation.id}/to`,
    kind: 'wrong-state',
    text: `The response of ${operation.id} has the state \`${other}\`.`,
    operations: [operation],
    pointer: joinPointer(lifecycle.pointer, 'to'),
    families: ['lifecycle', 'examples', 'boundaries'],
    absent: `no successful response of ${operation.id}`,
    change: (exchange) => {
      const json = jsonOf(exchange.response)
      if (exchange.operation !== operation || !isSuccess(exchange.response.status) || json === undefined)
        return { effect: 'absent' }
      const { value } = editAt(json.value, parsePointer(lifecycle.state), () => other)
      return value === undefined
        ? { effect: 'absent' }
        : { effect: 'differs', response: withJson(exchange.response, value) }
    },
  })
}
