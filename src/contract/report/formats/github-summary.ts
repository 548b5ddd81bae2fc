import { exitCode, isFailing, shortfall } from '../exit-code.ts'
import type { Gate } from '../exit-code.ts'
import { findingsOf } from '../findings/find.ts'
import type { Finding } from '../findings/finding.ts'
import { markdownBlock, markdownCode, markdownLine } from './markdown.ts'
import { byReason } from '../reasons.ts'
import type { ReasonGroup } from '../reasons.ts'
import type { Report } from '../report.ts'
import { testedShare } from '../summary.ts'
import { warningsOf } from '../tool-faults.ts'
import { cut, number, percent, plural, seconds } from '../text.ts'

const LIMIT = 1000
/** GitHub rejects a summary over 1 MiB. This number of findings at the limits above stays well below. */
const FINDINGS = 50
const NAMES = 200

/**
 * Renders a run as Markdown, for the file that `GITHUB_STEP_SUMMARY` names: a table of the APIs, each finding with a
 * way to reproduce it, and the untested rules by their reason.
 */
export function githubSummary(reports: readonly Report[], gate: Gate = {}): string {
  const rows = reports.map((report) => {
    const { api, seed, summary } = report
    const { rules, passed, failed, untested, exchanges, durationMs } = summary
    const mark = exitCode(report, gate) === 0 ? '✅' : '❌'
    const cells = [passed, failed, untested].map(number)
    const tested = `${percent(testedShare(summary))} of ${number(rules)}`
    return `| ${mark} ${markdownLine(api)} | ${[...cells, tested, number(exchanges), seconds(durationMs), seed].join(' | ')} |`
  })
  const blocks = [
    '## Contract',
    [
      '| API | passed | failed | untested | rules tested | exchanges | time | seed |',
      '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
      ...rows,
    ].join('\n'),
    ...reports.flatMap((report) => shortfall(report, gate) ?? []),
    ...reports.flatMap((report) => details(report, gate)),
  ]
  return `${blocks.join('\n\n')}\n`
}

function details(report: Report, gate: Gate): string[] {
  const { api, rules, notes } = report
  const findings = findingsOf(report)
  const groups = byReason(rules)
  const remarks = [...warningsOf(report).map((warning) => `⚠️ ${warning}`), ...notes]
  if (findings.length + groups.length + remarks.length === 0) return []
  const more = findings.length - FINDINGS
  return [
    `### ${markdownLine(api)}`,
    ...findings.slice(0, FINDINGS).flatMap((finding) => findingBlocks(finding, gate)),
    ...(more > 0 ? [`And ${plural(more, 'more finding')}: the other reports list all of them.`] : []),
    ...(groups.length === 0 ? [] : [untested(groups)]),
    ...(remarks.length === 0
      ? []
      : [remarks.map((remark) => `- ${markdownLine(cut(remark, LIMIT))}`).join('\n')]),
  ]
}

function findingBlocks(finding: Finding, gate: Gate): string[] {
  const { title, text, source, rules, count, of, unit, expected, actual, curl, ignored } = finding
  const mark = isFailing(finding, gate) ? '❌' : '⚠️'
  const seen = `in ${number(count)} of ${plural(of, unit)}, ${plural(rules.length, 'rule')}`
  return [
    `#### ${mark} ${markdownLine(cut(title, LIMIT))}`,
    `${markdownLine(text)}  \n${markdownCode(source)}, ${seen}${ignored === undefined ? '' : `, ${markdownLine(ignored)}`}`,
    ...(finding.case === ''
      ? []
      : [
          `Expected:\n${markdownBlock(cut(expected, LIMIT))}`,
          `Received, in ${markdownLine(cut(finding.case, LIMIT))}:\n${markdownBlock(cut(actual, LIMIT))}`,
          `Reproduce with:\n${markdownBlock(cut(curl, 2 * LIMIT), 'sh')}`,
        ]),
  ]
}

function untested(groups: readonly ReasonGroup[]): string {
  const count = groups.reduce((sum, group) => sum + group.rules.length, 0)
  const items = groups.flatMap(({ reason, advice, rules }) => {
    const more = rules.length - NAMES
    return [
      `- ${markdownLine(cut(reason, LIMIT))}${advice === undefined ? '' : `: ${markdownLine(advice)}`}: ${plural(rules.length, 'rule')}`,
      ...rules.slice(0, NAMES).map((rule) => `  - ${markdownCode(rule.id)}`),
      ...(more > 0 ? [`  - and ${number(more)} more`] : []),
    ]
  })
  return `<details><summary>${plural(count, 'untested rule')}</summary>\n\n${items.join('\n')}\n\n</details>`
}
