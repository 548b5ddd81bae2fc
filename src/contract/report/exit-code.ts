import type { Report } from './report.ts'
import { testedShare } from './summary.ts'
import { percent } from './text.ts'
import type { Finding } from './findings/finding.ts'

/** What a run requires besides no failed rule. */
export interface Gate {
  /** The share of the rules, from 0 to 1, that must have passed or failed. Default: 0. */
  readonly minTested?: number | undefined
  /** The least severe finding that fails the run. Default: `error`. */
  readonly failOn?: 'error' | 'warning' | undefined
}

/**
 * Returns the exit code of a run: 0 if there is no finding that fails it. 1 if there is one, if fewer rules were tested than the
 * gate requires, or if no rule was tested at all. The gate applies to whole runs only: a shard (`1/4`) ends with 1 only
 * if a rule failed, and the merged report is checked against the gate. 2 if this tool itself was at fault.
 */
export function exitCode(report: Report | readonly Report[], gate: Gate = {}): 0 | 1 | 2 {
  const reports = 'api' in report ? [report] : report
  if (reports.some(({ toolFaults = [] }) => toolFaults.length > 0)) return 2
  if (reports.some(({ stopped }) => stopped !== undefined)) return 2
  const fails = (one: Report) => hasFailed(one, gate) || shortfall(one, gate) !== undefined
  return reports.length === 0 || reports.some(fails) ? 1 : 0
}

/** Returns whether a report has a finding that fails the run. */
export function hasFailed({ summary, findings }: Report, gate: Gate = {}): boolean {
  return findings === undefined ? summary.failed > 0 : findings.some((finding) => isFailing(finding, gate))
}

/** Returns whether a finding fails the run. */
export function isFailing({ severity, ignored }: Finding, { failOn = 'error' }: Gate = {}): boolean {
  return ignored === undefined && (severity === 'error' || (severity === 'warning' && failOn === 'warning'))
}

/** Returns why a report without a failed rule fails nevertheless, as a sentence. Undefined if it does not. */
export function shortfall({ shard, summary }: Report, { minTested = 0 }: Gate): string | undefined {
  if (shard !== undefined && shard !== '1/1') return undefined
  const share = testedShare(summary)
  if (share < minTested) {
    return `Only ${percent(share)} of the rules were tested. The minimum is ${percent(minTested)}.`
  }
  return summary.passed + summary.failed === 0 ? 'No rule was tested: the run proves nothing.' : undefined
}
