import { runContract } from '../../src/contract/run/run.ts'
import type { Description } from '../../src/description/index.ts'
import type { FaultName } from '../../src/sandbox/index.ts'
import { startLocalTarget } from '../../src/sandbox/local-target.ts'

/** A rule that a run found broken. */
export interface FailedRule {
  readonly id: string
  /** How much of what spoke for the rule broke it: above 0, at most 1. */
  readonly share: number
}

/**
 * Judges the sandbox of an API, correct or with a fault.
 *
 * @returns the broken rules, in the order of the description
 * @throws CannotRunError where the sandbox could not be judged at all
 */
export async function testSandbox(
  description: Description,
  fault: FaultName | undefined,
  seed: number,
): Promise<FailedRule[]> {
  const faults = fault === undefined ? [] : [fault]
  const { fixtures, close, ...target } = await startLocalTarget(description.api, { faults })
  try {
    const report = await runContract({
      description,
      fixtures,
      seed,
      target,
    })
    return report.rules
      .filter(({ verdict }) => verdict === 'failed')
      .map(({ id, failureCount: violationCount, evidence }) => ({
        id,
        share: Math.min(1, violationCount / evidence),
      }))
  } finally {
    await close()
  }
}
