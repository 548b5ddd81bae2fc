import { readCause } from '../../checks/causes.ts'
import type { Groups } from './groups.ts'
import { EVERYWHERE, MANY, ofKind, operationOf } from './observation.ts'
import type { Observation } from './observation.ts'

/** Valid requests of so many rules that get the same error are rejected for one reason. */
const WIDESPREAD = 5

/** Joins errors of many requests that have one cause, and what follows from them. */
export function joinErrors(groups: Groups, observations: readonly Observation[]): void {
  joinServerErrors(groups, observations)
  joinRejections(groups, observations)
  joinErrorsAsSuccess(groups, observations)
  joinErrorStatuses(groups, observations)
}

/** Joins the server errors of requests of all kinds, if they are many. */
function joinServerErrors(groups: Groups, observations: readonly Observation[]): void {
  const errors = ofKind(observations, 'server-error')
  const places = new Set(errors.map(({ cause }) => readCause(cause).place))
  const isEverywhere = errors.some(({ rule }) => rule.failureCount / Math.max(1, rule.evidence) >= EVERYWHERE)
  if (places.size >= MANY && isEverywhere) groups.joinAll(errors.map(({ cause }) => cause))
}

/** Joins the rejections of valid requests that are all the same, if they are of many rules, and the races they decide. */
function joinRejections(groups: Groups, observations: readonly Observation[]): void {
  for (const same of sameRejections(observations)) {
    groups.joinAll(same.map(({ cause }) => cause))
    const [first] = same
    if (first === undefined) continue
    const { difference: received } = readCause(first.cause)
    for (const { rule, cause, failure } of observations) {
      const { kind, difference } = readCause(cause)
      const isRace = failure.actual.endsWith(` × ${received.slice(0, 3)}`)
      const isInstead = kind === 'error' && received.split(' ').includes(difference)
      if (operationOf(rule) === operationOf(first.rule) && (isRace || isInstead))
        groups.join(first.cause, cause)
    }
  }
}

/** Returns rejections of valid requests, or of what a case expects another error of, in groups with the same response. */
export function sameRejections(observations: readonly Observation[]): Observation[][] {
  const byResponse = new Map<string, Observation[]>()
  for (const observation of observations) {
    const { kind, difference } = readCause(observation.cause)
    if (kind !== 'rejected' && kind !== 'other-error') continue
    const key = `${operationOf(observation.rule)} ${difference}`
    byResponse.set(key, [...(byResponse.get(key) ?? []), observation])
  }
  return [...byResponse.values()].filter(
    (some) =>
      new Set(some.map(({ rule }) => rule.id)).size >= WIDESPREAD &&
      some.some(({ cause }) => readCause(cause).kind === 'rejected'),
  )
}

/** Joins errors that are sent as successes, if they are of many rules, with what seems to be accepted or not to be stored. */
function joinErrorsAsSuccess(groups: Groups, observations: readonly Observation[]): void {
  const errors = ofKind(observations, 'error-as-success')
  const [first] = errors
  if (first === undefined || new Set(errors.map(({ rule }) => rule.id)).size < WIDESPREAD) return
  const shows = new RegExp(`(?:^|× )${readCause(first.cause).difference}\\b`)
  for (const { rule, cause, failure } of observations) {
    const { kind, difference } = readCause(cause)
    const isReplay = kind === 'replay' && difference === 'another body'
    const isUnknown = kind === 'rule' && shows.test(failure.actual)
    if (operationOf(rule) === operationOf(first.rule) && (isReplay || isUnknown))
      groups.join(first.cause, cause)
  }
}

/** Joins errors that have one status instead of several others. */
function joinErrorStatuses(groups: Groups, observations: readonly Observation[]): void {
  const byStatus = new Map<string, Map<string, string[]>>()
  for (const observation of observations) {
    const wrong = wrongStatus(observation)
    if (wrong === undefined) continue
    const byExpected = byStatus.get(wrong.received) ?? new Map<string, string[]>()
    byStatus.set(wrong.received, byExpected)
    byExpected.set(wrong.expected, [...(byExpected.get(wrong.expected) ?? []), observation.cause])
  }
  for (const byExpected of byStatus.values())
    if (byExpected.size >= MANY) groups.joinAll([...byExpected.values()].flat())
}

/** Returns which status an error has, and which it should have, if no more is wrong with it. */
export function wrongStatus({
  rule,
  cause,
}: Observation): { readonly expected: string; readonly received: string } | undefined {
  const { kind, place, difference } = readCause(cause)
  const [, ofRule] = /\/responses\/(\d{3})$/.exec(rule.id) ?? []
  const [, ofCause] = /^status (\d{3})$/.exec(place) ?? []
  const expected = kind === 'error' ? ofCause : kind === 'other-error' ? ofRule : undefined
  return expected === undefined ? undefined : { expected, received: difference.slice(0, 3) }
}
