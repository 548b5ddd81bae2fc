import { readCause } from '../../checks/causes.ts'
import type { Groups } from './groups.ts'
import { MANY, ofKind } from './observation.ts'
import type { Observation } from './observation.ts'

/** Joins lost responses of several rules: replays that are lost in the same way, and all that are not HTTP. */
export function joinLosses(groups: Groups, observations: readonly Observation[]): void {
  const byReason = new Map<string, string[]>()
  for (const one of ofKind(observations, 'no-response')) {
    const { place } = readCause(one.cause)
    const reason = isNotHttp(one) ? 'not HTTP' : one.failure.actual
    if (isNotHttp(one) || place.includes('/idempotency/'))
      byReason.set(reason, [...(byReason.get(reason) ?? []), one.cause])
  }
  for (const some of byReason.values()) if (some.length >= MANY) groups.joinAll(some)
}

/** Returns whether there is no response because what was sent cannot be read as one: no request causes that. */
export function isNotHttp({ failure }: Observation): boolean {
  return failure.actual.includes('is not an HTTP response')
}
