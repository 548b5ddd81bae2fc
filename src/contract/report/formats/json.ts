import { withoutCommands } from './ci-commands.ts'
import type { Report, RuleReport } from '../report.ts'

/**
 * A report as JSON: an object for one API, an array for several. Nothing is cut, so that parts can be merged from
 * it. What a terminal would obey or hide is escaped, which changes nothing for who parses it.
 */
export function jsonReport(report: Report | readonly Report[]): string {
  const data = 'api' in report ? reportData(report) : report.map(reportData)
  const json = escapeUnseen(JSON.stringify(data, undefined, 2))
  return `${withoutCommands(json, escapeUnit)}\n`
}

/** Field by field: the order stays, and nothing gets out that has no place in a report. */
function reportData({ api, target, seed, shard, summary, rules, notes }: Report): Report {
  return {
    api,
    target,
    seed,
    ...(shard !== undefined && { shard }),
    summary,
    rules: rules.map(ruleData),
    notes,
  }
}

function ruleData(rule: RuleReport): RuleReport {
  const { id, text, source, verdict, reason, invalidated, evidence, failureCount, failures } = rule
  return {
    id,
    text,
    source,
    verdict,
    ...(reason !== undefined && { reason }),
    ...(invalidated === true && { invalidated }),
    evidence,
    failureCount,
    failures: failures.map(({ case: name, expected, actual, curl }) => ({
      case: name,
      expected,
      actual,
      curl,
    })),
  }
}

/** `JSON.stringify` escapes C0 controls and lone surrogates; here DEL, C1, and what is invisible or reorders. */
function escapeUnseen(json: string): string {
  return json.replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    character.split('').map(escapeUnit).join(''),
  )
}

/** One UTF-16 code unit as JSON escapes it (RFC 8259 §7). */
function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}
