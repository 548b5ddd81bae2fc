import type { Case } from '../cases/case.ts'
import { CannotPass, CaseSkipped, ControlFailed, InconclusiveRejection } from '../cases/case-skipped.ts'
import type { RecordedFailure } from '../checks/failure.ts'
import type { RuleId } from '../rules/ids.ts'
import { FAILED_EARLIER, FixtureError } from '../fixtures/error.ts'
import { CaseRun } from './case-run.ts'
import type { RejectionGroup } from './rejection-group.ts'
import type { RunContext } from './run-context.ts'
import { describeToolFault, isToolFault } from './tool-fault.ts'

export interface CaseOutcome {
  readonly failures: readonly RecordedFailure[]
  /** Why the case could not test its rules to the end. */
  readonly skipReason?: string
  /** The error of this tool that ended the case. */
  readonly toolFault?: string
}

/**
 * Runs one case and records the outcome of its rules.
 *
 * @param group the cases with which it may share a resource
 * @throws FixtureError if a fixture failed the third time in a row, or UsageError: both end the run
 */
export async function runCase(
  runContext: RunContext,
  testCase: Case,
  group?: RejectionGroup,
): Promise<CaseOutcome> {
  const caseRun = new CaseRun(runContext, testCase, group)
  try {
    await testCase.run(caseRun)
    return { failures: caseRun.failures }
  } catch (error) {
    if (error instanceof FixtureError) return recordFixtureFailure(runContext, testCase, caseRun, error)
    if (isToolFault(error)) return recordToolFault(runContext, testCase, caseRun, error)
    if (!(error instanceof CaseSkipped)) throw error
    const skipReason = runContext.secrets.mask(error.message)
    for (const rule of testCase.rules) {
      runContext.results.skip(rule, skipReason)
      if (error instanceof ControlFailed) runContext.results.invalidate(rule)
      if (error instanceof InconclusiveRejection) recordRejection(runContext, rule, skipReason)
    }
    if (error instanceof CannotPass) {
      for (const rule of error.rules) {
        runContext.results.skip(rule, skipReason)
        runContext.results.invalidate(rule)
      }
    }
    return { failures: caseRun.failures, skipReason }
  } finally {
    await caseRun.cleanUp()
  }
}

/**
 * Records that a fixture failed. It costs one case.
 *
 * @throws FixtureError for the third failure in a row
 */
function recordFixtureFailure(
  { results, failures: fixtureFailures, sender }: RunContext,
  { rules }: Case,
  { failures }: CaseRun,
  error: FixtureError,
): CaseOutcome {
  const isLast = fixtureFailures.add(error)
  const skipReason = `the fixture module failed: ${error.message}`
  for (const rule of rules) results.skip(rule, isLast ? FAILED_EARLIER : skipReason)
  sender.note('fixture', `${error.operation}: ${skipReason}.`)
  if (isLast) throw error
  return { failures, skipReason }
}

/** Records an error of this tool itself. It costs one case: its rules cannot pass, because not all was checked. */
function recordToolFault(
  { results, secrets }: RunContext,
  { id, rules }: Case,
  { failures }: CaseRun,
  error: unknown,
): CaseOutcome {
  const toolFault = secrets.mask(describeToolFault(`the case \`${id}\``, error))
  results.recordToolFault(toolFault)
  for (const rule of rules) {
    results.skip(rule, 'this tool itself failed in a case: see the faults of this tool')
    results.invalidate(rule)
  }
  return { failures, toolFault }
}

/**
 * Records that a value was rejected that is valid against its schema. The rule of a path input demands that one value is
 * accepted: its domain may be smaller than the schema says, as in `/bessj/{n}/{x}`. Any other rule cannot pass any more.
 */
function recordRejection({ results, sender }: RunContext, rule: RuleId, reason: string): void {
  if (/\/path\.[^/]+\/accepted$/.test(rule)) sender.note('rejected input', `${rule}: ${reason}`)
  else results.invalidate(rule)
}
