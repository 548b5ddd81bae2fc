import { withoutCommands } from './ci-commands.ts'
import { html as xml } from '../../../html/index.ts'
import type { Html } from '../../../html/index.ts'
import type { Report, ReportedFailure, RuleReport } from '../report.ts'
import { parseSource } from '../parse-source.ts'
import { warningsOf } from '../tool-faults.ts'
import { cut, oneLine, plural, visibleReport } from '../text.ts'

const LIMIT = 4000

/**
 * Renders a run as JUnit XML for CI servers: a test suite for each API, a test case for each rule. A failed rule has a
 * `failure` with what was expected and received. An untested rule is `skipped` with its reason. The escapes of HTML are
 * right for XML too.
 */
export function junitReport(reports: readonly Report[]): string {
  const total = (count: (report: Report) => number) => reports.reduce((sum, report) => sum + count(report), 0)
  const document = xml`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="contract" tests="${total(({ summary }) => summary.rules)}" failures="${total(
    ({ summary }) => summary.failed,
  )}" errors="0" skipped="${total(({ summary }) => summary.untested)}" time="${time(
    total(({ summary }) => summary.durationMs),
  )}">
${reports.map((report) => suite(visibleReport(report)))}</testsuites>
`
  return withoutCommands(document.html, (character) => `&#${character.charCodeAt(0)};`)
}

function suite(report: Report): Html {
  const { api, target, seed, shard, summary, rules, notes } = report
  const remarks = [...warningsOf(report).map((warning) => `warning: ${warning}`), ...notes]
  const properties = { target, seed, shard, cases: summary.cases, exchanges: summary.exchanges }
  return xml`  <testsuite name="${api}" tests="${summary.rules}" failures="${summary.failed}" errors="0" skipped="${
    summary.untested
  }" time="${time(summary.durationMs)}">
    <properties>
${Object.entries(properties)
  .filter(([, value]) => value !== undefined)
  .map(([name, value]) => xml`      <property name="${name}" value="${value}"/>\n`)}    </properties>
${rules.map((rule) => testCase(api, rule))}${remarks.length === 0 ? undefined : xml`    <system-out>${remarks.join('\n')}</system-out>\n`}  </testsuite>
`
}

function testCase(api: string, rule: RuleReport): Html {
  const { file, line } = parseSource(rule.source)
  const sourceAttributes = line === undefined ? xml`file="${file}"` : xml`file="${file}" line="${line}"`
  const open = xml`    <testcase classname="${api}" name="${oneLine(rule.id)}" ${sourceAttributes}`
  switch (rule.verdict) {
    case 'passed':
      return xml`${open}/>\n`
    case 'failed':
      return xml`${open}>\n      ${failureElement(rule)}\n    </testcase>\n`
    case 'untested':
      return xml`${open}>\n      <skipped message="${oneLine(rule.reason ?? '')}"/>\n    </testcase>\n`
  }
}

function failureElement({ text, source, failures, failureCount }: RuleReport): Html {
  const [first] = failures
  const message =
    first === undefined ? text : `expected ${cut(first.expected, 200)}, received ${cut(first.actual, 200)}`
  const body = [`${text}\n${source}\nseen ${plural(failureCount, 'time')}`, ...failures.map(failureText)]
  return xml`<failure type="contract" message="${oneLine(message)}">${body.join('\n\n')}</failure>`
}

function failureText({ case: name, expected, actual, curl }: ReportedFailure): string {
  return [
    `case: ${name}`,
    `expected: ${cut(expected, LIMIT)}`,
    `received: ${cut(actual, LIMIT)}`,
    `reproduce with:\n${cut(curl, LIMIT)}`,
  ].join('\n')
}

/** Formats milliseconds as seconds. */
function time(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3)
}
