import type { Lifecycle, Operation } from '../../description/index.ts'
import { get } from '../../description/index.ts'
import type { Case } from './case.ts'
import { CaseSkipped } from './case-skipped.ts'
import { documentedResponse } from '../checks/documented.ts'
import type { Exchange } from '../http/exchange.ts'
import type { PathParameters } from '../fixtures/types.ts'
import { jsonOf } from '../http/body.ts'
import { ruleIds } from '../rules/ids.ts'
import type { CaseContext } from './case-context.ts'
import type { MakeCases } from './case-factory.ts'
import { rejectedStates } from './lifecycle-states.ts'
import { makeCase } from './case-factory.ts'
import { expectResourceAsItIs } from './rejected-resource.ts'

/** Tests each state of `x-lifecycle`: the operation is accepted or rejected, and a rejection changes nothing. */
export const lifecycle: MakeCases = ({ operation }) => {
  const definition = operation.lifecycle
  if (definition === undefined) return []
  const states = Object.keys(definition.states).map((state) => stateCase(operation, definition, state))
  return definition.states[definition.to] === undefined
    ? states
    : [...states, finalStateCase(operation, definition.to)]
}

function stateCase(operation: Operation, definition: Lifecycle, state: string): Case {
  const expectedResponses = definition.states[state]?.responses ?? []
  return makeCase({
    family: 'lifecycle',
    operation,
    name: state,
    rules: [
      ruleIds.lifecycleState(operation, state),
      ruleIds.lifecycle(operation, 'to'),
      // Every response is tested for it.
      ...(definition.changes === undefined ? [] : [ruleIds.lifecycle(operation, 'unchanged')]),
    ],
    stateful: true,
    run: async (context) => {
      // A rejection proves nothing if the server rejects every request.
      if (expectedResponses.some(({ status }) => /^4/.test(status))) {
        await context.controlRequest({ resource: await context.resource() })
      }
      const resource = await resourceInState(context, operation, state)
      const first = await context.send({ resource })
      context.expect(first, expectedResponses)
      if (!context.succeeded(first)) {
        if (rejectedStates(operation).includes(state)) expectResourceAsItIs(context, first, resource, state)
        await expectUnchanged(context, resource, first, state)
        return
      }
      expectState(context, first, definition)
      await expectStored(context, resource, definition)
    },
  })
}

/** Returns a resource in a state. If no fixture makes the final state, the operation itself does. */
export async function resourceInState(
  context: CaseContext,
  operation: Operation,
  state: string,
): Promise<PathParameters> {
  try {
    return await context.resource(state)
  } catch (error) {
    if (!(error instanceof CaseSkipped) || state !== operation.lifecycle?.to) throw error
    const resource = await context.resource()
    await context.controlRequest({ resource })
    return resource
  }
}

function expectState(context: CaseContext, exchange: Exchange, { state: pointer, to }: Lifecycle): void {
  // A response that is described without a body does not show the state.
  if (exchange.response.body.byteLength === 0 && documentedResponse(exchange)?.content.length === 0)
    throw new CaseSkipped('the response has no body that shows the state')
  const state = get(jsonOf(exchange.response), pointer)
  context.record(
    ruleIds.lifecycle(exchange.operation, 'to'),
    state === to,
    () => `${pointer} ${JSON.stringify(to)}`,
    () => `${pointer} ${JSON.stringify(state)}`,
  )
}

/** Expects that a success is stored: a further request gets a response of the final state. */
async function expectStored(
  context: CaseContext,
  resource: PathParameters,
  { states, to }: Lifecycle,
): Promise<void> {
  const expectedResponses = states[to]?.responses ?? []
  if (expectedResponses.length === 0) return
  context.expect(await context.send({ resource }), expectedResponses)
}

/**
 * Expects the same rejection for a second request. The text of its message may vary. But if it becomes the message for
 * the final state, the rejected request has changed the resource.
 */
async function expectUnchanged(
  context: CaseContext,
  resource: PathParameters,
  first: Exchange,
  state: string,
): Promise<void> {
  const { operation } = first
  const definition = operation.lifecycle
  const expectedResponses = definition?.states[state]?.responses ?? []
  const second = await context.send({ resource })
  const isRejectedAgain = context.expect(second, expectedResponses)
  if (!isRejectedAgain || definition === undefined || state === definition.to || context.succeeded(second))
    return
  const firstMessage = maskedMessageOf(context, first, resource)
  const secondMessage = maskedMessageOf(context, second, resource)
  if (firstMessage === secondMessage) return
  const ended = await resourceInState(context, operation, definition.to)
  const finalMessage = maskedMessageOf(context, await context.send({ resource: ended }), ended)
  context.record(
    ruleIds.lifecycleState(operation, state),
    secondMessage !== finalMessage || firstMessage === finalMessage,
    () => `the same rejection again: ${firstMessage}`,
    () => `the rejection of \`${definition.to}\`: ${secondMessage}`,
  )
}

/** Returns the message of a rejection with the ids masked. */
function maskedMessageOf(context: CaseContext, exchange: Exchange, resource: PathParameters): string {
  const pointer = context.description.document['x-errors']?.message
  const message = pointer === undefined ? undefined : get(jsonOf(exchange.response), pointer)
  if (typeof message !== 'string') return ''
  return Object.values(resource).reduce((text, id) => text.replaceAll(id, '…'), message)
}

/** Makes a case in which the operation itself leads to the final state and is rejected from then on. */
function finalStateCase(operation: Operation, to: string): Case {
  const expectedResponses = operation.lifecycle?.states[to]?.responses ?? []
  return makeCase({
    family: 'lifecycle',
    operation,
    name: `${to} by the operation itself`,
    rules: [ruleIds.lifecycleState(operation, to)],
    stateful: true,
    run: async (context) => {
      if (expectedResponses.length === 0)
        throw new CaseSkipped(`the description has no responses for the state \`${to}\``)
      const resource = await context.resource()
      await context.controlRequest({ resource })
      context.expect(await context.send({ resource }), expectedResponses)
      context.expect(await context.send({ resource }), expectedResponses)
    },
  })
}
