import type { Answer, Operation } from '../../description/index.ts'
import { allowedStates } from './lifecycle-states.ts'
import { asksToWait, describeAnswers, describeResponse } from '../expected/expected.ts'
import { NotReached } from './case.ts'
import type { Case } from './case.ts'
import type { Exchange } from '../http/exchange.ts'
import type { RequestPlan } from '../http/request.ts'
import type { Story } from '../run/case-context.ts'
import type { MakeCases } from './family.ts'
import { makeCase } from './family.ts'
import { ALIKE, isToldApart } from './idempotency/observable.ts'

/** Requests at once, and how often it is tried: whoever leaves a window of 5 ms is mostly caught in the first round. */
const AT_ONCE = 8
const ROUNDS = 3

/** Many at once: one has an effect, the others are told so. */
export const concurrency: MakeCases = ({ operation }) => [
  ...(operation.idempotency?.saves.includes('success') === true ? [oneKey(operation)] : []),
  ...(operation.idempotency?.reused.differs.includes('path') === true &&
  operation.parameters.some(({ object }) => object.in === 'path')
    ? [oneKeyForTwo(operation)]
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
  const frees = operation.idempotency?.leavesFree.includes('conflict') === true
  const freed = `${operation.id}/idempotency/leavesFree/conflict`
  const waits = operation.idempotency?.inProgress.answers ?? []
  return makeCase({
    family: 'concurrency',
    operation,
    name: `${AT_ONCE} at once with one key`,
    rules: [rule, ...(frees ? [freed] : [])],
    stateful: true,
    alone: true,
    run: async (story) => {
      for (let round = 0; round < ROUNDS; round += 1) {
        story.script.restart()
        const plan = { resource: await story.resource(), key: story.key(), mayBeReplay: true }
        const exchanges = await atOnce(
          story,
          Array.from({ length: AT_ONCE }, () => plan),
        )
        const [first] = exchanges.filter((exchange) => story.succeeded(exchange))
        if (first !== undefined && !(await isToldApart(story, plan, first))) throw new NotReached(ALIKE)
        story.hold(
          rule,
          first !== undefined,
          () => 'one to succeed',
          () => tally(exchanges),
        )
        if (first === undefined) return
        for (const exchange of exchanges) {
          if (story.succeeded(exchange)) {
            story.expectSame(exchange, first, rule)
            continue
          }
          describedOr(story, exchange, rule, waits, 'the saved answer, or ')
        }
        const later = await story.send(plan)
        // A key that was told to wait serves afterwards.
        const waited = exchanges.some((exchange) => story.fits(waits, exchange))
        story.expectSame(later, first, rule, ...(frees && waited ? [freed] : []))
      }
    },
  })
}

/** One key for two resources at once: it executes for one of them alone. */
function oneKeyForTwo(operation: Operation): Case {
  const rule = `${operation.id}/idempotency/reused/path`
  const { inProgress, reused } = operation.idempotency ?? {}
  const refused = [...(inProgress?.answers ?? []), ...(reused?.answers ?? [])]
  return makeCase({
    family: 'concurrency',
    operation,
    name: 'two resources at once with one key',
    rules: [rule],
    stateful: true,
    alone: true,
    run: async (story) => {
      for (let round = 0; round < ROUNDS; round += 1) {
        story.script.restart()
        const resources = [await story.resource(), await story.resource()]
        const key = story.key()
        const plans = resources.map((resource) => ({ resource, key, mayBeReplay: true }))
        const exchanges = await atOnce(story, plans)
        const others = exchanges.filter((exchange) => !story.succeeded(exchange))
        const isOne = story.hold(
          rule,
          others.length === 1,
          () => 'exactly one success',
          () => tally(exchanges),
        )
        if (!isOne) return
        for (const exchange of others) describedOr(story, exchange, rule, refused)
      }
    },
  })
}

function manyKeys(operation: Operation, state: string, suffix: string): Case {
  const rule = `${operation.id}/lifecycle/once`
  const refused = operation.lifecycle?.states[operation.lifecycle.to]?.answers ?? []
  return makeCase({
    family: 'concurrency',
    operation,
    name: `${AT_ONCE} at once with ${AT_ONCE} keys${suffix}`,
    rules: [rule],
    stateful: true,
    alone: true,
    run: async (story) => {
      for (let round = 0; round < ROUNDS; round += 1) {
        story.script.restart()
        const resource = await story.resource(state)
        const plans = Array.from({ length: AT_ONCE }, () => ({ resource, key: story.key() }))
        const exchanges = await atOnce(story, plans)
        const succeeded = exchanges.filter((exchange) => story.succeeded(exchange))
        if (
          !story.hold(
            rule,
            succeeded.length === 1,
            () => 'exactly one success',
            () => tally(exchanges),
          )
        )
          return
        for (const exchange of exchanges.filter((other) => !succeeded.includes(other))) {
          describedOr(story, exchange, rule, refused)
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
      alone: true,
      run: async (story) => {
        const resources = await Promise.all(Array.from({ length: AT_ONCE }, () => story.resource()))
        const exchanges = await story.atOnce(resources.map((resource) => ({ resource })))
        for (const exchange of exchanges) story.expectSuccess(exchange, rule)
      },
    }),
  ]
}

/** Beside the answer that is meant, a server under contention may say that it is, as documented. */
function describedOr(
  story: Story,
  exchange: Exchange,
  rule: string,
  answers: readonly Answer[],
  saved = '',
): void {
  const busy: Answer[] = ['409', '423', '429', '503'].map((status) => ({ status }))
  const documented = busy.filter(({ status }) =>
    exchange.operation.responses.some((response) => response.status === status),
  )
  const { description } = story.stage.context
  const wanted = [...answers, ...documented]
  // A status that conforms whatever stands with it is told once.
  const told = [
    ...answers.filter(({ status }) => !documented.some((one) => one.status === status)),
    ...documented,
  ]
  story.hold(
    rule,
    story.fits(wanted, exchange),
    () => `${saved}${describeAnswers(description, exchange.operation, told)}`,
    () => describeResponse(description, exchange),
  )
}

/** Sends all at once; what a rate limit held off was not executed, and goes out again once it may. */
async function atOnce(story: Story, plans: readonly RequestPlan[]): Promise<Exchange[]> {
  const exchanges = await story.atOnce(plans, { obey: false })
  for (const [index, plan] of plans.entries()) {
    const exchange = exchanges[index]
    if (exchange !== undefined && asksToWait(exchange)) exchanges[index] = await story.send(plan)
  }
  return exchanges
}

function tally(exchanges: readonly Exchange[]): string {
  const counts = new Map<number, number>()
  for (const { response } of exchanges) counts.set(response.status, (counts.get(response.status) ?? 0) + 1)
  return [...counts].map(([status, count]) => `${count} × ${status}`).join(', ')
}
