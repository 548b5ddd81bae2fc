import type { Paint } from '../color.ts'
import { isFailing } from '../exit-code.ts'
import type { Gate } from '../exit-code.ts'
import { findingsOf } from '../findings/find.ts'
import type { Finding } from '../findings/finding.ts'
import { cutLines, wrap } from '../lines.ts'
import { inOneLine, replayCommand } from '../replay.ts'
import type { Report, ReportedFailure } from '../report.ts'
import { cut, number, oneLine, plural, visible } from '../text.ts'

export const WIDTH = 100
const LABEL = 10
/** About half a screen. The JSON report contains complete values. */
export const VALUE = { characters: 600, lines: 10 }
const COMMAND = 2000
/** A script that is shown however many findings there are. */
const SHORT = 160
/** So many findings are few enough for long scripts. */
const FEW = 5
/** How many findings are shown, and in how many lines. */
const SHOWN = { findings: 20, lines: 130 }

interface Options extends Gate {
  readonly verbose: boolean
  readonly all?: boolean | undefined
}

/** Renders the findings, the most important first. Each has at most six lines, unless everything is shown. */
export function findingSections(report: Report, options: Options, paint: Paint): string[][] {
  const findings = [...findingsOf(report)].sort(
    (one, other) => Number(isFailing(other, options)) - Number(isFailing(one, options)),
  )
  const { verbose, all = false } = options
  const shown = verbose || all ? findings : findings.slice(0, SHOWN.findings)
  const short = { ...options, isOneOfFew: findings.length <= FEW }
  const sections = shown.map((finding) =>
    verbose ? fullFinding(report, finding, options, paint) : shortFinding(report, finding, short, paint),
  )
  const more = findings.length - shown.length
  const hint = short.isOneOfFew || verbose ? '' : '--verbose prints the scripts that reproduce them.'
  const rest = [
    ...(more === 0 ? [] : [`… and ${number(more)} more: --all. ${hint}`]),
    ...(more === 0 && hint !== '' ? [hint] : []),
  ]
  const lines = sections.flat().length + sections.length
  // Without empty lines many findings still fit on the screen.
  if (verbose || all || lines <= SHOWN.lines) return [...sections, rest]
  return [[...sections.flat(), ...rest]]
}

/** What, expected, received, where, and how to reproduce it. */
function shortFinding(
  report: Report,
  finding: Finding,
  { isOneOfFew, ...gate }: Gate & { readonly isOneOfFew: boolean },
  paint: Paint,
): string[] {
  const { expected, actual, source, rules } = finding
  const [rule = '', ...others] = rules
  const more = others.length === 0 ? '' : ` and ${plural(others.length, 'rule')} more`
  return [
    heading(finding, gate, paint),
    ...field('expected', [fold(expected)], paint),
    ...field('received', [paint('red', fold(actual))], paint),
    ...field('at', [`${paint('cyan', visible(source))} ${fold(`${rule}${more}`, source.length + 1)}`], paint),
    ...reproduction(report, finding, isOneOfFew, paint),
  ]
}

/**
 * Returns one line that can be pasted, and one that plays the case again. They may be longer than a terminal is wide, so a
 * long script is shown only if there are few findings.
 */
function reproduction(report: Report, finding: Finding, isOneOfFew: boolean, paint: Paint): string[] {
  const line = visible(inOneLine(finding.curl))
  const isShown = line !== '' && line.length <= (isOneOfFew ? COMMAND : SHORT)
  const shown = isShown ? field('reproduce', [line], paint) : []
  return [
    ...shown,
    ...field(
      shown.length === 0 ? 'reproduce' : 'or',
      [visible(oneLine(replayCommand(report, finding)))],
      paint,
    ),
  ]
}

function heading(finding: Finding, gate: Gate, paint: Paint): string {
  const { title, count, of, unit, ignored } = finding
  const fails = isFailing(finding, gate)
  const mark = fails ? paint('red', '✗') : paint('yellow', '△')
  const seen = ` · ${number(count)} of ${plural(of, unit)}${ignored === undefined ? '' : ` · ${visible(ignored)}`}`
  const text = fold(title, seen.length - LABEL)
  return `${mark} ${paint('bold', text)}${paint('dim', seen)}`
}

/** Everything about a finding: its rules, every kept failure and the scripts. */
function fullFinding(report: Report, finding: Finding, gate: Gate, paint: Paint): string[] {
  const { text, source, rules } = finding
  const failures = report.rules
    .filter(({ id }) => rules.includes(id))
    .flatMap((rule) => rule.failures.map((failure) => ({ id: rule.id, failure })))
  return [
    heading(finding, gate, paint),
    ...indented(wrap(visible(text), WIDTH - 2), 2),
    ...field('source', [paint('cyan', visible(source))], paint),
    ...field(
      'rules',
      rules.flatMap((id) => wrap(visible(id), WIDTH - 2 - LABEL)),
      paint,
    ),
    ...failures.flatMap(({ id, failure }) => ['', ...failureLines(id, failure, paint)]),
    ...field('or', [visible(oneLine(replayCommand(report, finding)))], paint),
    ...field('finding', [finding.id], paint),
  ]
}

function failureLines(rule: string, failure: ReportedFailure, paint: Paint): string[] {
  const { case: name, curl, expected, actual } = failure
  return [
    ...field('rule', wrap(visible(rule), WIDTH - 2 - LABEL), paint),
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

/** Returns a text in one line. @param used the characters of the line that are used otherwise */
function fold(text: string, used = 0): string {
  const line = oneLine(visible(text))
  const width = WIDTH - 2 - LABEL - used
  if ([...line].length <= width) return line
  return `${[...line].slice(0, Math.max(20, width - 1)).join('')}…`
}

/** Returns the lines that show a value, cut to a few. */
export function value(text: string): string[] {
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

export function indented(lines: readonly string[], by: number): string[] {
  return lines.map((line) => ' '.repeat(by) + line)
}
