import { isFailing } from '../exit-code.ts'
import type { Gate } from '../exit-code.ts'
import { findingsOf } from '../findings/find.ts'
import type { Finding } from '../findings/finding.ts'
import { IN_BASELINE } from '../findings/policy.ts'
import { safeJson } from './safe-json.ts'
import { parseSource } from '../parse-source.ts'
import type { Report } from '../report.ts'
import { warningsOf } from '../tool-faults.ts'
import { cut, number, plural, visible } from '../text.ts'

const LIMIT = 4000
const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json'

/** Renders findings as SARIF 2.1.0, for code scanning: a run for each API, a result for each finding. */
export function sarifReport(reports: readonly Report[], gate: Gate = {}): string {
  const runs = reports.map((report) => sarifRun(report, gate))
  return safeJson({ $schema: SCHEMA, version: '2.1.0', runs })
}

function sarifRun(report: Report, gate: Gate): object {
  const findings = findingsOf(report)
  const ids = [...new Set(findings.map(({ rules }) => rules[0] ?? ''))]
  const rules = ids.map((id) => {
    const text = report.rules.find((rule) => rule.id === id)?.text ?? id
    return { id, shortDescription: { text: visible(text) } }
  })
  const notifications = warningsOf(report).map((text) => ({
    level: 'warning',
    message: { text: visible(text) },
  }))
  const { api, stopped, toolFaults } = report
  return {
    tool: { driver: { name: 'contract', rules } },
    automationDetails: { id: `contract/${api}/` },
    invocations: [
      {
        executionSuccessful: stopped === undefined && toolFaults === undefined,
        ...(stopped !== undefined && { exitCodeDescription: visible(stopped) }),
        ...(notifications.length > 0 && { toolExecutionNotifications: notifications }),
      },
    ],
    results: findings.map((finding) => sarifResult(finding, ids, gate)),
  }
}

function sarifResult(finding: Finding, ids: readonly string[], gate: Gate): object {
  const { rules, source, id, severity, ignored } = finding
  const { file, line } = parseSource(source)
  const level =
    severity === 'off' ? 'none' : severity === 'warning' && !isFailing(finding, gate) ? 'warning' : 'error'
  const isKnown = ignored === IN_BASELINE
  return {
    ruleId: rules[0] ?? '',
    ruleIndex: ids.indexOf(rules[0] ?? ''),
    level,
    message: { text: messageOf(finding) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(file) },
          ...(line !== undefined && { region: { startLine: Number(line) } }),
        },
      },
    ],
    partialFingerprints: { 'contractFinding/v1': id },
    ...(isKnown && { baselineState: 'unchanged' }),
    ...(ignored !== undefined &&
      !isKnown && { suppressions: [{ kind: 'external', justification: visible(ignored) }] }),
  }
}

/** Describes a finding for a reader who sees only this text. */
export function messageOf(finding: Finding): string {
  const { title, count, of, unit, rules, expected, actual, curl } = finding
  return visible(
    [
      `${title} in ${number(count)} of ${plural(of, unit)} (${plural(rules.length, 'rule')}).`,
      `Expected: ${cut(expected, LIMIT)}`,
      `Received: ${cut(actual, LIMIT)}`,
      `Case: ${finding.case}`,
      `Reproduce with:\n${cut(curl, LIMIT)}`,
    ].join('\n'),
  )
}
