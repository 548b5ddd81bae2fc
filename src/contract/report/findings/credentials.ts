import { readCause } from '../../checks/causes.ts'
import type { Groups } from './groups.ts'
import { MANY, ofKind } from './observation.ts'
import type { Observation } from './observation.ts'

/** The share of wrong keys that are accepted from which on the server does not look keys up. */
const MOST = 0.5

/** Matches `cancel/security/basic` and `cancel/security/basic/wrong`. */
const OF_SCHEME = /^(.*\/security)\/(?!isolation$|missing$)[^/]+((?:\/[^/]+)?)$/

/**
 * Joins what is wrong with the credentials of several schemes in the same way. A server that accepts keys that were never
 * issued cannot know whose resource it is, nor which keys of the scheme are malformed or of another kind.
 */
export function joinCredentials(groups: Groups, observations: readonly Observation[]): void {
  const byClause = new Map<string, string[]>()
  for (const { cause } of observations) {
    const { kind, place } = readCause(cause)
    const [, security, clause] = OF_SCHEME.exec(place) ?? []
    const isJoined = clause === '' ? /^(?:rejected|server-error)$/ : /^(?:accepted|server-error)$/
    if (security === undefined || !isJoined.test(kind)) continue
    const key = `${kind} ${security}${clause ?? ''}`
    byClause.set(key, [...(byClause.get(key) ?? []), cause])
  }
  for (const some of byClause.values()) groups.joinAll(some)
  joinManyClauses(groups, observations)
  for (const { rule, cause, count } of observations) {
    const { kind, place } = readCause(cause)
    const [, security, clause] = OF_SCHEME.exec(place) ?? []
    const isMost = kind === 'accepted' && count / Math.max(1, rule.evidence) >= MOST
    if (security === undefined || clause !== '/wrong' || !isMost) continue
    const scheme = rule.id.slice(0, -'/wrong'.length)
    for (const other of observations)
      if (
        (other.rule.id === `${security}/isolation` || other.rule.id.startsWith(`${scheme}/`)) &&
        readCause(other.cause).kind === 'accepted'
      )
        groups.join(cause, other.cause)
  }
}

/** Joins invalid credentials of one scheme that are accepted, if they are invalid in many ways. */
function joinManyClauses(groups: Groups, observations: readonly Observation[]): void {
  const byScheme = new Map<string, Set<string>>()
  for (const { rule, cause } of ofKind(observations, 'accepted')) {
    if (!OF_SCHEME.test(rule.id)) continue
    const scheme = rule.id.replace(/\/[^/]+$/, '')
    byScheme.set(scheme, (byScheme.get(scheme) ?? new Set()).add(cause))
  }
  for (const causes of byScheme.values()) if (causes.size >= MANY) groups.joinAll([...causes])
}
