import { shortfall } from '../exit-code.ts'
import type { Gate } from '../exit-code.ts'
import { byReason } from '../reasons.ts'
import type { Report, RuleReport } from '../report.ts'
import { parseSource } from '../parse-source.ts'
import { warningsOf } from '../tool-faults.ts'
import { cut, number, oneLine, plural, seconds, visible } from '../text.ts'

const LIMIT = 1000
const NAMES = 20

/**
 * Renders a run as workflow commands for GitHub Actions: an error at the source of each failed rule, a notice for each
 * reason of untested rules, a warning for each warning, and an error if the gate fails. `githubSummary` renders the page that belongs to it.
 */
export function githubReport(reports: readonly Report[], gate: Gate = {}): string {
  const commands = reports.flatMap((report) => {
    const { api, summary, rules, seed } = report
    const gateFailure = shortfall(report, gate)
    return [
      ...rules.filter((rule) => rule.verdict === 'failed').map((rule) => failedRule(api, rule)),
      ...byReason(rules).map(({ reason, rules: untested }) =>
        workflowCommand(
          'notice',
          { title: `${api}: ${plural(untested.length, 'untested rule')}` },
          `${cut(reason, LIMIT)}:\n${list(untested.map((rule) => rule.id))}`,
        ),
      ),
      ...warningsOf(report).map((warning) => workflowCommand('warning', { title: api }, cut(warning, LIMIT))),
      ...(gateFailure === undefined ? [] : [workflowCommand('error', { title: api }, gateFailure)]),
      `${visible(oneLine(api))}: ${number(summary.passed)} passed, ${number(summary.failed)} failed, ` +
        `${number(summary.untested)} untested, ${plural(summary.exchanges, 'exchange')}, ` +
        `${seconds(summary.durationMs)}, seed ${seed}`,
    ]
  })
  return commands.map((command) => `${command}\n`).join('')
}

function failedRule(api: string, { id, text, source, failures, failureCount }: RuleReport): string {
  const [first] = failures
  const failureLines =
    first === undefined
      ? []
      : [
          `case: ${first.case}`,
          `expected: ${cut(first.expected, LIMIT)}`,
          `received: ${cut(first.actual, LIMIT)}`,
          `reproduce with:\n${cut(visible(first.curl), 2 * LIMIT)}`,
        ]
  return workflowCommand(
    'error',
    { ...parseSource(source), title: `${api}: ${id}` },
    [text, ...failureLines, `seen ${plural(failureCount, 'time')}`].join('\n'),
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
