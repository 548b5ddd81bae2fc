import type { Operation } from '../../../description/index.ts'
import { CONFLICT, isConflict } from '../../expected/conflict.ts'
import { bodyGate } from '../../http/body-gate.ts'
import type { Exchange } from '../../http/exchange.ts'
import type { RequestPlan } from '../../http/request.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { RuleId } from '../../rules/ids.ts'
import type { CaseContext } from '../case-context.ts'
import { CannotPass, CaseSkipped } from '../case-skipped.ts'
import type { Case } from '../case.ts'
import type { CaseInput, PartialPlan } from '../case-factory.ts'
import { makeCase } from '../case-factory.ts'
import { explain } from '../explain.ts'
import { bodiesOf } from '../idempotency/bodies.ts'
import type { Bodies } from '../idempotency/bodies.ts'
import { expectLosers, expectOneSuccess, sendAtOnce } from './exchanges.ts'
import { runOneKeyRound } from './one-key.ts'
import { REQUESTS, roundsCase } from './rounds.ts'

/**
 * Makes the cases of concurrent requests with slow bodies. A server that reads them takes more steps, between which another
 * request may come: all requests wait for the second half of their body, and get it together.
 */
export function bodyCases(input: CaseInput): Case[] {
  const { operation } = input
  const bodies = distinctBodies(bodiesOf(input))
  if (bodies.length === 0) return []
  const { lifecycle, idempotency, parameters } = operation
  const hasPath = parameters.some(({ object }) => object.in === 'path')
  const storesSuccess = idempotency?.stores.includes('success') === true
  return [
    ...(lifecycle === undefined ? [] : [manyKeys(operation, bodies)]),
    ...(storesSuccess ? [oneKey(operation, bodies)] : []),
    ...(storesSuccess && idempotency.mismatch.differs.includes('body') && bodies.length > 1
      ? [oneKeyForTwo(operation, bodies)]
      : []),
    ...(hasPath ? [manyResources(operation, bodies)] : []),
  ]
}

/** Returns the bodies that are not empty. */
function distinctBodies({ first, other, similar }: Bodies): PartialPlan[] {
  const all = [first, ...(other === undefined ? [] : [other]), ...similar]
  const byText = new Map(
    all.flatMap((plan) =>
      plan.body == null ? [] : [[Buffer.from(plan.body.bytes).toString(), plan] as const],
    ),
  )
  return [...byText].flatMap(([text, plan]) => (/^(?:\{\})?$/.test(text) ? [] : [plan]))
}

/** Returns plans with the bodies in turn, which all end together, when the server has had time to read what came before. */
function withSlowBodies(
  bodies: readonly PartialPlan[],
  plans: readonly RequestPlan[],
  reading: number,
): RequestPlan[] {
  const hold = bodyGate(plans.length, reading)
  return plans.map((plan, index) => ({ ...plan, ...bodies[index % bodies.length], hold }))
}

/** Measures how many milliseconds a creation takes: a busy server needs as long to read a request. */
async function timed<Created>(creation: Promise<Created>): Promise<{ created: Created; reading: number }> {
  const startedAt = performance.now()
  return { created: await creation, reading: performance.now() - startedAt }
}

function manyKeys(operation: Operation, bodies: readonly PartialPlan[]): Case {
  const rule = ruleIds.lifecycle(operation, 'once')
  const { to = '', states = {} } = operation.lifecycle ?? {}
  const name = `${REQUESTS} concurrent requests with ${REQUESTS} keys and slow bodies`
  return roundsCase(
    operation,
    name,
    [rule],
    async (context) => {
      const { created: resource, reading } = await timed(context.resource())
      const plans = Array.from({ length: REQUESTS }, () => ({ resource, key: context.key() }))
      const exchanges = await sendAtOnce(context, withSlowBodies(bodies, plans, reading))
      if (!expectOneSuccess(context, exchanges, rule)) return false
      const losers = exchanges.filter((exchange) => !context.succeeded(exchange))
      const losersRule = states[to] === undefined ? rule : ruleIds.lifecycleState(operation, to)
      expectLosers(context, losers, losersRule, states[to]?.responses ?? [])
      return true
    },
    1,
  )
}

