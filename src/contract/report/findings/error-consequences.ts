import { readCause } from '../../checks/causes.ts'
import type { RuleReport } from '../report.ts'
import type { Groups } from './groups.ts'
import { EVERYWHERE, MANY, ofKind } from './observation.ts'
import type { Observation } from './observation.ts'
import { operationOf, partOf } from './parts.ts'
import { joinRejections, WIDESPREAD } from './rejections.ts'

/** Joins errors of many requests that have one cause, and what follows from them. */
export function joinErrors(
  groups: Groups,
  observations: readonly Observation[],
  rules: readonly RuleReport[],
): void {
  joinServerErrors(groups, observations, rules)
  joinFailedStates(groups, observations)
  joinSideEffects(groups, observations)
  joinUndocumentedStatuses(groups, observations)
  joinRejections(groups, observations, rules)
  joinErrorsAsSuccess(groups, observations)
  joinErrorStatuses(groups, observations)
  joinOneStatus(groups, observations)
  joinRewritten(groups, observations)
}

/** At most this share of the requests of one kind gets a server error that they do not cause. */
const RARE = 1 / 2

/**
 * Joins the server errors of requests of all kinds, if they are many or come now and then, with the races and cases that
 * get nothing else.
 */
function joinServerErrors(
  groups: Groups,
  observations: readonly Observation[],
  rules: readonly RuleReport[],
): void {
  const errors = ofKind(observations, 'server-error')
  const places = new Set(errors.map(({ cause }) => readCause(cause).place))
  const isEverywhere = errors.some(({ rule }) => rule.failureCount / Math.max(1, rule.evidence) >= EVERYWHERE)
  // Ordinary requests of many kinds of which few get an error do not cause it.
  const isByChance = errors.filter((error) => isRareAndOrdinary(error, rules)).length >= MANY
  if (places.size >= MANY && (isEverywhere || isByChance)) {
    groups.joinAll(errors.map(({ cause }) => cause))
    const [first] = errors
    for (const { cause, failure } of observations)
      if (first !== undefined && /^(?:\d+ × )?5\d\d\b/.test(failure.actual)) groups.join(first.cause, cause)
  }
  for (const error of errors) joinErrorPage(groups, observations, error)
}

/** Returns whether a server error is the response to few of the valid requests that its rule is about. */
function isRareAndOrdinary({ cause, count }: Observation, rules: readonly RuleReport[]): boolean {
  const { place } = readCause(cause)
  const isOrdinary = /\/(?:lifecycle|idempotency|examples|security)\/|\/accepted$/.test(place)
  const evidence = rules.find(({ id }) => id === place)?.evidence ?? 0
  return isOrdinary && count < evidence * RARE
}

/** Joins what is wrong in the responses with a server error, and in as many of its status, with that error. */
function joinErrorPage(groups: Groups, observations: readonly Observation[], error: Observation): void {
  const { difference: status } = readCause(error.cause)
  for (const { rule, cause, failure, count } of observations) {
    const isOfStatus = rule.id.includes(`/responses/${status}/`)
    if (isOfStatus && failure.case === error.failure.case && count === error.count)
      groups.join(error.cause, cause)
  }
}

/** Joins a status that is not documented with the errors of all cases that expect another. */
function joinUndocumentedStatuses(groups: Groups, observations: readonly Observation[]): void {
  for (const undocumented of ofKind(observations, 'status')) {
    const { place: status } = readCause(undocumented.cause)
    for (const { rule, cause } of observations) {
      const { kind, difference } = readCause(cause)
      const isInstead = /^(?:rejected|other-error)$/.test(kind) && difference.split(' ')[0] === status
      if (isInstead && operationOf(rule) === operationOf(undocumented.rule))
        groups.join(undocumented.cause, cause)
    }
  }
}

