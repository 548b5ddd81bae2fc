import { wantsColor } from './color.ts'
import type { Gate } from './exit-code.ts'
import { githubReport } from './formats/github.ts'
import { gitlabReport } from './formats/gitlab.ts'
import { htmlReport } from './formats/html.ts'
import { jsonReport } from './formats/json.ts'
import { junitReport } from './formats/junit.ts'
import type { Report } from './report.ts'
import { sarifReport } from './formats/sarif.ts'
import { terminalReport } from './formats/terminal.ts'
import { wfcReport } from './formats/wfc.ts'

export const REPORTERS = ['terminal', 'json', 'junit', 'html', 'github', 'sarif', 'gitlab', 'wfc'] as const
export type Reporter = (typeof REPORTERS)[number]

export interface RenderOptions extends Gate {
  /** For the terminal reporter. Default: whether standard output supports colour. */
  readonly color?: boolean
  /** For the terminal reporter: lists every passed rule and every kept failure. Default: false. */
  readonly verbose?: boolean
  /** For the terminal reporter: lists every finding and every untested rule. Default: false. */
  readonly all?: boolean
}

/**
 * Renders the reports of a run with one of the reporters. The reports of several APIs become one text. JSON is an object
 * for one report, otherwise an array.
 */
export function render(
  report: Report | readonly Report[],
  reporter: Reporter,
  options: RenderOptions = {},
): string {
  const reports = 'api' in report ? [report] : report
  switch (reporter) {
    case 'terminal': {
      const { color = wantsColor(process.stdout), verbose = false, all = false } = options
      return reports.map((one) => terminalReport(one, { ...options, color, verbose, all })).join('\n')
    }
    case 'json':
      return jsonReport(reports.length === 1 && reports[0] !== undefined ? reports[0] : reports)
    case 'junit':
      return junitReport(reports, options)
    case 'html':
      return htmlReport(reports, options)
    case 'github':
      return githubReport(reports, options)
    case 'sarif':
      return sarifReport(reports, options)
    case 'gitlab':
      return gitlabReport(reports, options)
    case 'wfc':
      return wfcReport(reports)
  }
}
