import type { Report } from './report.ts'
import { testedShare } from './summary.ts'
import { percent } from './text.ts'

/** What a run has to reach, beside breaking nothing. */
export interface Gate {
  /** The share of the rules, from 0 to 1, that has to be held or broken. Default: any. */
  readonly minTested?: number | undefined
}

/**
 * How a command ends that judged: 0 where every rule that was reached is held; 1 where one is broken, where fewer
 * were reached than the gate asks for, or where none held at all, because a run that shows nothing is no success.
 * A part of a run (`1/4`) is judged by what it broke alone; the rest is asked of the merged report.
 */
export function exitCode(report: Report | readonly Report[], gate: Gate = {}): 0 | 1 {
  const reports = 'api' in report ? [report] : report
  const fails = (one: Report) => one.summary.failed > 0 || shortfall(one, gate) !== undefined
  return reports.length === 0 || reports.some(fails) ? 1 : 0
}

/** Why a report that broke nothing fails nevertheless, in a sentence; undefined where it does not. */
export function shortfall(
  { shard, summary }: Report,
  { minTested: minTested = 0 }: Gate,
): string | undefined {
  if (shard !== undefined && shard !== '1/1') return undefined
  const share = testedShare(summary)
  if (share < minTested) {
    return `Only ${percent(share)} of the rules were reached; at least ${percent(minTested)} have to be.`
  }
  return summary.passed + summary.failed === 0 ? 'No rule was reached: this run shows nothing.' : undefined
}
