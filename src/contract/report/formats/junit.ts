import { withoutCommands } from './ci-commands.ts'
import { html as xml } from '../../../html/index.ts'
import type { Html } from '../../../html/index.ts'
import { isFailing } from '../exit-code.ts'
import type { Gate } from '../exit-code.ts'
import { findingsOf } from '../findings/find.ts'
import type { Finding } from '../findings/finding.ts'
import { replayCommand } from '../replay.ts'
import type { Report, RuleReport } from '../report.ts'
import { parseSource } from '../parse-source.ts'
import { warningsOf } from '../tool-faults.ts'
import { cut, number, oneLine, plural, visibleReport } from '../text.ts'

const LIMIT = 4000

/**
 * Renders a run as JUnit XML for CI servers: a test suite for each API, a test case for each finding, with a `failure` if
 * it fails the run, and for each rule without a finding. An untested rule is `skipped` with its reason. The escapes of HTML
 * are right for XML too.
 */
export function junitReport(reports: readonly Report[], gate: Gate = {}): string {
  const total = (count: (report: Report) => number) => reports.reduce((sum, report) => sum + count(report), 0)
  const document = xml`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="contract" tests="${total((report) => testsIn(report))}" failures="${total((report) =>
    failuresIn(report, gate),
  )}" errors="0" skipped="${total((report) => skippedIn(report, gate))}" time="${time(
    total(({ summary }) => summary.durationMs),
  )}">
${reports.map((report) => suite(visibleReport(report), gate))}</testsuites>
`
  return withoutCommands(document.html, (character) => `&#${character.charCodeAt(0)};`)
}

function suite(report: Report, gate: Gate): Html {
  const { api, target, seed, shard, summary, rules, notes } = report
  const remarks = [...warningsOf(report).map((warning) => `warning: ${warning}`), ...notes]
  const properties = { target, seed, shard, cases: summary.cases, exchanges: summary.exchanges }
  return xml`  <testsuite name="${api}" tests="${testsIn(report)}" failures="${failuresIn(report, gate)}" errors="0" skipped="${skippedIn(
    report,
    gate,
  )}" time="${time(summary.durationMs)}">
    <properties>
${Object.entries(properties)
  .filter(([, value]) => value !== undefined)
  .map(([name, value]) => xml`      <property name="${name}" value="${value}"/>\n`)}    </properties>
${rules.map((rule) => testCases(report, rule, gate))}${remarks.length === 0 ? undefined : xml`    <system-out>${remarks.join('\n')}</system-out>\n`}  </testsuite>
`
}

/** Renders a rule. A failed one is rendered with the findings that it describes best: a history needs names that stay. */
function testCases(report: Report, rule: RuleReport, gate: Gate): Html[] {
  if (rule.verdict !== 'failed') return [testCase(report.api, rule)]
  const findings = findingsOf(report).filter(({ rules }) => rules[0] === rule.id)
  return findings.map((finding, index) => {
    const name = index === 0 ? rule.id : `${rule.id} (${index + 1})`
    return findingCase(report, finding, { name, gate })
  })
}

function testCase(api: string, rule: RuleReport): Html {
  const { file, line } = parseSource(rule.source)
  const sourceAttributes = line === undefined ? xml`file="${file}"` : xml`file="${file}" line="${line}"`
  const open = xml`    <testcase classname="${api}" name="${oneLine(rule.id)}" ${sourceAttributes}`
  if (rule.verdict === 'passed') return xml`${open}/>\n`
  return xml`${open}>\n      <skipped message="${oneLine(rule.reason ?? '')}"/>\n    </testcase>\n`
}

function findingCase(report: Report, finding: Finding, { name, gate }: { name: string; gate: Gate }): Html {
  const { file, line } = parseSource(finding.source)
  const { expected, actual, ignored } = finding
  const sourceAttributes = line === undefined ? xml`file="${file}"` : xml`file="${file}" line="${line}"`
  const open = xml`    <testcase classname="${report.api}" name="${oneLine(name)}" ${sourceAttributes}`
  const message = `expected ${cut(expected, 200)}, received ${cut(actual, 200)}`
  const body = findingText(report, finding)
  if (!isFailing(finding, gate))
    return xml`${open}>\n      <skipped message="${oneLine(ignored ?? `a ${finding.severity}`)}"/>\n      <system-out>${body}</system-out>\n    </testcase>\n`
  return xml`${open}>\n      <failure type="contract" message="${oneLine(message)}">${body}</failure>\n    </testcase>\n`
}

function findingText(report: Report, finding: Finding): string {
  const { title, text, source, count, of, unit, rules, expected, actual, curl } = finding
  return [
    `${title}\n${text}\n${source}\nin ${number(count)} of ${plural(of, unit)}`,
    `rules:\n${rules.join('\n')}`,
    `case: ${finding.case}`,
    `expected: ${cut(expected, LIMIT)}`,
    `received: ${cut(actual, LIMIT)}`,
    `reproduce with:\n${cut(curl, LIMIT)}`,
    `or with:\n${replayCommand(report, finding)}`,
  ].join('\n\n')
}

function testsIn(report: Report): number {
  return findingsOf(report).length + report.summary.passed + report.summary.untested
}

function skippedIn(report: Report, gate: Gate): number {
  return report.summary.untested + findingsOf(report).length - failuresIn(report, gate)
}

function failuresIn(report: Report, gate: Gate): number {
  return findingsOf(report).filter((finding) => isFailing(finding, gate)).length
}

/** Formats milliseconds as seconds. */
function time(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3)
}
