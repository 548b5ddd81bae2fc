import type { Case } from '../cases/case.ts'
import { CaseSkipped, ControlFailed } from '../cases/case-skipped.ts'
import { CaseRun } from './case-run.ts'
import type { RunContext } from './run-context.ts'

export interface CaseOutcome {
  readonly failureMessages: readonly string[]
  /** Why the case could not test its rules to the end. */
  readonly skipReason?: string
}

/**
 * Runs one case and records the outcome of its rules.
 *
 * @throws FixtureError, which ends the run
 */
export async function runCase(runContext: RunContext, testCase: Case): Promise<CaseOutcome> {
  const caseRun = new CaseRun(runContext, testCase)
  try {
    await testCase.run(caseRun)
    return { failureMessages: caseRun.failureMessages }
  } catch (error) {
    if (!(error instanceof CaseSkipped)) throw error
    const skipReason = runContext.secrets.mask(error.message)
    for (const rule of testCase.rules) {
      runContext.results.skip(rule, skipReason)
      if (error instanceof ControlFailed) runContext.results.invalidate(rule)
    }
    return { failureMessages: caseRun.failureMessages, skipReason }
  } finally {
    await caseRun.cleanUp()
  }
}
