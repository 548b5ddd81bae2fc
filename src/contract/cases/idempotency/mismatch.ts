import { isDescribedId } from '../../../description/index.ts'
import type { Operation } from '../../../description/index.ts'
import { rejectionResponses } from '../../expected/expected.ts'
import type { RequestPlan } from '../../http/request.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { CaseContext } from '../case-context.ts'
import type { Case } from '../case.ts'
import type { PartialPlan } from '../case-factory.ts'
import type { Bodies } from './bodies.ts'
import { inOtherCase, withSuffix } from '../unknown-id.ts'
import { clauseCase } from './clause-case.ts'
import { expectNoReplayHeaders, replayHeaderRules } from './replay-headers.ts'
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
          clauseCase(
            operation,
            'key reused with another body',
            ['mismatch/body', 'replay'],
            (context) => reuseKey(context, first, other),
            { otherRules: replayHeaderRules(operation) },
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
  if (isRejected) expectNoReplayHeaders(context, exchange, 'on the rejection of another request')
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
    await expectNearPathsRejected(context, { resource: one, key, ...body })
  })
}

/**
 * Sends a used key with ids that are nearly that of its request: in another letter case, and with another end. A server
 * that compares less of a path than that replays its response. It may also say that there is no such resource.
 */
async function expectNearPathsRejected(context: CaseContext, plan: RequestPlan): Promise<void> {
  const { operation, description } = context
  const name = operation.parameters.findLast(({ object }) => object.in === 'path')?.object.name ?? ''
  const id = plan.resource[name]
  if (id === undefined || !isDescribedId(description, operation, name)) return
  const expected = [
    ...(operation.idempotency?.mismatch.responses ?? []),
    ...rejectionResponses(operation, { in: 'path', name, keyword: 'unknown' }).expectedResponses,
    ...rejectionResponses(operation, { in: 'path', name }).expectedResponses,
  ]
  for (const other of [inOtherCase(id), withSuffix(id)].filter((text) => text !== id)) {
    const exchange = await context.send({ ...plan, resource: { ...plan.resource, [name]: other } })
    context.expect(exchange, expected, ruleIds.idempotency(operation, 'mismatch/path'))
  }
}
