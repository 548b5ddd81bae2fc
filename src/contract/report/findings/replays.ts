import { readCause } from '../../checks/causes.ts'
import type { Groups } from './groups.ts'
import { ofKind } from './observation.ts'
import type { Observation } from './observation.ts'
import { operationOf } from './parts.ts'

/** So many more responses than replays may show what is wrong in replays: not each of them is compared. */
const FURTHER = 3

/**
 * Joins replays with another body than the stored one with what is wrong in about as many responses, because it is wrong in
 * no others.
 */
export function joinReplayedBodies(groups: Groups, observations: readonly Observation[]): void {
  const replays = ofKind(observations, 'replay').filter(({ cause }) => cause.endsWith('another body'))
  const [first] = replays
  if (first === undefined) return
  const cases = new Set(replays.map(({ failure }) => failure.case))
  const total = replays.reduce((sum, { count }) => sum + count, 0)
  for (const { rule, cause, failure, count } of observations) {
    // A schema is that of the responses of all operations.
    if (![operationOf(first.rule), 'schemas'].includes(operationOf(rule))) continue
    const isWrong = /^(?:body|criterion|changed)$/.test(readCause(cause).kind)
    const isOfReplays = cases.has(failure.case) && Math.abs(count - total) <= FURTHER
    if (isWrong && isOfReplays) groups.join(first.cause, cause)
  }
}
