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

/**
 * Tests the sandbox of an API, correct or with a fault.
 *
 * @param bail whether to stop at the first failed rule
 * @returns the failed rules, in the order of the description
 * @throws CannotRunError if the sandbox could not be tested
 */
export async function testSandbox(
  description: Description,
  fault: FaultName | undefined,
  seed: number,
  bail = false,
): Promise<FailedRule[]> {
  const faults = fault === undefined ? [] : [fault]
  const { fixtures, close, ...target } = await startLocalTarget(description.api, { faults })
  try {
    const report = await runContract({
      description,
      plan: planOf(description),
      fixtures,
      seed,
      target,
      bail,
    })
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
