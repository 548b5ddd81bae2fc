import { readCause } from '../../checks/causes.ts'
import type { Groups } from './groups.ts'
import { ofKind } from './observation.ts'
import type { Observation } from './observation.ts'
import { operationOf } from './parts.ts'

/** So many more responses than replays may show what is wrong in replays: not each of them is compared. */
const FURTHER = 3

/** What stands for an operation in the rules of schemas: the responses of all operations test them. */
const OF_SCHEMAS = 'schemas'

/**
 * Joins replays that differ from the stored response with what is wrong in about as many responses, because it is wrong in no
 * others.
 */
export function joinReplayedBodies(groups: Groups, observations: readonly Observation[]): void {
  const all = ofKind(observations, 'replay')
  // The cause of a replay names its operation.
  for (const replayed of new Set(all.map(({ cause }) => cause))) {
    const replays = all.filter(({ cause }) => cause === replayed)
    const operations = [...replays.map(({ rule }) => operationOf(rule)), OF_SCHEMAS]
    const cases = new Set(replays.map(({ failure }) => failure.case))
    const total = replays.reduce((sum, { count }) => sum + count, 0)
    for (const { rule, cause, failure, count } of observations) {
      const isWrong = /^(?:body|criterion|changed)$/.test(readCause(cause).kind)
      const isOfReplays = cases.has(failure.case) && Math.abs(count - total) <= FURTHER
      if (isWrong && isOfReplays && operations.includes(operationOf(rule))) groups.join(replayed, cause)
    }
  }
}
