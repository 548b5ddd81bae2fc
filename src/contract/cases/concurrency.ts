import type { ExpectedResponse, Operation } from '../../description/index.ts'
import { allowedStates } from './lifecycle-states.ts'
import { asksToWait } from '../expected/rate-limit.ts'
import { describeExpected, describeResponse } from '../expected/describe.ts'
import { CaseSkipped } from './case-skipped.ts'
import type { Case } from './case.ts'
import type { Exchange } from '../http/exchange.ts'
import type { RequestPlan } from '../http/request.ts'
import type { CaseContext } from './case-context.ts'
import type { MakeCases } from './case-factory.ts'
import { makeCase } from './case-factory.ts'
import { REPLAY_NOT_OBSERVABLE, isReplayObservable } from './idempotency/replay-observable.ts'

/** Requests at once, and how often it is tried: whoever leaves a window of 5 ms is mostly caught in the first round. */
const AT_ONCE = 8
const ROUNDS = 3

/** Many at once: one has an effect, the others are told so. */
export const concurrency: MakeCases = ({ operation }) => [
  ...(operation.idempotency?.stores.includes('success') === true ? [oneKey(operation)] : []),
  ...(operation.idempotency?.mismatch.differs.includes('path') === true &&
  operation.parameters.some(({ object }) => object.in === 'path')
    ? [oneKeyForTwoResources(operation)]
    : []),
  ...(operation.lifecycle === undefined
    ? []
    : allowedStates(operation).map((state, index) =>
        manyKeys(operation, state, index === 0 ? '' : `, ${state}`),
      )),
  ...manyResources(operation),
]

function oneKey(operation: Operation): Case {
  const rule = `${operation.id}/idempotency/inProgress`
  const releases = operation.idempotency?.releases.includes('conflict') === true
  const releaseRule = `${operation.id}/idempotency/releases/conflict`
  const inProgressResponses = operation.idempotency?.inProgress.responses ?? []
  return makeCase({
    family: 'concurrency',
    operation,
    name: `${AT_ONCE} at once with one key`,
    rules: [rule, ...(releases ? [releaseRule] : [])],
    stateful: true,
    serial: true,
    run: async (context) => {
      for (let round = 0; round < ROUNDS; round += 1) {
        context.restartScript()
        const plan = { resource: await context.resource(), key: context.key(), mayBeReplay: true }
        const exchanges = await atOnce(
          context,
          Array.from({ length: AT_ONCE }, () => plan),
        )
        const [first] = exchanges.filter((exchange) => context.succeeded(exchange))
        if (first !== undefined && !(await isReplayObservable(context, plan, first)))
          throw new CaseSkipped(REPLAY_NOT_OBSERVABLE)
        context.record(
          rule,
          first !== undefined,
          () => 'one to succeed',
          () => tally(exchanges),
        )
        if (first === undefined) return
        for (const exchange of exchanges) {
          if (context.succeeded(exchange)) {
            context.expectSame(exchange, first, rule)
            continue
          }
          expectDocumented(context, exchange, rule, inProgressResponses, 'the saved answer, or ')
        }
        const later = await context.send(plan)
        // A key that was told to wait serves afterwards.
        const hadInProgressResponse = exchanges.some((exchange) =>
          context.matches(inProgressResponses, exchange),
        )
        context.expectSame(later, first, rule, ...(releases && hadInProgressResponse ? [releaseRule] : []))
      }
    },
  })
}

/** One key for two resources at once: it executes for one of them alone. */
function oneKeyForTwoResources(operation: Operation): Case {
  const rule = `${operation.id}/idempotency/mismatch/path`
  const { inProgress, mismatch: reused } = operation.idempotency ?? {}
  const expectedRejections = [...(inProgress?.responses ?? []), ...(reused?.responses ?? [])]
  return makeCase({
    family: 'concurrency',
    operation,
    name: 'two resources at once with one key',
    rules: [rule],
    stateful: true,
    serial: true,
    run: async (context) => {
      for (let round = 0; round < ROUNDS; round += 1) {
        context.restartScript()
        const resources = [await context.resource(), await context.resource()]
        const key = context.key()
        const plans = resources.map((resource) => ({ resource, key, mayBeReplay: true }))
        const exchanges = await atOnce(context, plans)
        const others = exchanges.filter((exchange) => !context.succeeded(exchange))
        const isOne = context.record(
          rule,
          others.length === 1,
          () => 'exactly one success',
          () => tally(exchanges),
        )
        if (!isOne) return
        for (const exchange of others) expectDocumented(context, exchange, rule, expectedRejections)
      }
    },
  })
}

