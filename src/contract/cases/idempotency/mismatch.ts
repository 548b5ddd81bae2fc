import type { Operation } from '../../../description/index.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { CaseContext } from '../case-context.ts'
import type { Case } from '../case.ts'
import type { PartialPlan } from '../case-factory.ts'
import type { Bodies } from './bodies.ts'
import { clauseCase } from './clause-case.ts'
import { isReplayObservable } from './replay-observable.ts'

/** Makes the cases in which a used key with another request is rejected. */
export function mismatches(operation: Operation, bodies: Bodies): Case[] {
  const { differs = [] } = operation.idempotency?.mismatch ?? {}
  const hasPath = operation.parameters.some(({ object }) => object.in === 'path')
  return [
    ...(differs.includes('body') ? bodyMismatches(operation, bodies) : []),
    ...(differs.includes('path') && hasPath ? [pathMismatch(operation, bodies.first)] : []),
  ]
}

function bodyMismatches(operation: Operation, { first, other, similar, isOptional }: Bodies): Case[] {
  return [
    ...(other === undefined
      ? []
      : [
          clauseCase(operation, 'key reused with another body', ['mismatch/body', 'replay'], (context) =>
            reuseKey(context, first, other),
          ),
        ]),
    ...(similar.length > 1 ? [similarBodies(operation, similar)] : []),
    ...(isOptional
      ? [
          clauseCase(operation, 'key reused without a body', ['mismatch/body'], (context) =>
            reuseKey(context, first, {}),
          ),
          clauseCase(operation, 'key reused with an added body', ['mismatch/body'], (context) =>
            reuseKey(context, {}, first),
          ),
        ]
      : []),
  ]
}

/** Expects a rejection of the second body, and afterwards a replay of the first response. */
async function reuseKey(context: CaseContext, one: PartialPlan, other: PartialPlan): Promise<void> {
  const { operation } = context
  const plan = { resource: await context.resource(), key: context.key() }
  const first = await context.controlRequest({ ...plan, ...one })
  const exchange = await context.send({ ...plan, ...other })
  const expectedResponses = operation.idempotency?.mismatch.responses ?? []
  const isRejected = context.expect(
    exchange,
    expectedResponses,
    ruleIds.idempotency(operation, 'mismatch/body'),
  )
  if (!isRejected || !(await isReplayObservable(context, { ...plan, ...one }, first))) return
  const again = await context.send({ ...plan, ...one, mayBeReplay: true })
  context.expectSame(again, first, ruleIds.idempotency(operation, 'replay'))
}

function similarBodies(operation: Operation, [first, ...others]: readonly PartialPlan[]): Case {
  return clauseCase(operation, 'key reused with a similar body', ['mismatch/body'], async (context) => {
    const plan = { resource: await context.resource(), key: context.key() }
    await context.controlRequest({ ...plan, ...first })
    for (const other of others)
      context.expect(
        await context.send({ ...plan, ...other }),
        operation.idempotency?.mismatch.responses ?? [],
        ruleIds.idempotency(operation, 'mismatch/body'),
      )
  })
}

function pathMismatch(operation: Operation, body: PartialPlan): Case {
  const rule = ruleIds.idempotency(operation, 'mismatch/path')
  return clauseCase(operation, 'key reused with another path', ['mismatch/path'], async (context) => {
    const key = context.key()
    const [one, other] = [await context.resource(), await context.resource()]
    await context.controlRequest({ resource: one, key, ...body })
    const exchange = await context.send({ resource: other, key, ...body })
    if (context.expect(exchange, operation.idempotency?.mismatch.responses ?? [], rule))
      context.expectSuccess(await context.send({ resource: other }), rule)
  })
}
