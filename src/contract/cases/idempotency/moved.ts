import type { Operation } from '../../../description/index.ts'
import { ruleIds } from '../../rules/ids.ts'
import { CaseSkipped } from '../case-skipped.ts'
import type { Case } from '../case.ts'
import { allowedStates } from '../lifecycle-states.ts'
import { clauseCase } from './clause-case.ts'

/**
 * Makes the cases in which a stored rejection is replayed although its reason is gone: the fixtures have moved the resource
 * to a state that allows the operation.
 */
export function movedResources(operation: Operation): Case[] {
  const { lifecycle, idempotency } = operation
  const [allowed] = allowedStates(operation)
  if (lifecycle === undefined || allowed === undefined) return []
  if (idempotency?.stores.includes('rejection') !== true) return []
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

function isRejection({ status }: { readonly status: string }): boolean {
  return status.startsWith('4')
}
