import { readCause } from '../../checks/causes.ts'
import type { Groups } from './groups.ts'
import { ofKind } from './observation.ts'
import type { Observation } from './observation.ts'
import { operationOf } from './parts.ts'

/** Joins causes that follow from how idempotency keys are stored. */
export function joinKeys(groups: Groups, observations: readonly Observation[]): void {
  joinUnstoredKeys(groups, observations)
  joinReusedKeys(groups, observations)
  joinExecutedAgain(groups, observations)
  joinConcurrentKeys(groups, observations)
  joinEarlyKeys(groups, observations)
}

/** Joins replays that do not get the stored response with everything else about keys: no key is stored. */
function joinUnstoredKeys(groups: Groups, observations: readonly Observation[]): void {
  const replay = ofKind(observations, 'replay').find(
    ({ rule, cause }) => rule.id.endsWith('/idempotency/stores/success') && !cause.endsWith('another body'),
  )
  if (replay === undefined) return
  const prefix = replay.rule.id.replace(/stores\/success$/, '')
  for (const { rule, cause } of observations)
    if (/^(?:mismatch|stores|replay)\b/.test(rule.id.replace(prefix, ''))) groups.join(replay.cause, cause)
}

/** Joins what used keys get with another body, another path or after a rejection: the requests are not compared. */
function joinReusedKeys(groups: Groups, observations: readonly Observation[]): void {
  const reused = ofKind(observations, 'accepted').filter(({ rule }) =>
    rule.id.includes('/idempotency/mismatch/'),
  )
  for (const { rule, cause } of reused) {
    const prefix = rule.id.replace(/mismatch\/[^/]+$/, '')
    for (const other of reused) if (other.rule.id.startsWith(prefix)) groups.join(cause, other.cause)
    for (const other of ofKind(observations, 'other-error'))
      if (other.rule.id === `${prefix}stores/rejection`) groups.join(cause, other.cause)
  }
}

/**
 * Joins replays that are executed again: a rejection now succeeds, and a success is rejected in its final state. What the
 * first keys get at the end of a run is one with what other replays get.
 */
function joinExecutedAgain(groups: Groups, observations: readonly Observation[]): void {
  const replays = ofKind(observations, 'replay')
  const executed = replays.filter(({ cause }) => /^(?:[24]\d\d|executed)/.test(readCause(cause).difference))
  if (executed.some(({ cause }) => /^(?:2|executed)/.test(readCause(cause).difference)))
    groups.joinAll(executed.map(({ cause }) => cause))
  for (const { rule, cause, failure } of observations) {
    const same = replays.find((one) => one.failure.actual === failure.actual)
    if (same !== undefined && rule.id.endsWith('/idempotency/replay')) groups.join(same.cause, cause)
  }
}

/** Joins what concurrent requests with one key get, whichever rule about keys it fails. */
function joinConcurrentKeys(groups: Groups, observations: readonly Observation[]): void {
  const race = observations.find(({ rule }) => rule.id.endsWith('/idempotency/inProgress'))
  if (race === undefined) return
  const prefix = race.rule.id.replace(/inProgress$/, '')
  for (const { rule, cause, failure } of observations)
    if (rule.id.startsWith(prefix) && failure.case.startsWith('concurrency/')) groups.join(race.cause, cause)
}

/**
 * Joins what a used key gets with invalid credentials with what it gets in other invalid requests and in other accounts: keys
 * are looked up before anything else.
 */
function joinEarlyKeys(groups: Groups, observations: readonly Observation[]): void {
  for (const used of ofKind(observations, 'used-key'))
    for (const { rule, cause, failure } of observations) {
      if (operationOf(rule) !== operationOf(used.rule)) continue
      const isSameCase = failure.case === used.failure.case && readCause(cause).kind === 'accepted'
      const isOtherAccount = rule.id.endsWith('/idempotency/scope') && readCause(cause).kind === 'rule'
      if (isSameCase || isOtherAccount) groups.join(used.cause, cause)
    }
}
