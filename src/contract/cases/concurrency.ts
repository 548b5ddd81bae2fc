import { randomUUID } from 'node:crypto'
import type { Answer, Operation } from '../../description/index.ts'
import { describeAnswers, describeResponse } from '../answers.ts'
import type { Case } from '../case.ts'
import type { Exchange } from '../exchange.ts'
import type { Story } from '../story.ts'
import type { MakeCases } from './family.ts'
import { makeCase } from './family.ts'

/** Requests at once, and how often it is tried: a window of 5 ms is met by far in the first round. */
const AT_ONCE = 8
const ROUNDS = 3

/** Many at once: one has an effect, the others are told so. */
export const concurrency: MakeCases = ({ operation }) => [
  ...(operation.idempotency?.saves.includes('success') === true ? [oneKey(operation)] : []),
  ...(operation.lifecycle === undefined ? [] : [manyKeys(operation)]),
  ...manyResources(operation),
]

function oneKey(operation: Operation): Case {
  const rule = `${operation.id}/idempotency/inProgress`
  const frees = operation.idempotency?.leavesFree.includes('conflict') === true
  const freed = frees ? `${operation.id}/idempotency/leavesFree/conflict` : undefined
  const waits = operation.idempotency?.inProgress.answers ?? []
  return makeCase({
    family: 'concurrency',
    operation,
    name: `${AT_ONCE} at once with one key`,
    rules: freed === undefined ? [rule] : [rule, freed],
    stateful: true,
    alone: true,
    run: async (story) => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const plan = { resource: await story.resource(), key: randomUUID(), mayBeReplay: true }
        const exchanges = await atOnce(story, () => plan)
        const [first] = exchanges.filter((exchange) => story.succeeded(exchange))
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
          describedOr(story, exchange, rule, waits)
        }
        const later = await story.send(plan)
        const saved = story.expectSame(later, first, rule)
        // A key that was told to wait serves afterwards.
        if (freed !== undefined && exchanges.some((exchange) => story.fits(waits, exchange))) {
          story.hold(
            freed,
            saved,
            () => 'the saved answer after a conflict',
            () => String(later.response.status),
          )
        }
      }
    },
  })
}

function manyKeys(operation: Operation): Case {
  const rule = `${operation.id}/lifecycle/once`
  const refused = operation.lifecycle?.states[operation.lifecycle.to]?.answers ?? []
  return makeCase({
    family: 'concurrency',
    operation,
    name: `${AT_ONCE} at once with ${AT_ONCE} keys`,
    rules: [rule],
    stateful: true,
    alone: true,
    run: async (story) => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const resource = await story.resource()
        const exchanges = await atOnce(story, () => ({ resource }))
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
        const exchanges = await Promise.all(resources.map((resource) => story.send({ resource })))
        for (const exchange of exchanges) story.expectSuccess(exchange, rule)
      },
    }),
  ]
}

/** Beside the answer that is meant, a server under contention may ask to wait: 409 or 429, as documented. */
function describedOr(story: Story, exchange: Exchange, rule: string, answers: readonly Answer[]): void {
  const busy: Answer[] = [{ status: '409' }, { status: '429' }]
  const documented = busy.filter(({ status }) =>
    exchange.operation.responses.some((response) => response.status === status),
  )
  const { description } = story.stage.context
  const wanted = [...answers, ...documented]
  story.hold(
    rule,
    story.fits(wanted, exchange),
    () => describeAnswers(description, exchange.operation, wanted),
    () => describeResponse(description, exchange),
  )
}

function atOnce(story: Story, plan: () => Parameters<Story['send']>[0]): Promise<Exchange[]> {
  return Promise.all(Array.from({ length: AT_ONCE }, () => story.send(plan(), { obey: false })))
}

function tally(exchanges: readonly Exchange[]): string {
  const counts = new Map<number, number>()
  for (const { response } of exchanges) counts.set(response.status, (counts.get(response.status) ?? 0) + 1)
  return [...counts].map(([status, count]) => `${count} × ${status}`).join(', ')
}
