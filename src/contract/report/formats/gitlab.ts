import { isFailing } from '../exit-code.ts'
import type { Gate } from '../exit-code.ts'
import { findingsOf } from '../findings/find.ts'
import type { Finding } from '../findings/finding.ts'
import { parseSource } from '../parse-source.ts'
import type { Report } from '../report.ts'
import { oneLine, visible } from '../text.ts'
import { safeJson } from './safe-json.ts'
import { messageOf } from './sarif.ts'

/** Renders findings as a code quality report of GitLab: a list with an entry for each finding. */
export function gitlabReport(reports: readonly Report[], gate: Gate = {}): string {
  const entries = reports.flatMap((report) => findingsOf(report).map((finding) => entry(finding, gate)))
  return safeJson(entries)
}

function entry(finding: Finding, gate: Gate): object {
  const { file, line } = parseSource(finding.source)
  return {
    description: visible(oneLine(finding.title)),
    check_name: finding.rules[0] ?? '',
    fingerprint: finding.id,
    severity: severityOf(finding, gate),
    location: { path: file, lines: { begin: Number(line ?? 1) } },
    content: { body: messageOf(finding) },
  }
}

/** GitLab knows info, minor, major, critical and blocker. */
function severityOf(finding: Finding, gate: Gate): string {
  if (!isFailing(finding, gate)) return finding.severity === 'warning' ? 'minor' : 'info'
  return finding.weight >= 4 ? 'critical' : 'major'
}
