import { withoutCommands } from './ci-commands.ts'
import { foldCommand } from '../../repro/fold.ts'
import { markup } from '../markup.ts'
import type { Markup } from '../markup.ts'
import type { Report, ReportedFailure, RuleReport } from '../report.ts'
import { parseSource } from '../parse-source.ts'
import { cut, oneLine, plural } from '../text.ts'

const LIMIT = 4000

/**
 * JUnit XML, as CI servers read it: a test suite for each API, a test case for each rule. A broken rule is a
 * failure with its violations, one that was not reached is skipped with its reason.
 */
export function junitReport(reports: readonly Report[]): string {
  const total = (count: (report: Report) => number) => reports.reduce((sum, report) => sum + count(report), 0)
  const document = markup`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="contract" tests="${total(({ summary }) => summary.rules)}" failures="${total(
    ({ summary }) => summary.failed,
  )}" errors="0" skipped="${total(({ summary }) => summary.untested)}" time="${time(
    total(({ summary }) => summary.durationMs),
  )}">
${reports.map(suite)}</testsuites>
`
  return withoutCommands(document.source, (character) => `&#${character.charCodeAt(0)};`)
}

function suite({ api, target, seed, shard, summary, rules, notes }: Report): Markup {
  const properties = { target, seed, shard, cases: summary.cases, exchanges: summary.exchanges }
  return markup`  <testsuite name="${api}" tests="${summary.rules}" failures="${summary.failed}" errors="0" skipped="${
    summary.untested
  }" time="${time(summary.durationMs)}">
    <properties>
${Object.entries(properties)
  .filter(([, value]) => value !== undefined)
  .map(([name, value]) => markup`      <property name="${name}" value="${value}"/>\n`)}    </properties>
${rules.map((rule) => testCase(api, rule))}${notes.length === 0 ? undefined : markup`    <system-out>${notes.join('\n')}</system-out>\n`}  </testsuite>
`
}

function testCase(api: string, rule: RuleReport): Markup {
  const { file, line } = parseSource(rule.source)
  const sourceAttributes = line === undefined ? markup`file="${file}"` : markup`file="${file}" line="${line}"`
  const open = markup`    <testcase classname="${api}" name="${oneLine(rule.id)}" ${sourceAttributes}`
  switch (rule.verdict) {
    case 'passed':
      return markup`${open}/>\n`
    case 'failed':
      return markup`${open}>\n      ${failureElement(rule)}\n    </testcase>\n`
    case 'untested':
      return markup`${open}>\n      <skipped message="${oneLine(rule.reason ?? '')}"/>\n    </testcase>\n`
  }
}

function failureElement({ text, source, failures, failureCount }: RuleReport): Markup {
  const [first] = failures
  const message =
    first === undefined ? text : `expected ${cut(first.expected, 200)}, came ${cut(first.actual, 200)}`
  const body = [`${text}\n${source}\nseen ${plural(failureCount, 'time')}`, ...failures.map(failureText)]
  return markup`<failure type="contract" message="${oneLine(message)}">${body.join('\n\n')}</failure>`
}

function failureText({ case: name, expected, actual, curl }: ReportedFailure): string {
  return [
    `case: ${name}`,
    `expected: ${cut(expected, LIMIT)}`,
    `came: ${cut(actual, LIMIT)}`,
    foldCommand(cut(curl, LIMIT), 100),
  ].join('\n')
}

/** In seconds. */
function time(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3)
}
