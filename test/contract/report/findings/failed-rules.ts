import { findingsOf } from '../../../../src/contract/report/index.ts'
import type { RuleReport } from '../../../../src/contract/report/index.ts'
import { report, rule } from '../sample-reports.ts'

/** How a rule failed. */
interface Failed {
  readonly evidence: number
  /** The cause, and how often it failed the rule. */
  readonly cause: readonly [cause: string, count: number]
  readonly actual?: string
  readonly inCase?: string
}

/** Returns a rule that failed by one cause. */
export function failed(
  id: string,
  { evidence, cause: [cause, count], actual = 'that', inCase = 'family/cancel/a case' }: Failed,
): RuleReport {
  const failure = { case: inCase, expected: 'this', actual, curl: 'curl', cause, count }
  return rule(id, { verdict: 'failed', evidence, failures: [failure], failureCount: count })
}

/** Returns the titles of the findings of rules, with their counts. */
export const titles = (...rules: RuleReport[]): string[] =>
  findingsOf(report('orders', rules)).map(({ title, count, of }) => `${title}: ${count} of ${of}`)
