import { htmlReport } from './html.ts'
import type { SelftestReport } from './report.ts'
import { terminalReport } from './terminal.ts'

export { reportOf } from './report.ts'
export type { ReportedFault, SelftestReport, SurvivorGroup } from './report.ts'
export { headline } from './terminal.ts'

/** The formats of a report. */
export const REPORTERS = ['terminal', 'json', 'html'] as const

export type Reporter = (typeof REPORTERS)[number]

/** Renders the reports of a run. */
export function render(reporter: Reporter, reports: readonly SelftestReport[]): string {
  if (reporter === 'terminal') return terminalReport(reports)
  return reporter === 'html' ? htmlReport(reports) : JSON.stringify(reports, null, 2)
}
