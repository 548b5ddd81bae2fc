import { readCause } from '../../checks/causes.ts'
import type { RuleReport } from '../report.ts'
import type { Groups } from './groups.ts'
import { ofKind } from './observation.ts'
import type { Observation } from './observation.ts'
import { operationOf, partOf } from './parts.ts'

/** Valid requests of so many rules that get the same error are rejected for one reason. */
export const WIDESPREAD = 5

/** Valid bodies of so many rules that get the same error may have the same value. */
const SEVERAL = 3

/** Joins the rejections of valid requests that are all the same, if they are of many rules, with what follows from them. */
export function joinRejections(
  groups: Groups,
  observations: readonly Observation[],
  rules: readonly RuleReport[],
): void {
  for (const same of byResponse(observations)) {
    const ofValid = same.filter(({ cause }) => readCause(cause).kind === 'rejected')
    if (areWidespread(same) && rejectsAnyRequest(ofValid)) joinAllRejections(groups, observations, same)
    else {
      const ofBodies = ofValid.filter(({ rule }) => isAboutBody(rule))
      if (areOfBodies(ofBodies)) groups.joinAll(ofBodies.map(({ cause }) => cause))
    }
    if (haveOneReason(same, rules)) groups.joinAll(same.map(({ cause }) => cause))
    joinKeysOfBodies(groups, same)
    joinErrorsInstead(groups, observations, ofValid)
  }
}

/**
 * Returns whether the same rejections of requests about several parts have one reason: all are about keys, or the error
 * names a part that none of the requests is about.
 */
function haveOneReason(same: readonly Observation[], rules: readonly RuleReport[]): boolean {
  const ids = [...new Set(same.map(({ rule }) => rule.id))]
  const [first] = same
  if (ids.length < 2 || first === undefined) return false
  if (ids.every((id) => id.includes('/idempotency/')) && ids.some((id) => id.includes('/mismatch/')))
    return true
  const blamed = readCause(first.cause).difference.split(' ').at(-1) ?? ''
  return rules.some((rule) => partNames(rule).includes(blamed)) && ids.every((id) => !id.includes(blamed))
}

/** Joins the rejections of valid bodies with the same responses to requests about keys, which have such bodies. */
function joinKeysOfBodies(groups: Groups, same: readonly Observation[]): void {
  const ofBodies = same.filter(({ rule, cause }) => isAboutBody(rule) && readCause(cause).kind === 'rejected')
  const ofKeys = same.filter(({ rule }) => rule.id.includes('/idempotency/'))
  if (ofBodies.length > 0 && ofKeys.length > 0)
    groups.joinAll([...ofBodies, ...ofKeys].map(({ cause }) => cause))
}

/** Returns the names of the parameter, or of the part of a body, that a rule is about. */
function partNames({ id }: RuleReport): string[] {
  const [, part = '', place = ''] = id.split('/')
  return part === 'body' ? place.split('.') : [part.replace(/^(?:header|query|cookie|path)\./, '')]
}

/**
 * Joins the rejections of valid requests with what is wrong in the same response in the same case, and those of valid bodies
 * with the errors that requests with such a body get instead of others.
 */
function joinErrorsInstead(
  groups: Groups,
  observations: readonly Observation[],
  ofValid: readonly Observation[],
): void {
  const errors = ofKind(observations, 'error').filter(
    ({ cause }) => !readCause(cause).place.startsWith('status '),
  )
  for (const rejection of ofValid)
    for (const { rule, cause, failure } of errors) {
      const isInstead = isAboutBody(rejection.rule) || failure.case === rejection.failure.case
      const isSame = failure.actual === rejection.failure.actual && isInstead
      if (isSame && operationOf(rule) === operationOf(rejection.rule)) groups.join(rejection.cause, cause)
    }
}

/** Returns whether observations are that valid bodies are rejected, in so many rules that one value may be the reason. */
export function areOfBodies(observations: readonly Observation[]): boolean {
  const rejected = observations.filter(({ cause }) => readCause(cause).kind === 'rejected')
  return rulesOf(rejected) >= SEVERAL && rejected.every(({ rule }) => isAboutBody(rule))
}

function isAboutBody(rule: RuleReport): boolean {
  return /\/(?:body|examples)$/.test(partOf(rule))
}

function rulesOf(observations: readonly Observation[]): number {
  return new Set(observations.map(({ rule }) => rule.id)).size
}

/** Joins rejections of valid requests, of invalid ones for the same reason, and the races they decide. */
function joinAllRejections(
  groups: Groups,
  observations: readonly Observation[],
  same: readonly Observation[],
): void {
  groups.joinAll(same.map(({ cause }) => cause))
  const [first] = same
  if (first === undefined) return
  const { difference: received } = readCause(first.cause)
  for (const { rule, cause, failure } of observations) {
    const { kind, difference } = readCause(cause)
    const isRace = failure.actual.endsWith(` × ${received.slice(0, 3)}`)
    const isInstead = kind === 'error' && received.split(' ').includes(difference)
    if (operationOf(rule) === operationOf(first.rule) && (isRace || isInstead))
      groups.join(first.cause, cause)
  }
}

/** Returns rejections of valid requests, or of what a case expects another error of, in groups with the same response. */
function byResponse(observations: readonly Observation[]): Observation[][] {
  const groups = new Map<string, Observation[]>()
  for (const observation of observations) {
    const { kind, difference } = readCause(observation.cause)
    if (kind !== 'rejected' && kind !== 'other-error') continue
    const key = `${operationOf(observation.rule)} ${difference}`
    groups.set(key, [...(groups.get(key) ?? []), observation])
  }
  return [...groups.values()]
}

/** Returns whether valid requests of so many rules are rejected with the same response that it is for one reason. */
export function areWidespread(observations: readonly Observation[]): boolean {
  return byResponse(observations).some(
    (some) => rulesOf(some) >= WIDESPREAD && some.some(({ cause }) => readCause(cause).kind === 'rejected'),
  )
}

/** Returns whether valid requests about several parts are rejected, and not only those with one value of a body. */
function rejectsAnyRequest(ofValid: readonly Observation[]): boolean {
  const parts = new Set(
    ofValid.map(({ rule }) => partOf(rule)).filter((part) => !/\/(?:body|examples)$/.test(part)),
  )
  return parts.size > 1
}
