import { isSuccess } from '../../../description/index.ts'
import { readCause } from '../../checks/causes.ts'
import type { Groups } from './groups.ts'
import { ofKind } from './observation.ts'
import type { Observation } from './observation.ts'

/** Joins causes that follow from how a server keeps the states of a resource. */
export function joinLifecycle(groups: Groups, observations: readonly Observation[]): void {
  joinStates(groups, observations)
  joinAcceptedStates(groups, observations)
  joinRaces(groups, observations)
}

/**
 * Joins a state that is wrong in the response to a success with what else is wrong in as many of the same responses, and
 * with a further request that succeeds because the state has not changed.
 */
function joinStates(groups: Groups, observations: readonly Observation[]): void {
  const bodies = ofKind(observations, 'body')
  for (const { rule, cause, failure, count } of observations) {
    if (!rule.id.endsWith('/lifecycle/to')) continue
    const body = bodies.find((one) => {
      const { place, difference } = readCause(one.cause)
      const hasNoState = failure.actual.endsWith(' undefined')
      return hasNoState
        ? difference === 'another structure' || difference === 'not JSON'
        : failure.expected.startsWith(`${place} `)
    })
    if (body === undefined) continue
    groups.join(cause, body.cause)
    for (const other of observations) {
      const isOf = (one: Pick<Observation, 'failure' | 'count'>): boolean =>
        other.failure.case === one.failure.case && other.count === one.count
      const isOfResponse = /^(?:body|criterion|accepted)$/.test(readCause(other.cause).kind)
      if (isOfResponse && (isOf(body) || isOf({ failure, count }))) groups.join(cause, other.cause)
    }
  }
}

/** Joins requests that succeed in states that do not allow them. */
function joinAcceptedStates(groups: Groups, observations: readonly Observation[]): void {
  const first = new Map<string, string>()
  for (const { rule, cause } of ofKind(observations, 'accepted')) {
    const [, lifecycle] = /^(.*\/lifecycle)\/[^/]+$/.exec(rule.id) ?? []
    if (lifecycle === undefined) continue
    const known = first.get(lifecycle) ?? cause
    first.set(lifecycle, known)
    groups.join(known, cause)
  }
}

/** Joins a race with what already happens to requests that come one after the other. */
function joinRaces(groups: Groups, observations: readonly Observation[]): void {
  for (const race of observations) {
    if (!race.rule.id.endsWith('/lifecycle/once')) continue
    const operation = race.rule.id.replace(/lifecycle\/once$/, '')
    const others = observations.filter(
      ({ rule, cause }) => rule.id.startsWith(operation) && cause !== race.cause,
    )
    const reason = reasonOf(race, others)
    if (reason !== undefined) groups.join(reason.cause, race.cause)
  }
}

/** Returns what explains the responses of a race: what a state, or a request without a key, gets by itself. */
function reasonOf({ failure: race }: Observation, others: readonly Observation[]): Observation | undefined {
  const [, first = '', rest] = /^\d+ × (\d{3})(.*)$/.exec(race.actual) ?? []
  if (rest === undefined) return undefined
  if (isSuccess(first)) {
    const accepted = ofKind(others, 'accepted').filter(({ rule }) => /\/lifecycle\/[^/]+$/.test(rule.id))
    // A state that accepts each request explains further successes. Some successes need several states to be explained.
    return rest === '' || accepted.length > 1 ? accepted[0] : undefined
  }
  if (rest !== '') return undefined
  return ofKind(others, 'rejected').find(({ rule, cause }) => {
    const [, state] = /\/lifecycle\/([^/]+)$/.exec(rule.id) ?? []
    const isKeyless = rule.id.endsWith('/idempotency/header') && readCause(cause).difference.startsWith(first)
    return isKeyless || (state !== undefined && race.case.endsWith(`, ${state}`))
  })
}
