import { firstLine } from '../../command/index.ts'
import type { Case, Plan } from '../../contract/index.ts'
import type { CallWithResponse } from '../model/fault.ts'
import type { CaseRunner } from './case-runner.ts'

/** What a case did against the correct server. */
export interface CleanCase {
  readonly testCase: Case
  readonly exchanges: readonly CallWithResponse[]
  /** The rules that failed although the server is correct. */
  readonly failed: ReadonlySet<string>
  /** Why the case could not test its rules. */
  readonly skipReason: string | undefined
  /** How much time it takes, in requests. It does not depend on the machine. */
  readonly cost: number
}

/** What a case costs that waits for a time to pass. */
const WAITING = 1000

/** Runs every case once against the correct server. */
export async function runClean(
  plan: Plan,
  runners: readonly CaseRunner[],
  onProgress: (done: number, total: number) => void,
): Promise<CleanCase[]> {
  const cases = plan.cases.filter(({ longRunning }) => !longRunning)
  const queue = [...cases.entries()]
  const results: CleanCase[] = []
  let done = 0
  const work = async (runner: CaseRunner): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [index, testCase] = next
      results[index] = await runOne(runner, testCase)
      done += 1
      onProgress(done, cases.length)
    }
  }
  await Promise.all(runners.map(work))
  return results
}

async function runOne(runner: CaseRunner, testCase: Case): Promise<CleanCase> {
  const exchanges: CallWithResponse[] = []
  const costOf = (): number => exchanges.length + (testCase.serial ? WAITING : 0)
  try {
    const outcome = await runner.run(testCase, undefined, (exchange) => exchanges.push(exchange))
    return {
      testCase,
      exchanges,
      failed: new Set(outcome.failures.map(({ rule }) => rule)),
      skipReason: outcome.skipReason ?? outcome.toolFault,
      cost: costOf(),
    }
  } catch (error) {
    return { testCase, exchanges, failed: new Set(), skipReason: firstLine(error), cost: costOf() }
  }
}
