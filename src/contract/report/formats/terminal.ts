import { withoutCommands } from './ci-commands.ts'
import { painter } from '../color.ts'
import type { Paint } from '../color.ts'
import { shortfall } from '../exit-code.ts'
import type { Gate } from '../exit-code.ts'
import { cutLines, wrap } from '../lines.ts'
import { byReason } from '../reasons.ts'
import type { ReasonGroup } from '../reasons.ts'
import type { Report, ReportedFailure, RuleReport } from '../report.ts'
import { testedShare } from '../summary.ts'
import { warningsOf } from '../tool-faults.ts'
import { cut, number, percent, plural, seconds, visible } from '../text.ts'

export interface TerminalOptions extends Gate {
  /** Whether to colour the text: `wantsColor(process.stdout)`. */
  readonly color: boolean
  /** Whether to list every kept failure, every passed rule, and long lists completely. */
  readonly verbose: boolean
}

const WIDTH = 100
const LABEL = 10
/** About half a screen. The JSON report contains complete values. */
const VALUE = { characters: 600, lines: 10 }
const COMMAND = 2000
const NAMES = 8

/** Renders a report for a terminal: the failed rules first, the summary last. */
export function terminalReport(report: Report, options: TerminalOptions): string {
  const paint = painter(options.color)
  const failed = report.rules.filter((rule) => rule.verdict === 'failed')
  const passed = report.rules.filter((rule) => rule.verdict === 'passed')
  const sections = [
    [heading(report, paint)],
    ...failed.map((rule) => failedRule(rule, options, paint)),
    untestedRules(byReason(report.rules), options, paint),
    passedRules(passed, options, paint),
    remarks('Warnings', warningsOf(report), paint),
    remarks('Notes', report.notes, paint),
    summary(report, options, paint),
  ]
  const lines = sections.filter((section) => section.length > 0).map((section) => section.join('\n'))
  return withoutCommands(`${lines.join('\n\n')}\n`, (character) =>
    character === ':' ? '\\u003a' : '\\u005b',
  )
}

function heading({ api, target, shard }: Report, paint: Paint): string {
  const suffix = shard === undefined ? '' : `, shard ${shard}`
  return `${paint('bold', visible(api))} at ${visible(target)}${suffix}`
}

function failedRule(rule: RuleReport, { verbose }: TerminalOptions, paint: Paint): string[] {
  const shown = verbose ? rule.failures : rule.failures.slice(0, 1)
  const more = rule.failures.length - shown.length
  const hint = more === 0 ? '' : ` (--verbose shows ${more} more)`
  return [
    `${paint('red', '✗')} ${paint('bold', visible(rule.id))}`,
    ...indented(wrap(visible(rule.text), WIDTH - 2), 2),
    ...field('source', [paint('cyan', visible(rule.source))], paint),
    ...shown.flatMap((failure, index) => [...(index === 0 ? [] : ['']), ...failureLines(failure, paint)]),
    ...field('seen', [plural(rule.failureCount, 'time') + hint], paint),
  ]
}

function failureLines({ case: name, curl, expected, actual }: ReportedFailure, paint: Paint): string[] {
  return [
    ...field('case', value(name), paint),
    ...field('expected', value(expected), paint),
    ...field(
      'received',
      value(actual).map((line) => paint('red', line)),
      paint,
    ),
    ...field('reproduce', command(curl), paint),
  ]
}

function untestedRules(groups: readonly ReasonGroup[], { verbose }: TerminalOptions, paint: Paint): string[] {
  if (groups.length === 0) return []
  return [
    paint('bold', 'Untested'),
    ...groups.flatMap(({ reason, rules }) => {
      const names = rules.map((rule) => visible(rule.id))
      const shown = verbose ? names : names.slice(0, NAMES)
      const more = names.length - shown.length
      const rest = more === 0 ? '' : `, and ${number(more)} more (--verbose)`
      const [first = '', ...others] = wrap(
        `${visible(cut(reason, VALUE.characters))}: ${plural(rules.length, 'rule')}: ${shown.join(', ')}${rest}`,
        WIDTH - 4,
      )
      return [`${paint('yellow', '○')} ${first}`, ...indented(others, 4)]
    }),
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

function remarks(title: string, texts: readonly string[], paint: Paint): string[] {
  if (texts.length === 0) return []
  return [
    paint('bold', title),
    ...texts.flatMap((text) => {
      const [first = '', ...others] = value(text)
      return [`· ${first}`, ...indented(others, 2)]
    }),
  ]
}

function summary(report: Report, gate: Gate, paint: Paint): string[] {
  const { passed, failed, untested, exchanges, durationMs } = report.summary
  const gateFailure = shortfall(report, gate)
  const isWrong = failed > 0 || gateFailure !== undefined || report.toolFaults !== undefined
  const mark = isWrong ? paint('red', '✗') : paint('green', '✓')
  const parts = [
    paint('green', `${number(passed)} passed`),
    failed === 0 ? '0 failed' : paint('red', `${number(failed)} failed`),
    untested === 0 ? '0 untested' : paint('yellow', `${number(untested)} untested`),
    `${percent(testedShare(report.summary))} tested`,
    plural(exchanges, 'exchange'),
    seconds(durationMs),
    `seed ${report.seed}`,
  ]
  return [
    ...(gateFailure === undefined ? [] : [`${paint('red', '✗')} ${gateFailure}`]),
    `${mark} ${parts.join(' · ')}`,
  ]
}

function value(text: string): string[] {
  return cutLines(wrap(cut(visible(text), VALUE.characters), WIDTH - 2 - LABEL), VALUE.lines)
}

function command(curl: string): string[] {
  const text = visible(curl)
  const width = WIDTH - 2 - LABEL
  if (text.length <= COMMAND) return text.split('\n')
  return cutLines(wrap(cut(text, COMMAND), width), VALUE.lines)
}

function field(label: string, lines: readonly string[], paint: Paint): string[] {
  const [first = '', ...others] = lines
  return [`  ${paint('dim', label.padEnd(LABEL))}${first}`, ...indented(others, 2 + LABEL)]
}

function indented(lines: readonly string[], by: number): string[] {
  return lines.map((line) => ' '.repeat(by) + line)
}
