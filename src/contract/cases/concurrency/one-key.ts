import type { Operation } from '../../../description/index.ts'
import type { RequestPlan } from '../../http/request.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { CaseContext } from '../case-context.ts'
import { CaseSkipped } from '../case-skipped.ts'
import type { Case } from '../case.ts'
import {
  expectNoReplayHeaders,
  expectReplaysMarked,
  replayHeaderRules,
} from '../idempotency/replay-headers.ts'
import { REPLAY_NOT_OBSERVABLE, isReplayObservable } from '../idempotency/replay-observable.ts'
import { resourceInState } from '../lifecycle.ts'
import { rejectedStates } from '../lifecycle-states.ts'
import { countByStatus, expectLosers, sendAtOnce } from './exchanges.ts'
import { REQUESTS, roundsCase } from './rounds.ts'

/** Makes a case in which one of several equal requests with one key is executed. */
export function oneKeyCase(operation: Operation): Case {
  const rule = ruleIds.idempotency(operation, 'inProgress')
  const releaseRule = ruleIds.idempotency(operation, 'releases/conflict')
  const releases = operation.idempotency?.releases.includes('conflict') === true
  const name = `${REQUESTS} concurrent requests with one key`
  const rules = [rule, ...(releases ? [releaseRule] : []), ...replayHeaderRules(operation)] as const
  return roundsCase(operation, name, rules, async (context) => {
    const plan = { resource: await context.resource(), key: context.key(), mayBeReplay: true }
    return runOneKeyRound(context, new Array<RequestPlan>(REQUESTS).fill(plan))
  })
}

/** The number of concurrent requests that are rejected. */
const REJECTED = 4

/**
 * Makes a case with equal requests with one key, which the state of the resource rejects. A server may store the rejection
 * correctly, and yet give those that wait for it another response.
 */
export function rejectedKeyCase(operation: Operation): Case[] {
  const rule = ruleIds.idempotency(operation, 'inProgress')
  const [state] = rejectedStates(operation)
  const { stores = [], inProgress } = operation.idempotency ?? {}
  if (state === undefined || !stores.includes('rejection')) return []
  const rejections = operation.lifecycle?.states[state]?.responses ?? []
  const name = `${REJECTED} concurrent requests with one key, ${state}`
  const rejected = roundsCase(
    operation,
    name,
    [rule],
    async (context) => {
      const resource = await resourceInState(context, operation, state)
      const plan = { resource, key: context.key(), mayBeReplay: true }
      const exchanges = await sendAtOnce(context, new Array<RequestPlan>(REJECTED).fill(plan))
      const others = exchanges.filter((exchange) => !context.matches(rejections, exchange))
      if (others.length === exchanges.length)
        throw new CaseSkipped(`no request was rejected as described in the state \`${state}\``)
      expectLosers(context, others, rule, inProgress?.responses ?? [], 'the stored rejection, or ')
      return false
    },
    1,
  )
  return [rejected]
}

/**
 * Sends equal requests with one key at the same time, and then once more.
 *
 * @returns whether to play another round
 */
export async function runOneKeyRound(context: CaseContext, plans: readonly RequestPlan[]): Promise<boolean> {
  const { operation } = context
  const [plan] = plans
  const rule = ruleIds.idempotency(operation, 'inProgress')
  const releaseRule = ruleIds.idempotency(operation, 'releases/conflict')
  const releases = operation.idempotency?.releases.includes('conflict') === true
  const inProgressResponses = operation.idempotency?.inProgress.responses ?? []
  const exchanges = await sendAtOnce(context, plans)
  const first = exchanges.find((exchange) => context.succeeded(exchange))
  if (plan !== undefined && first !== undefined && !(await isReplayObservable(context, plan, first)))
    throw new CaseSkipped(REPLAY_NOT_OBSERVABLE)
  context.record(
    rule,
    first !== undefined,
    () => 'at least one success',
    () => countByStatus(exchanges),
  )
  if (first === undefined || plan === undefined) return false
  const successes = exchanges.filter((exchange) => context.succeeded(exchange))
  const areSame = successes.map((success) => context.expectSame(success, first, rule))
  if (successes.length > 1 && areSame.every(Boolean)) expectReplaysMarked(context, successes)
  const losers = exchanges.filter((exchange) => !successes.includes(exchange))
  expectLosers(context, losers, rule, inProgressResponses, 'the stored response, or ')
  const conflict = losers.find((exchange) => context.matches(inProgressResponses, exchange))
  if (conflict !== undefined)
    expectNoReplayHeaders(context, conflict, 'while the first request is in progress')
  const later = await context.send(plan)
  // A key that was in progress is usable afterwards.
  const wasInProgress = conflict !== undefined
  context.expectSame(later, first, rule, ...(releases && wasInProgress ? [releaseRule] : []))
  return true
}
