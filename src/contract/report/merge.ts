import { UsageError } from '../../command/index.ts'
import { OTHER_SHARD_REASON } from './report.ts'
import type { Report, RuleReport } from './report.ts'
import { summarize } from './summary.ts'

interface Part {
  readonly report: Report
  readonly index: number
  readonly of: number
}

/**
 * The parts of one run (`--shard 1/4` … `4/4`), put together: a rule is broken if it is broken in any part, held
 * if it is held in any and neither broken nor doubted in another, and else not reached, with each reason that was given. Numbers are
 * added up, the duration too: it is the time of all machines together. Of violations as many are kept as the
 * fullest part has. A report of a whole run is returned as it is, where it stands alone.
 *
 * @throws UsageError where the parts are not exactly those of one run: of one API, with one seed, from one
 *   description, each there once
 */
export function mergeReports(reports: readonly Report[]): Report {
  const [first] = reports
  if (first === undefined) throw new UsageError('There is no report to merge.')
  if (reports.length === 1 && first.shard === undefined) return first
  const parts = reports.map(part).sort((a, b) => a.index - b.index)
  checkSame(parts)
  checkComplete(parts)
  const sorted = parts.map(({ report }) => report)
  const sum = (count: (report: Report) => number) =>
    sorted.reduce((total, report) => total + count(report), 0)
  const rules = first.rules.map((rule, index) =>
    mergeRule(
      rule,
      sorted.flatMap((report) => report.rules[index] ?? []),
    ),
  )
  return {
    api: first.api,
    target: [...new Set(sorted.map(({ target }) => target))].join(', '),
    seed: first.seed,
    summary: summarize(rules, {
      cases: sum(({ summary }) => summary.cases),
      exchanges: sum(({ summary }) => summary.exchanges),
      durationMs: sum(({ summary }) => summary.durationMs),
    }),
    rules,
    notes: [...new Set(sorted.flatMap(({ notes }) => notes))],
  }
}

/** The same for runs that judged several APIs: a report for each API, in the order in which they first appear. */
export function mergeRuns(reports: readonly Report[]): Report[] {
  const apis = [...new Set(reports.map(({ api }) => api))]
  return apis.map((api) => mergeReports(reports.filter((report) => report.api === api)))
}

function part(report: Report): Part {
  const [, index, of] = /^([1-9]\d*)\/([1-9]\d*)$/.exec(report.shard ?? '') ?? []
  if (index === undefined || of === undefined) {
    throw new UsageError(
      report.shard === undefined
        ? `A report of \`${report.api}\` is no part of a run. Merge what runs with \`--shard\` have written.`
        : `\`${report.shard}\` is no part of a run: it has to read like \`1/4\`.`,
    )
  }
  return { report, index: Number(index), of: Number(of) }
}

function checkSame(parts: readonly Part[]): void {
  const differ = (what: string, of: (part: Part) => string | number, advice: string) => {
    const values = [...new Set(parts.map(of))]
    if (values.length > 1) {
      throw new UsageError(`The reports differ in ${what} (${values.join(', ')}). ${advice}`)
    }
  }
  differ('their API', ({ report }) => report.api, 'Merge the reports of each API by themselves.')
  differ('the number of parts', ({ of }) => of, 'Merge the parts of one run.')
  differ('their seed', ({ report }) => report.seed, 'Give every part of a run the same `--seed`.')
  const [first] = parts
  for (const { report, index } of parts) {
    const other = report.rules.findIndex((rule, position) => rule.id !== first?.report.rules[position]?.id)
    if (other === -1 && report.rules.length === first?.report.rules.length) continue
    const rule = report.rules[other]?.id ?? first?.report.rules[report.rules.length]?.id ?? ''
    throw new UsageError(
      `The reports have different rules: part ${index} and part ${first?.index ?? 0} part ways at \`${rule}\`. ` +
        'Run every part with the same description and the same version of this tool.',
    )
  }
}

function checkComplete(parts: readonly Part[]): void {
  const of = parts[0]?.of ?? 0
  const count = (index: number) => parts.filter((part) => part.index === index).length
  const wanted = Array.from({ length: of }, (_, index) => index + 1)
  const outside = parts.find(({ index }) => index > of)
  if (outside !== undefined) throw new UsageError(`There is no part ${outside.index} of ${of}.`)
  const missing = wanted.filter((index) => count(index) === 0)
  if (missing.length > 0) {
    throw new UsageError(`Parts are missing: ${missing.map((index) => `${index}/${of}`).join(', ')}.`)
  }
  const twice = wanted.filter((index) => count(index) > 1)
  if (twice.length > 0) {
    throw new UsageError(`Parts were given twice: ${twice.map((index) => `${index}/${of}`).join(', ')}.`)
  }
}

function mergeRule(rule: RuleReport, seen: readonly RuleReport[]): RuleReport {
  const invalidated = seen.some((part) => part.invalidated)
  const possible = invalidated ? (['failed'] as const) : (['failed', 'passed'] as const)
  const verdict = possible.find((one) => seen.some((part) => part.verdict === one)) ?? 'untested'
  const reasons = [...new Set(seen.flatMap((part) => part.reason ?? []))]
  const specificReasons = reasons.filter((reason) => reason !== OTHER_SHARD_REASON)
  const kept = Math.max(...seen.map((part) => part.failures.length))
  return {
    id: rule.id,
    text: rule.text,
    source: rule.source,
    verdict,
    ...(verdict === 'untested' && {
      reason: (specificReasons.length > 0 ? specificReasons : reasons).join('; '),
    }),
    ...(invalidated && { invalidated }),
    evidence: seen.reduce((sum, part) => sum + part.evidence, 0),
    failures: seen.flatMap((part) => part.failures).slice(0, kept),
    failureCount: seen.reduce((sum, part) => sum + part.failureCount, 0),
  }
}
