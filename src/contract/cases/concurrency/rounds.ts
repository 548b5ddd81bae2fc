import type { Operation } from '../../../description/index.ts'
import type { RuleId } from '../../rules/ids.ts'
import type { CaseContext } from '../case-context.ts'
import type { Case } from '../case.ts'
import { makeCase } from '../case-factory.ts'

/** The number of concurrent requests. */
export const REQUESTS = 8

/** The number of attempts. The first one usually finds a race condition with a window of 5 ms. */
const ROUNDS = 3

/** Makes a case that is repeated until a round fails. */
export function roundsCase(
  operation: Operation,
  name: string,
  rules: readonly [RuleId, ...RuleId[]],
  /** Returns whether to play another round. */
  runRound: (context: CaseContext, round: number) => Promise<boolean>,
  rounds = ROUNDS,
): Case {
  return makeCase({
    family: 'concurrency',
    operation,
    name,
    rules,
    stateful: true,
    serial: true,
    run: async (context) => {
      for (let round = 0; round < rounds; round += 1) {
        context.restartScript()
        if (!(await runRound(context, round))) return
      }
    },
  })
}
