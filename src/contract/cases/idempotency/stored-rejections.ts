import type { Operation } from '../../../description/index.ts'
import { ruleIds } from '../../rules/ids.ts'
import { CaseSkipped } from '../case-skipped.ts'
import type { Case } from '../case.ts'
import type { PartialPlan } from '../case-factory.ts'
import { resourceInState } from '../lifecycle.ts'
import { rejectedStates } from '../lifecycle-states.ts'
import type { Bodies } from './bodies.ts'
import { clauseCase } from './clause-case.ts'
import { expectReplayHeaders } from './replay-headers.ts'

/** Makes the cases in which a rejection is stored under its key, for each state that rejects the operation. */
export function storedRejections(operation: Operation, { first, other }: Bodies): Case[] {
  const { stores = [], mismatch } = operation.idempotency ?? {}
  if (!stores.includes('rejection')) return []
  const states = rejectedStates(operation)
  return [
    ...states.map((state, index) => replayedRejection(operation, state, index === 0)),
    ...(mismatch?.differs.includes('body') === true && other !== undefined
      ? states.map((state, index) => reusedRejection(operation, state, index === 0, [first, other]))
      : []),
  ]
}

function replayedRejection(operation: Operation, state: string, isFirst: boolean): Case {
  const name = `replay of a rejection${isFirst ? '' : `, ${state}`}`
  return clauseCase(operation, name, ['stores/rejection'], async (context) => {
    if (isFirst) await context.controlRequest({ resource: await context.resource() })
    const plan = { resource: await resourceInState(context, operation, state), key: context.key() }
    const first = await context.send(plan)
    if (!context.matches(operation.lifecycle?.states[state]?.responses ?? [], first))
      throw new CaseSkipped(`the request was not rejected as described in the state \`${state}\``)
    const again = await context.send({ ...plan, mayBeReplay: true })
    const isSame = context.expectSame(again, first, ruleIds.idempotency(operation, 'stores/rejection'))
    if (!isSame) return
    context.keepForLater(plan, first)
    expectReplayHeaders(context, again, first)
  })
}

function reusedRejection(
  operation: Operation,
  state: string,
  isFirst: boolean,
  [one, other]: readonly [PartialPlan, PartialPlan],
): Case {
  const name = `key of a rejection reused with another body${isFirst ? '' : `, ${state}`}`
  return clauseCase(operation, name, ['stores/rejection', 'mismatch/body'], async (context) => {
    const plan = { resource: await resourceInState(context, operation, state), key: context.key() }
    const first = await context.send({ ...plan, ...one })
    if (context.succeeded(first))
      throw new CaseSkipped(`the request was not rejected in the state \`${state}\``)
    context.expect(
      await context.send({ ...plan, ...other }),
      operation.idempotency?.mismatch.responses ?? [],
      ruleIds.idempotency(operation, 'stores/rejection'),
    )
  })
}
