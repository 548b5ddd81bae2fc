import { firstLine } from '../../command/index.ts'
import type { Fault } from '../model/fault.ts'
import type { CaseIndex } from './candidates.ts'
import type { CaseRunner } from './case-runner.ts'

/** What the contract makes of a fault. */
export type FaultResult =
  | { readonly verdict: 'noticed'; readonly rule: string; readonly testCase: string; readonly cases: number }
  /** No failure, although the exchanges of `cases` cases differed. */
  | { readonly verdict: 'missed'; readonly cases: number; readonly skipReason: string | undefined }
  /** No exchange of the contract gets to the fault. */
  | { readonly verdict: 'unreached' }
  /** Exchanges get to it, and none differs. */
  | { readonly verdict: 'unobservable' }

/** How many cases run without a failure before a fault counts as missed. */
const MOST_CASES = 40

/** How many, if nothing in the description forbids the fault. */
const MOST_CASES_ALLOWED = 10

/** Runs the contract against one fault, until a case fails that passes without it. */
export async function tryFault(fault: Fault, index: CaseIndex, runner: CaseRunner): Promise<FaultResult> {
  const counts = { ran: 0 }
  try {
    return await runCases(fault, index, runner, counts)
  } catch (error) {
    // One fault that cannot be tried must not end the run.
    return { verdict: 'missed', cases: counts.ran, skipReason: `this tool failed: ${firstLine(error)}` }
  }
}

async function runCases(
  fault: Fault,
  index: CaseIndex,
  runner: CaseRunner,
  counts: { ran: number },
): Promise<FaultResult> {
  const most = fault.advice === undefined ? MOST_CASES : MOST_CASES_ALLOWED
  let isFound = false
  let skipReason: string | undefined
  for (const { clean, effect } of index.of(fault)) {
    if (effect === 'absent') continue
    isFound = true
    if (effect === 'same') continue
    if (counts.ran >= most) break
    counts.ran += 1
    const outcome = await runner.run(clean.testCase, fault.start())
    if (runner.error() !== undefined) throw runner.error()
    const failure = outcome.failures.find(({ rule }) => !clean.failed.has(rule))
    if (failure !== undefined)
      return { verdict: 'noticed', rule: failure.rule, testCase: clean.testCase.id, cases: counts.ran }
    skipReason ??= outcome.skipReason ?? outcome.toolFault
  }
  if (counts.ran > 0) return { verdict: 'missed', cases: counts.ran, skipReason }
  return { verdict: isFound || fault.isAlternative === true ? 'unobservable' : 'unreached' }
}
