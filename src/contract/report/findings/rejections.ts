import { readCause } from '../../checks/causes.ts'
import type { Groups } from './groups.ts'
import type { Observation } from './observation.ts'
import { operationOf, partOf } from './parts.ts'

/** Valid requests of so many rules that get the same error are rejected for one reason. */
export const WIDESPREAD = 5

/** Joins the rejections of valid requests that are all the same, if they are of many rules, with what follows from them. */
export function joinRejections(groups: Groups, observations: readonly Observation[]): void {
  for (const same of sameRejections(observations)) {
    const ofValid = same.filter(({ cause }) => readCause(cause).kind === 'rejected')
    if (rejectsAnyRequest(ofValid)) joinAllRejections(groups, observations, same)
    else if (isWidespread(ofValid)) groups.joinAll(ofValid.map(({ cause }) => cause))
  }
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
export function sameRejections(observations: readonly Observation[]): Observation[][] {
  const byResponse = new Map<string, Observation[]>()
  for (const observation of observations) {
    const { kind, difference } = readCause(observation.cause)
    if (kind !== 'rejected' && kind !== 'other-error') continue
    const key = `${operationOf(observation.rule)} ${difference}`
    byResponse.set(key, [...(byResponse.get(key) ?? []), observation])
  }
  return [...byResponse.values()].filter(
    (some) => isWidespread(some) && some.some(({ cause }) => readCause(cause).kind === 'rejected'),
  )
}

function isWidespread(some: readonly Observation[]): boolean {
  return new Set(some.map(({ rule }) => rule.id)).size >= WIDESPREAD
}

/** Returns whether valid requests about several parts are rejected, and not only those with one value of a body. */
function rejectsAnyRequest(ofValid: readonly Observation[]): boolean {
  const parts = new Set(
    ofValid.map(({ rule }) => partOf(rule)).filter((part) => !/\/(?:body|examples)$/.test(part)),
  )
  return parts.size > 1
}
