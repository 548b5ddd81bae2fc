import { runContract } from '../../src/contract/run/run.ts'
import type { Description } from '../../src/description/index.ts'
import type { FaultName } from '../../src/sandbox/index.ts'
import { startLocalTarget } from '../../src/sandbox/local-target.ts'

/** A rule that failed in a run. */
export interface FailedRule {
  readonly id: string
  /** The share of failures in all evidence for the rule: above 0, at most 1. */
  readonly share: number
}

/**
 * Tests the sandbox of an API, correct or with a fault.
 *
 * @returns the failed rules, in the order of the description
 * @throws CannotRunError if the sandbox could not be tested
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
      .map(({ id, failureCount, evidence }) => ({
        id,
        share: Math.min(1, failureCount / evidence),
      }))
  } finally {
    await close()
  }
}
