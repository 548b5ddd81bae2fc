import { withoutCommands } from './ci-commands.ts'
import { painter } from '../color.ts'
import type { Paint } from '../color.ts'
import { exitCode, isFailing, shortfall } from '../exit-code.ts'
import type { Gate } from '../exit-code.ts'
import { findingsOf } from '../findings/find.ts'
import { wrap } from '../lines.ts'
import { byReason } from '../reasons.ts'
import type { ReasonGroup } from '../reasons.ts'
import type { Report, RuleReport } from '../report.ts'
import { testedShare } from '../summary.ts'
import { warningsOf } from '../tool-faults.ts'
import { findingSections, indented, value, VALUE, WIDTH } from './terminal-findings.ts'
import { cut, number, percent, plural, seconds, visible } from '../text.ts'

export interface TerminalOptions extends Gate {
  /** Whether to colour the text: `wantsColor(process.stdout)`. */
  readonly color: boolean
  /** Whether to list every kept failure, every passed rule, and long lists completely. */
  readonly verbose: boolean
  /** Whether to list every finding, every untested rule and every note. */
  readonly all?: boolean | undefined
}

/** How many reasons, warnings and notes are shown. */
const SHOWN = 8

/** Renders a report for a terminal: the findings first, the summary last. */
export function terminalReport(report: Report, options: TerminalOptions): string {
  const paint = painter(options.color)
  const passed = report.rules.filter((rule) => rule.verdict === 'passed')
  const sections = [
    [heading(report, paint)],
    ...findingSections(report, options, paint),
    untestedRules(byReason(report.rules), options, paint),
    passedRules(passed, options, paint),
    remarks('Warnings', warningsOf(report), options, paint),
    remarks('Notes', report.notes, options, paint),
    summary(report, options, paint),
  ]
  const lines = sections.filter((section) => section.length > 0).map((section) => section.join('\n'))
  return withoutCommands(`${lines.join('\n\n')}\n`, (character) =>
    character === ':' ? '\\u003a' : '\\u005b',
  )
}

function heading({ api, target, shard, credentials }: Report, paint: Paint): string {
  const schemes = credentials === undefined ? '' : ` with ${visible(credentials.join(', '))}`
  const suffix = schemes + (shard === undefined ? '' : `, shard ${shard}`)
  return `${paint('bold', visible(api))} at ${visible(target)}${suffix}`
}

function untestedRules(groups: readonly ReasonGroup[], options: TerminalOptions, paint: Paint): string[] {
  if (groups.length === 0) return []
  const showsAll = options.verbose || options.all === true
  const shown = showsAll ? groups : groups.slice(0, SHOWN)
  const more = groups.length - shown.length
  return [
    paint('bold', 'Untested'),
    ...shown.flatMap(({ reason, advice, rules }) => {
      const names = showsAll ? `: ${rules.map((rule) => visible(rule.id)).join(', ')}` : ''
      const hint = advice === undefined ? '' : `: ${advice}`
      const [first = '', ...others] = wrap(
        `${plural(rules.length, 'rule')}: ${visible(cut(reason, VALUE.characters))}${hint}${names}`,
        WIDTH - 4,
      )
      return [`${paint('yellow', '○')} ${first}`, ...indented(others, 4)]
    }),
    ...(more === 0 ? [] : [`… and ${plural(more, 'more reason')}: --all`]),
  ]
}

function passedRules(rules: readonly RuleReport[], { verbose }: TerminalOptions, paint: Paint): string[] {
  if (rules.length === 0) return []
  const count = `${paint('bold', 'Passed')} ${plural(rules.length, 'rule')}`
  if (!verbose) return [`${count} (--verbose lists them)`]
  return [
    count,
    ...rules.flatMap((rule) => {
      const [first = '', ...others] = wrap(`${visible(rule.id)}  ${visible(rule.text)}`, WIDTH - 4)
      return [`${paint('green', '✓')} ${first}`, ...indented(others, 4)]
    }),
  ]
}

function remarks(title: string, texts: readonly string[], options: TerminalOptions, paint: Paint): string[] {
  if (texts.length === 0) return []
  const shown = options.verbose || options.all === true ? texts : texts.slice(0, SHOWN)
  const more = texts.length - shown.length
  return [
    paint('bold', title),
    ...shown.flatMap((text) => {
      const [first = '', ...others] = value(text)
      return [`· ${first}`, ...indented(others, 2)]
    }),
    ...(more === 0 ? [] : [`… and ${number(more)} more: --all`]),
  ]
}

/** Renders the last lines of a report alone, for a run whose report goes elsewhere. */
export function terminalSummary(report: Report, options: TerminalOptions): string {
  const paint = painter(options.color)
  return `${[heading(report, paint), ...summary(report, options, paint)].join('\n')}\n`
}

function summary(report: Report, gate: Gate, paint: Paint): string[] {
  const { passed, failed, untested, exchanges, durationMs } = report.summary
  const gateFailure = shortfall(report, gate)
  const isGood = exitCode(report, gate) === 0
  const parts = [
    paint('green', `${number(passed)} passed`),
    failed === 0 ? '0 failed' : paint('red', `${number(failed)} failed`),
    untested === 0 ? '0 untested' : paint('yellow', `${number(untested)} untested`),
    `${percent(testedShare(report.summary))} tested`,
    plural(exchanges, 'exchange'),
    seconds(durationMs),
    ...(report.traffic === undefined ? [`seed ${report.seed}`] : []),
  ]
  return [
    ...findingCounts(report, gate, paint),
    ...(gateFailure === undefined ? [] : [`${paint('red', '✗')} ${gateFailure}`]),
    ...(report.stopped === undefined ? [] : wrap(`${paint('red', '✗')} ${visible(report.stopped)}`, WIDTH)),
    `${isGood ? paint('green', '✓') : paint('red', '✗')} ${parts.join(' · ')}`,
  ]
}

function findingCounts(report: Report, gate: Gate, paint: Paint): string[] {
  const findings = findingsOf(report)
  const failing = findings.filter((finding) => isFailing(finding, gate)).length
  const others = findings.length - failing
  return [
    ...(failing === 0 ? [] : [`${paint('red', '✗')} ${plural(failing, 'finding')}`]),
    ...(others === 0
      ? []
      : [
          `${paint('yellow', '△')} ${plural(others, 'finding')} that ${others === 1 ? 'does' : 'do'} not fail the run`,
        ]),
  ]
}
