import { makePlan } from '../../src/contract/run/plan.ts'
import type { Plan } from '../../src/contract/run/plan.ts'
import { DEFAULT_RUNS, runContract } from '../../src/contract/run/run.ts'
import type { Description } from '../../src/description/index.ts'
import type { FaultName } from '../../src/sandbox/index.ts'
import { startLocalTarget } from '../../src/sandbox/local-target.ts'

/** A rule that failed in a run. */
export interface FailedRule {
  readonly id: string
  /** The share of failures in all evidence for the rule: above 0, at most 1. */
  readonly share: number
}

/** The plans of the descriptions that were tested. */
const plans = new WeakMap<Description, Plan>()

function planOf(description: Description): Plan {
  const plan = plans.get(description) ?? makePlan(description, { runs: DEFAULT_RUNS, hasFixtures: true })
  plans.set(description, plan)
  return plan
}

/** How a sandbox is tested. */
export interface SandboxTest {
  /** Undefined for the correct sandbox. */
  readonly fault: FaultName | undefined
  readonly seed: number
  /** Whether to stop at the first failed rule. */
  readonly bail: boolean
  /** The rule whose cases alone are run first: only if none of them fails it, all cases are run. */
  readonly first?: string | undefined
}

/**
 * Tests the sandbox of an API, correct or with a fault.
 *
 * @returns the failed rules, in the order of the description
 * @throws CannotRunError if the sandbox could not be tested
 */
export async function testSandbox(
  description: Description,
  { first, ...test }: SandboxTest,
): Promise<FailedRule[]> {
  const found = first === undefined ? [] : await runCases(description, test, [first])
  return found.length > 0 ? found : runCases(description, test, [])
}

/** Tests a sandbox that has just been started. @param only the rules whose cases are run: empty for all */
async function runCases(
  description: Description,
  { fault, seed, bail }: SandboxTest,
  only: readonly string[],
): Promise<FailedRule[]> {
  const faults = fault === undefined ? [] : [fault]
  const { fixtures, close, ...target } = await startLocalTarget(description.api, { faults })
  try {
    const plan = planOf(description)
    const report = await runContract({ description, plan, fixtures, seed, target, bail, selection: { only } })
    return report.rules
      .filter(({ verdict }) => verdict === 'failed')
      .map(({ id, failureCount, evidence }) => ({
        id,
        share: Math.min(1, failureCount / evidence),
      }))
  } finally {
    await close()
  }
}
