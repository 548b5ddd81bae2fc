import type { Operation } from '../../description/index.ts'
import { get } from '../../description/index.ts'
import type { Case } from './case.ts'
import { CaseSkipped } from './case-skipped.ts'
import { documentedResponse } from '../checks/documented.ts'
import type { Exchange } from '../http/exchange.ts'
import type { PathParameters } from '../fixtures/types.ts'
import { jsonOf } from '../http/body.ts'
import type { CaseContext } from './case-context.ts'
import type { MakeCases } from './case-factory.ts'
import { makeCase } from './case-factory.ts'

/** Each state that the description names: allowed, refused, or either; a refusal changes nothing. */
export const lifecycle: MakeCases = ({ operation }) => {
  const definition = operation.lifecycle
  if (definition === undefined) return []
  const states = Object.entries(definition.states).map(([state, { responses: expectedResponses }]) =>
    makeCase({
      family: 'lifecycle',
      operation,
      name: state,
      rules: [`${operation.id}/lifecycle/${state}`, `${operation.id}/lifecycle/to`],
      stateful: true,
      run: async (context) => {
        // A refusal shows nothing where every request is refused.
        if (expectedResponses.some(({ status }) => /^4/.test(status))) {
          await context.controlRequest({ resource: await context.resource() })
        }
        const resource = await resourceInState(context, operation, state)
        const first = await context.send({ resource })
        context.expect(first, expectedResponses)
        if (context.succeeded(first)) expectState(context, first, definition.to)
        else await expectUnchanged(context, resource, first, state)
      },
    }),
  )
  return definition.states[definition.to] === undefined
    ? states
    : [...states, finalStateCase(operation, definition.to)]
}

/** A resource in a state; the one that follows a success can be had by the operation itself. */
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

function expectState(context: CaseContext, exchange: Exchange, to: string): void {
  const { operation } = exchange
  const pointer = operation.lifecycle?.state ?? ''
  // A success that is described without a body tells no state.
  if (exchange.response.body.byteLength === 0 && documentedResponse(exchange)?.content.length === 0)
    throw new CaseSkipped('the answer has no body that shows the state')
  const state = get(jsonOf(exchange.response), pointer)
  context.record(
    `${operation.id}/lifecycle/to`,
    state === to,
    () => `${pointer} ${JSON.stringify(to)}`,
    () => `${pointer} ${JSON.stringify(state)}`,
  )
}

/**
 * After a refusal, the same question gets the same refusal. Its words are for people and may vary; but where they
 * turn into the very words for the state that a success leads to, the refused request has changed something.
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
  const messageFor = (exchange: Exchange, known: PathParameters): string =>
    maskedMessageOf(context, exchange, known)
  if (messageFor(first, resource) === messageFor(second, resource)) return
  const ended = await resourceInState(context, operation, definition.to)
  const finalMessage = messageFor(await context.send({ resource: ended }), ended)
  context.record(
    `${operation.id}/lifecycle/${state}`,
    messageFor(second, resource) !== finalMessage || messageFor(first, resource) === finalMessage,
    () => `the same refusal again: ${messageFor(first, resource)}`,
    () => `the refusal of \`${definition.to}\`: ${messageFor(second, resource)}`,
  )
}

/** A refusal's message without the ids in it. */
function maskedMessageOf(context: CaseContext, exchange: Exchange, resource: PathParameters): string {
  const pointer = context.description.document['x-errors']?.message
  const message = pointer === undefined ? undefined : get(jsonOf(exchange.response), pointer)
  if (typeof message !== 'string') return ''
  return Object.values(resource).reduce((text, id) => text.replaceAll(id, '…'), message)
}

/** What has come to its end stays there: a second try is refused, whoever made the first. */
function finalStateCase(operation: Operation, to: string): Case {
  const expectedResponses = operation.lifecycle?.states[to]?.responses ?? []
  return makeCase({
    family: 'lifecycle',
    operation,
    name: `${to} by the operation itself`,
    rules: [`${operation.id}/lifecycle/${to}`],
    stateful: true,
    run: async (context) => {
      if (expectedResponses.length === 0)
        throw new CaseSkipped(`the description does not say what \`${to}\` answers`)
      const resource = await context.resource()
      await context.controlRequest({ resource })
      context.expect(await context.send({ resource }), expectedResponses)
      context.expect(await context.send({ resource }), expectedResponses)
    },
  })
}
