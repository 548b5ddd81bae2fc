import { isFailing, shortfall } from '../exit-code.ts'
import type { Gate } from '../exit-code.ts'
import { findingsOf } from '../findings/find.ts'
import type { Finding } from '../findings/finding.ts'
import { replayCommand } from '../replay.ts'
import type { Report } from '../report.ts'
import { parseSource } from '../parse-source.ts'
import { warningsOf } from '../tool-faults.ts'
import { cut, number, oneLine, plural, seconds, visible } from '../text.ts'

const LIMIT = 1000
const NAMES = 20

/**
 * Renders a run as workflow commands for GitHub Actions: an annotation at the source of each finding, a warning for each
 * warning, and an error if the gate fails. `githubSummary` renders the page that belongs to it, with the untested rules.
 */
export function githubReport(reports: readonly Report[], gate: Gate = {}): string {
  const commands = reports.flatMap((report) => {
    const { api, summary, seed } = report
    const gateFailure = shortfall(report, gate)
    return [
      ...findingsOf(report).map((finding) => annotation(report, finding, gate)),
      ...warningsOf(report).map((warning) => workflowCommand('warning', { title: api }, cut(warning, LIMIT))),
      ...(gateFailure === undefined ? [] : [workflowCommand('error', { title: api }, gateFailure)]),
      `${visible(oneLine(api))}: ${number(summary.passed)} passed, ${number(summary.failed)} failed, ` +
        `${number(summary.untested)} untested, ${plural(summary.exchanges, 'exchange')}, ` +
        `${seconds(summary.durationMs)}, seed ${seed}`,
    ]
  })
  return commands.map((command) => `${command}\n`).join('')
}

function annotation(report: Report, finding: Finding, gate: Gate): string {
  const { title, source, rules, count, of, unit, expected, actual, curl, ignored, severity } = finding
  const name = isFailing(finding, gate)
    ? 'error'
    : severity === 'off' || ignored !== undefined
      ? 'notice'
      : 'warning'
  const lines = [
    `in ${number(count)} of ${plural(of, unit)}${ignored === undefined ? '' : `, ${ignored}`}`,
    `rules: ${list(rules)}`,
    `case: ${finding.case}`,
    `expected: ${cut(expected, LIMIT)}`,
    `received: ${cut(actual, LIMIT)}`,
    `reproduce with:\n${cut(visible(curl), 2 * LIMIT)}`,
    `or with:\n${replayCommand(report, finding)}`,
  ]
  return workflowCommand(
    name,
    { ...parseSource(source), title: `${report.api}: ${cut(title, 200)}` },
    lines.join('\n'),
  )
}

function list(ids: readonly string[]): string {
  const more = ids.length - NAMES
  return ids.slice(0, NAMES).join(', ') + (more > 0 ? `, and ${number(more)} more` : '')
}

/**
 * Writes one workflow command. Omits a property that is undefined. Escapes the characters that would end the command, a
 * property or the line: the runner restores them.
 *
 * @example workflowCommand('error', { file: 'a.yaml', line: '3' }, 'too long') // '::error file=a.yaml,line=3::too long'
 */
export function workflowCommand(
  name: 'error' | 'warning' | 'notice',
  properties: Readonly<Record<string, string | undefined>>,
  message: string,
): string {
  const given = Object.entries(properties).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${escapeProperty(oneLine(value))}`],
  )
  return `::${name} ${given.join(',')}::${escapeData(message)}`
}

function escapeData(text: string): string {
  return visible(text).replaceAll('%', '%25').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
