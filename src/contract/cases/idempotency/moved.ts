import type { Lifecycle, Operation } from '../../../description/index.ts'
import { causes } from '../../checks/causes.ts'
import { describeResponse } from '../../expected/describe.ts'
import type { PathParameters } from '../../fixtures/types.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { RuleId } from '../../rules/ids.ts'
import type { CaseContext } from '../case-context.ts'
import { CaseSkipped } from '../case-skipped.ts'
import type { Case } from '../case.ts'
import { explain } from '../explain.ts'
import { allowedStates } from '../lifecycle-states.ts'
import { clauseCase } from './clause-case.ts'

/** Makes the cases in which a stored response is replayed after the fixtures have moved the resource to another state. */
export function movedResources(operation: Operation): Case[] {
  const { lifecycle, idempotency } = operation
  const { stores = [] } = idempotency ?? {}
  const [allowed] = allowedStates(operation)
  if (lifecycle === undefined || allowed === undefined) return []
  return [
    ...(stores.includes('success') && allowed !== lifecycle.to ? [movedSuccess(operation, allowed)] : []),
    ...(stores.includes('rejection') ? movedRejections(operation, lifecycle, allowed) : []),
  ]
}

/** Replays a success although the resource is no longer in the final state. A new execution would succeed as well. */
function movedSuccess(operation: Operation, allowed: string): Case {
  const name = `replay of a success after a move to ${allowed}`
  return clauseCase(operation, name, ['stores/success'], async (context) => {
    const plan = { resource: await context.resource(), key: context.key() }
    const first = await context.controlRequest(plan)
    await context.move(plan.resource, allowed)
    const again = await context.send({ ...plan, mayBeReplay: true })
    const rule = ruleIds.idempotency(operation, 'stores/success')
    if (!context.expectSame(again, first, rule)) return
    await expectNotExecuted(context, plan.resource, rule, async () => {
      const resource = await context.resource()
      await context.controlRequest({ resource })
      await context.move(resource, allowed)
      return resource
    })
  })
}

/** Replays a rejection although its reason is gone: the resource is now in a state that allows the operation. */
function movedRejections(operation: Operation, lifecycle: Lifecycle, allowed: string): Case[] {
  return Object.entries(lifecycle.states)
    .filter(([state, { responses }]) => state !== lifecycle.to && responses.some(isRejection))
    .map(([state, { responses }]) =>
      clauseCase(operation, `replay of a rejection after ${state}`, ['stores/rejection'], async (context) => {
        const plan = { resource: await context.resource(state), key: context.key() }
        const first = await context.send(plan)
        if (!context.matches(responses.filter(isRejection), first))
          throw new CaseSkipped(`the request was not rejected in the state \`${state}\``)
        await context.move(plan.resource, allowed)
        const again = await context.send({ ...plan, mayBeReplay: true })
        context.expectSame(again, first, ruleIds.idempotency(operation, 'stores/rejection'))
      }),
    )
}

/**
 * Expects that a replay did not execute its request: a new request succeeds on the moved resource.
 *
 * @param moveOther makes a resource with the same past but without the replay. A request on it must succeed too, because a
 *   resource may keep more than its state when a fixture moves it
 */
async function expectNotExecuted(
  context: CaseContext,
  resource: PathParameters,
  rule: RuleId,
  moveOther: () => Promise<PathParameters>,
): Promise<void> {
  const exchange = await context.send({ resource })
  const record = (): boolean =>
    context.record(
      rule,
      context.succeeded(exchange),
      () => 'a replay that executes nothing: a new request on the same resource succeeds afterwards',
      () => describeResponse(context.description, exchange),
      causes.replay(context.operation.id, 'executed again'),
    )
  const isOtherFree = async (): Promise<boolean> =>
    context.succeeded(await context.send({ resource: await moveOther() }))
  if (!context.succeeded(exchange) && !(await explain(isOtherFree, record)))
    throw new CaseSkipped('a moved resource rejects the request without a replay, too')
  record()
}

function isRejection({ status }: { readonly status: string }): boolean {
  return status.startsWith('4')
}