function manyKeys(operation: Operation, state: string, suffix: string): Case {
  const rule = `${operation.id}/lifecycle/once`
  const expectedRejections = operation.lifecycle?.states[operation.lifecycle.to]?.responses ?? []
  return makeCase({
    family: 'concurrency',
    operation,
    name: `${AT_ONCE} at once with ${AT_ONCE} keys${suffix}`,
    rules: [rule],
    stateful: true,
    serial: true,
    run: async (context) => {
      for (let round = 0; round < ROUNDS; round += 1) {
        context.restartScript()
        const resource = await context.resource(state)
        const plans = Array.from({ length: AT_ONCE }, () => ({ resource, key: context.key() }))
        const exchanges = await atOnce(context, plans)
        const succeeded = exchanges.filter((exchange) => context.succeeded(exchange))
        if (
          !context.record(
            rule,
            succeeded.length === 1,
            () => 'exactly one success',
            () => tally(exchanges),
          )
        )
          return
        for (const exchange of exchanges.filter((other) => !succeeded.includes(other))) {
          expectDocumented(context, exchange, rule, expectedRejections)
        }
      }
    },
  })
}

/** Requests at once on resources of their own do not meddle with each other: each gets its own answer. */
function manyResources(operation: Operation): Case[] {
  const parameter = operation.parameters.find(({ object }) => object.in === 'path')?.object
  if (parameter === undefined) return []
  const rule = `${operation.id}/path.${parameter.name}/accepted`
  return [
    makeCase({
      family: 'concurrency',
      operation,
      name: `${AT_ONCE} at once on ${AT_ONCE} resources`,
      rules: [rule],
      stateful: true,
      serial: true,
      run: async (context) => {
        const resources = await Promise.all(Array.from({ length: AT_ONCE }, () => context.resource()))
        const exchanges = await context.sendConcurrently(resources.map((resource) => ({ resource })))
        for (const exchange of exchanges) context.expectSuccess(exchange, rule)
      },
    }),
  ]
}

/** Beside the answer that is meant, a server under contention may say that it is, as documented. */
function expectDocumented(
  context: CaseContext,
  exchange: Exchange,
  rule: string,
  expectedResponses: readonly ExpectedResponse[],
  prefix = '',
): void {
  const busyResponses: ExpectedResponse[] = ['409', '423', '429', '503'].map((status) => ({ status }))
  const documented = busyResponses.filter(({ status }) =>
    exchange.operation.responses.some((response) => response.status === status),
  )
  const { description } = context
  const acceptedResponses = [...expectedResponses, ...documented]
  // A status that conforms whatever stands with it is told once.
  const describedResponses = [
    ...expectedResponses.filter(({ status }) => !documented.some((one) => one.status === status)),
    ...documented,
  ]
  context.record(
    rule,
    context.matches(acceptedResponses, exchange),
    () => `${prefix}${describeExpected(description, exchange.operation, describedResponses)}`,
    () => describeResponse(description, exchange),
  )
}

/** Sends all at once; what a rate limit held off was not executed, and goes out again once it may. */
async function atOnce(context: CaseContext, plans: readonly RequestPlan[]): Promise<Exchange[]> {
  const exchanges = await context.sendConcurrently(plans, { waitForRateLimit: false })
  for (const [index, plan] of plans.entries()) {
    const exchange = exchanges[index]
    if (exchange !== undefined && asksToWait(exchange)) exchanges[index] = await context.send(plan)
  }
  return exchanges
}

function tally(exchanges: readonly Exchange[]): string {
  const counts = new Map<number, number>()
  for (const { response } of exchanges) counts.set(response.status, (counts.get(response.status) ?? 0) + 1)
  return [...counts].map(([status, count]) => `${count} × ${status}`).join(', ')
}
