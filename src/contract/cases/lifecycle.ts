import type { ExpectedResponse, Lifecycle, Operation } from '../../description/index.ts'
import { get } from '../../description/index.ts'
import type { Case } from './case.ts'
import { CaseSkipped } from './case-skipped.ts'
import { documentedResponse } from '../checks/documented.ts'
import type { Exchange } from '../http/exchange.ts'
import type { PathParameters } from '../fixtures/types.ts'
import { jsonOf } from '../http/body.ts'
import { ruleIds } from '../rules/ids.ts'
import type { CaseContext } from './case-context.ts'
import type { MakeCases, PartialPlan } from './case-factory.ts'
import { explain } from './explain.ts'
import { expectFinalState } from './final-state.ts'
import { fullBodies } from './full-body.ts'
import { rejectedStates, usualState } from './lifecycle-states.ts'
import { makeCase } from './case-factory.ts'
import { expectResourceAsItIs, resourceIn } from './rejected-resource.ts'

/** Tests each state of `x-lifecycle`: the operation is accepted or rejected, and a rejection changes nothing. */
export const lifecycle: MakeCases = (input) => {
  const { operation } = input
  const definition = operation.lifecycle
  if (definition === undefined) return []
  const bodies = fullBodies(input)
  const states = Object.keys(definition.states).map((state, index) =>
    // Other cases send bodies in the usual state.
    stateCase(
      operation,
      definition,
      state,
      state === usualState(operation) ? {} : (bodies[index % bodies.length] ?? {}),
    ),
  )
  return definition.states[definition.to] === undefined
    ? states
    : [...states, finalStateCase(operation, definition.to, bodies[0])]
}

function stateCase(operation: Operation, definition: Lifecycle, state: string, body: PartialPlan): Case {
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
      const make = async (): Promise<PathParameters> => {
        // A rejection proves nothing if the server rejects every request.
        if (expectedResponses.some(({ status }) => /^4/.test(status)))
          await context.controlRequest({ resource: await context.resource() })
        return resourceInState(context, operation, state)
      }
      const { resource, exchange: first } = await sendWithBody(context, make, body, expectedResponses)
      context.expect(first, expectedResponses)
      if (!context.succeeded(first)) {
        if (rejectedStates(operation).includes(state))
          expectResourceAsItIs(context, first, { resource, state })
        await expectUnchanged(context, resource, first, state)
        return
      }
      expectState(context, first, definition)
      await expectStored(context, resource, first, { definition, state })
    },
  })
}

/**
 * Sends a valid body to a resource. A server that rejects it for a resource in the usual state too gets another resource
 * without the body: what it rejects is the body.
 */
async function sendWithBody(
  context: CaseContext,
  make: () => Promise<PathParameters>,
  body: PartialPlan,
  expectedResponses: readonly ExpectedResponse[],
): Promise<{ resource: PathParameters; exchange: Exchange }> {
  const resource = await make()
  const exchange = await context.send({ resource, ...body })
  const isAboutBody = body.body !== undefined && !context.succeeded(exchange)
  if (!isAboutBody || context.matches(expectedResponses, exchange)) return { resource, exchange }
  const sendControl = async (): Promise<{ resource: PathParameters; exchange: Exchange }> => {
    const control = await context.send({ resource: await context.resource(), ...body })
    const isBodyAccepted = context.succeeded(control)
    // The script of the failure is without the control request.
    context.restartScript()
    const other = await make()
    const again = await context.send({ resource: other, ...(isBodyAccepted ? body : {}) })
    const isSeenOnce = isBodyAccepted && context.matches(expectedResponses, again)
    return isSeenOnce ? { resource, exchange } : { resource: other, exchange: again }
  }
  return explain(sendControl, () => context.expect(exchange, expectedResponses))
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

/** Expects that a success is stored: a further request gets a response of the final state, with what is stored. */
async function expectStored(
  context: CaseContext,
  resource: PathParameters,
  success: Exchange,
  { definition: { states, to }, state }: { definition: Lifecycle; state: string },
): Promise<void> {
  if ((states[to]?.responses ?? []).length === 0) return
  const exchange = await context.send({ resource })
  if (await expectFinalState(context, exchange, ruleIds.lifecycleState(context.operation, state)))
    expectResourceAsItIs(context, exchange, { resource, state: to, before: resourceIn(success, resource) })
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
  if (!isRejectedAgain || definition === undefined || context.succeeded(second)) return
  if (rejectedStates(operation).includes(state))
    expectResourceAsItIs(context, second, { resource, state, before: resourceIn(first, resource) })
  if (state === definition.to) return
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

/**
 * Makes a case in which the operation itself leads to the final state and is rejected from then on, with a body and
 * without one.
 */
function finalStateCase(operation: Operation, to: string, body: PartialPlan): Case {
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
      let before: object | undefined
      const make = async (): Promise<PathParameters> => {
        const resource = await context.resource()
        before = resourceIn(await context.controlRequest({ resource }), resource)
        return resource
      }
      const { resource, exchange } = await sendWithBody(context, make, body, expectedResponses)
      const expectRejected = (rejection: Exchange): void => {
        if (context.expect(rejection, expectedResponses))
          expectResourceAsItIs(context, rejection, { resource, state: to, before })
      }
      expectRejected(exchange)
      expectRejected(await context.send({ resource }))
    },
  })
}
