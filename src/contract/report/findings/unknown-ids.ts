import { readCause } from '../../checks/causes.ts'
import type { Groups } from './groups.ts'
import { ofKind } from './observation.ts'
import type { Observation } from './observation.ts'

/** Joins what follows from ids that were never issued and are accepted, or that the server fails on. */
export function joinUnknownIds(groups: Groups, observations: readonly Observation[]): void {
  joinOddIds(groups, observations)
  joinFailedIds(groups, observations)
}

/**
 * Joins odd ids that reach a resource with what else is wrong in these responses, and with ordinary ids that were never issued
 * and are accepted.
 */
function joinOddIds(groups: Groups, observations: readonly Observation[]): void {
  const unknownIds = ofKind(observations, 'accepted').filter(({ rule }) => rule.id.endsWith('/unknown'))
  const odd = observations.filter(
    ({ rule, cause }) => rule.id.endsWith('/odd') && /^(?:accepted|rule)$/.test(readCause(cause).kind),
  )
  for (const { rule, cause, failure, count } of odd) {
    for (const unknown of unknownIds)
      if (rule.id === unknown.rule.id.replace(/unknown$/, 'odd')) groups.join(unknown.cause, cause)
    for (const other of ofKind(observations, 'criterion'))
      if (other.failure.case === failure.case && other.count === count) groups.join(cause, other.cause)
  }
}

/** What a request may be about whose id finds nothing: an odd id, that of another account, and a second id of one key. */
const FINDS_NOTHING =
  /^\/(?:path\.[^/]+\/(?:odd|unknown)|security\/isolation|idempotency\/(?:stores\/rejection|mismatch\/path))$/

/** Returns the places about ids that were never issued, if all places are about ids that find nothing. */
export function placesOfUnknownIds(places: readonly string[]): string[] {
  const rests = places.map((place) => place.slice(place.indexOf('/')))
  if (!rests.every((rest) => FINDS_NOTHING.test(rest))) return []
  return places.filter((place) => place.endsWith('/unknown'))
}

/** Joins server errors for ids that were never issued with those for other ids that find nothing. */
function joinFailedIds(groups: Groups, observations: readonly Observation[]): void {
  const errors = ofKind(observations, 'server-error')
  for (const { cause } of errors) {
    const { place, difference: status } = readCause(cause)
    const [, operation] = /^([^/]+)\/path\.[^/]+\/unknown$/.exec(place) ?? []
    if (operation === undefined) continue
    for (const other of errors) {
      const { place: where, difference } = readCause(other.cause)
      const isOfOperation = where.startsWith(`${operation}/`) && difference === status
      if (isOfOperation && FINDS_NOTHING.test(where.slice(operation.length))) groups.join(cause, other.cause)
    }
    for (const { rule, cause: isolation, failure } of observations)
      if (rule.id === `${operation}/security/isolation` && failure.expected.endsWith(`status code ${status}`))
        groups.join(cause, isolation)
  }
}
