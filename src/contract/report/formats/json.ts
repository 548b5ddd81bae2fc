import { safeJson } from './safe-json.ts'
import type { Finding } from '../findings/finding.ts'
import type { Report, RuleReport } from '../report.ts'

/**
 * Renders a report as JSON: an object for one API, an array for several. Shortens nothing, so that shards can be merged
 * from it. Escapes what a terminal would obey or hide. The parsed data is the same.
 */
export function jsonReport(report: Report | readonly Report[]): string {
  const data = 'api' in report ? reportData(report) : report.map(reportData)
  return safeJson(data)
}

/** Copies field by field: keeps the order, and drops properties that are not part of a report. */
function reportData({
  api,
  target,
  seed,
  shard,
  credentials,
  summary,
  rules,
  warnings,
  notes,
  toolFaults,
  links,
  findings,
  stopped,
  format,
  command,
  traffic,
}: Report): Report {
  return {
    ...(format !== undefined && { format }),
    api,
    target,
    seed,
    ...(command !== undefined && { command }),
    ...(shard !== undefined && { shard }),
    ...(stopped !== undefined && { stopped }),
    ...(credentials !== undefined && { credentials }),
    summary,
    ...(findings !== undefined && { findings: findings.map(findingData) }),
    rules: rules.map(ruleData),
    ...(traffic !== undefined && { traffic }),
    warnings,
    notes,
    ...(toolFaults !== undefined && { toolFaults }),
    ...(links !== undefined && links.length > 0 && { links }),
  }
}

function ruleData(rule: RuleReport): RuleReport {
  const { id, text, source, fault, verdict, reason, invalidated, evidence, failureCount, failures } = rule
  return {
    id,
    text,
    source,
    ...(fault !== undefined && { fault }),
    verdict,
    ...(reason !== undefined && { reason }),
    ...(invalidated === true && { invalidated }),
    evidence,
    failureCount,
    failures: failures.map(({ case: name, expected, actual, curl, cause, count }) => ({
      case: name,
      expected,
      actual,
      curl,
      ...(cause !== undefined && { cause }),
      ...(count !== undefined && { count }),
    })),
  }
}

function findingData(finding: Finding): Finding {
  const { id, title, severity, ignored, rules, count, of, unit, weight, source, text } = finding
  const { case: name, expected, actual, curl, causes, side } = finding
  return {
    id,
    title,
    severity,
    ...(ignored !== undefined && { ignored }),
    ...(side !== undefined && { side }),
    rules,
    count,
    of,
    unit,
    weight,
    source,
    text,
    case: name,
    expected,
    actual,
    curl,
    causes,
  }
}