function oneKey(operation: Operation, [body = {}]: readonly PartialPlan[]): Case {
  const name = `${REQUESTS} concurrent requests with one key and slow bodies`
  return roundsCase(
    operation,
    name,
    [ruleIds.idempotency(operation, 'inProgress')],
    async (context) => {
      const { created: resource, reading } = await timed(context.resource())
      const plan = { resource, key: context.key(), mayBeReplay: true, ...body }
      return runOneKeyRound(
        context,
        withSlowBodies([body], new Array<RequestPlan>(REQUESTS).fill(plan), reading),
      )
    },
    1,
  )
}

function oneKeyForTwo(operation: Operation, bodies: readonly PartialPlan[]): Case {
  const rule = ruleIds.idempotency(operation, 'mismatch/body')
  const { inProgress, mismatch } = operation.idempotency ?? {}
  const expected = [...(inProgress?.responses ?? []), ...(mismatch?.responses ?? [])]
  const name = '2 concurrent requests with one key and slow bodies'
  return roundsCase(
    operation,
    name,
    [rule],
    async (context) => {
      const { created: resource, reading } = await timed(context.resource())
      const plan = { resource, key: context.key(), mayBeReplay: true }
      const exchanges = await sendAtOnce(context, withSlowBodies(bodies.slice(0, 2), [plan, plan], reading))
      if (!expectOneSuccess(context, exchanges, rule)) return false
      const losers = exchanges.filter((exchange) => !context.succeeded(exchange))
      expectLosers(context, losers, rule, expected)
      return true
    },
    1,
  )
}

/**
 * Expects that all requests succeed.
 *
 * @throws CannotPass if the server rejects one of their bodies in a request of its own, too, which other cases test
 * @throws CaseSkipped if that request only conflicts with another resource that has the same name
 */
async function expectSuccesses(
  context: CaseContext,
  exchanges: readonly Exchange[],
  { bodies, rule }: { bodies: readonly PartialPlan[]; rule: RuleId },
): Promise<void> {
  const rejections: Exchange[] = []
  const isRejectedAlone = async (index: number): Promise<boolean> => {
    const resource = await context.resource()
    const alone = await context.send({ resource, ...bodies[index % bodies.length] })
    if (context.succeeded(alone)) return false
    rejections.push(alone)
    return true
  }
  for (const [index, exchange] of exchanges.entries()) {
    const expectSuccess = (): boolean => context.expectSuccess(exchange)
    const isExplained =
      !context.succeeded(exchange) && (await explain(() => isRejectedAlone(index), expectSuccess))
    if (!isExplained) expectSuccess()
  }
  if (rejections.length === 0) return
  if (rejections.every(isConflict)) throw new CaseSkipped(CONFLICT)
  throw new CannotPass('a body is rejected in a request of its own, too', [rule])
}

function manyResources(operation: Operation, bodies: readonly PartialPlan[]): Case {
  const parameter = operation.parameters.find(({ object }) => object.in === 'path')?.object
  const rule = ruleIds.parameter(operation, parameter ?? { in: 'path', name: '' }, 'accepted')
  return makeCase({
    family: 'concurrency',
    operation,
    name: `${REQUESTS} concurrent requests for ${REQUESTS} resources and slow bodies`,
    rules: [rule],
    stateful: true,
    serial: true,
    run: async (context: CaseContext) => {
      const { created, reading } = await timed(
        Promise.all(Array.from({ length: REQUESTS }, () => context.resource())),
      )
      const plans = withSlowBodies(
        bodies,
        created.map((resource) => ({ resource })),
        reading,
      )
      await expectSuccesses(context, await context.sendConcurrently(plans), { bodies, rule })
    },
  })
}