/** Joins server errors in one state with those of races and other accounts that have a resource in it. */
function joinFailedStates(groups: Groups, observations: readonly Observation[]): void {
  const errors = ofKind(observations, 'server-error')
  for (const { cause } of errors) {
    const [, operation, state] = /^([^/]+)\/lifecycle\/(.+)$/.exec(readCause(cause).place) ?? []
    if (state === undefined) continue
    for (const { rule, cause: other, failure } of observations) {
      const isOfState = failure.case.endsWith(`, ${state}`) || failure.case.endsWith(` in ${state}`)
      const isError = readCause(other).kind === 'server-error' || /^\d+ × 5\d\d$/.test(failure.actual)
      if (rule.id.startsWith(`${operation}/`) && isOfState && isError) groups.join(cause, other)
    }
  }
}

/** Joins effects of rejected requests, if they are about many parts. */
function joinSideEffects(groups: Groups, observations: readonly Observation[]): void {
  const effects = ofKind(observations, 'side-effect').map(({ cause }) => cause)
  if (new Set(effects).size >= MANY) groups.joinAll(effects)
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
    const isUnknown = /^(?:rule|used-key)$/.test(kind) && shows.test(failure.actual)
    if (operationOf(rule) === operationOf(first.rule) && (isReplay || isUnknown))
      groups.join(first.cause, cause)
  }
}

/** Joins errors that have one status instead of several others, and what is wrong in the bodies of no other errors. */
function joinErrorStatuses(groups: Groups, observations: readonly Observation[]): void {
  const byStatus = new Map<string, Observation[]>()
  for (const observation of observations) {
    const received = wrongStatus(observation)?.received
    if (received !== undefined) byStatus.set(received, [...(byStatus.get(received) ?? []), observation])
  }
  for (const same of byStatus.values()) {
    if (new Set(same.map((one) => wrongStatus(one)?.expected)).size < MANY) continue
    const cases = new Set(same.map(({ failure }) => failure.case))
    const bodies = ofKind(observations, 'body').filter(
      ({ failure, count }) => cases.has(failure.case) && count <= cases.size,
    )
    groups.joinAll([...same, ...bodies].map(({ cause }) => cause))
  }
}

/** Joins errors that have one status instead of another with invalid values of the same part that get that status. */
function joinOneStatus(groups: Groups, observations: readonly Observation[]): void {
  for (const { rule, cause } of ofKind(observations, 'error')) {
    const { place, difference: received } = readCause(cause)
    if (!place.startsWith('status ')) continue
    for (const other of observations) {
      const { kind, difference } = readCause(other.cause)
      const isInvalid = kind === 'other-error' || /\/(?:malformed|odd|unknown)$/.test(other.rule.id)
      const isRejected = isInvalid && /^(?:other-error|rejected)$/.test(kind)
      if (isRejected && difference.startsWith(received) && partOf(other.rule) === partOf(rule))
        groups.join(cause, other.cause)
    }
  }
}

/** Joins values of one part of the errors that differ from the described ones only in the case of letters or in signs. */
function joinRewritten(groups: Groups, observations: readonly Observation[]): void {
  const byPlace = new Map<string, string[]>()
  for (const observation of observations) {
    const place = rewrittenPlace(observation)
    if (place !== undefined) byPlace.set(place, [...(byPlace.get(place) ?? []), observation.cause])
  }
  for (const same of byPlace.values()) if (new Set(same).size >= MANY) groups.joinAll(same)
}

/** Returns the part of a body whose value is the described one, but for the case of letters and for signs. */
function rewrittenPlace({ cause, failure }: Observation): string | undefined {
  const { kind, place, difference } = readCause(cause)
  if (kind === 'error') {
    const [, pointer, expected = ''] = /^(\/\S+) ([^\s,]+)$/.exec(place) ?? []
    return isSameWord(expected, difference) ? pointer : undefined
  }
  if (kind !== 'body') return undefined
  const received = failure.actual.slice(failure.actual.indexOf(': ') + 2)
  const values = difference.replace(/^one of /, '').split(', ')
  return values.some((expected) => isSameWord(expected, received)) ? place : undefined
}

function isSameWord(one: string, other: string): boolean {
  const [left, right] = [one, other].map((text) => text.replaceAll(/[^\p{L}\p{N}]/gu, '').toLowerCase())
  return left !== '' && left === right
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
