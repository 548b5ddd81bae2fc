import { UsageError } from '../../command/index.ts'
import { distinct } from '../../description/index.ts'
import { makeFindings } from './findings/find.ts'
import { OTHER_SHARD_REASON, REPORT_FORMAT } from './report.ts'
import type { Report, ReportedFailure, RuleReport } from './report.ts'
import { summarize } from './summary.ts'

interface Shard {
  readonly report: Report
  readonly index: number
  readonly count: number
}

/**
 * Merges the shards of one run (`--shard 1/4` … `4/4`). A rule failed if it failed in any shard. It passed if it passed
 * in any shard and no shard invalidated it. Otherwise it is untested, with the reasons of all shards. Adds up the
 * numbers, including the duration. Keeps as many failures as the shard that has most. Returns a single report of a
 * whole run unchanged.
 *
 * @throws UsageError if the reports are not the complete shards of one run of one API
 */
export function mergeReports(reports: readonly Report[]): Report {
  const [first] = reports
  if (first === undefined) throw new UsageError('No report to merge.')
  if (reports.length === 1 && first.shard === undefined) return first
  const shards = reports.map(readShard).sort((a, b) => a.index - b.index)
  checkSame(shards)
  checkComplete(shards)
  const sorted = shards.map(({ report }) => report)
  const toolFaults = [...new Set(sorted.flatMap((report) => report.toolFaults ?? []))]
  const credentials = [...new Set(sorted.flatMap((report) => report.credentials ?? []))]
  const sum = (count: (report: Report) => number) =>
    sorted.reduce((total, report) => total + count(report), 0)
  const rules = first.rules.map((rule, index) =>
    mergeRule(
      rule,
      sorted.flatMap((report) => report.rules[index] ?? []),
    ),
  )
  const links = distinct(sorted.flatMap((report) => report.links ?? []))
  const stopped = sorted.find((report) => report.stopped !== undefined)?.stopped
  const merged: Report = {
    format: REPORT_FORMAT,
    api: first.api,
    target: [...new Set(sorted.map(({ target }) => target))].join(', '),
    seed: first.seed,
    ...(credentials.length === 0 ? {} : { credentials }),
    summary: summarize(rules, {
      cases: sum(({ summary }) => summary.cases),
      exchanges: sum(({ summary }) => summary.exchanges),
      durationMs: sum(({ summary }) => summary.durationMs),
    }),
    rules,
    warnings: [...new Set(sorted.flatMap(({ warnings }) => warnings))],
    notes: [...new Set(sorted.flatMap(({ notes }) => notes))],
    ...(toolFaults.length === 0 ? {} : { toolFaults }),
    ...(first.command === undefined ? {} : { command: first.command }),
    ...(links.length === 0 ? {} : { links }),
    ...(stopped === undefined ? {} : { stopped }),
  }
  return { ...merged, findings: makeFindings(merged) }
}

/** Merges the shards of runs that tested several APIs. Returns a report for each API, in the order of appearance. */
export function mergeRuns(reports: readonly Report[]): Report[] {
  const apis = [...new Set(reports.map(({ api }) => api))]
  return apis.map((api) => mergeReports(reports.filter((report) => report.api === api)))
}

function readShard(report: Report): Shard {
  const [, index, count] = /^([1-9]\d*)\/([1-9]\d*)$/.exec(report.shard ?? '') ?? []
  if (index === undefined || count === undefined) {
    throw new UsageError(
      report.shard === undefined
        ? `A report of \`${report.api}\` is not a shard. Merge reports that were written with \`--shard\`.`
        : `Invalid shard \`${report.shard}\`: expected the form \`1/4\`.`,
    )
  }
  return { report, index: Number(index), count: Number(count) }
}

function checkSame(shards: readonly Shard[]): void {
  const checkEqual = (name: string, valueOf: (shard: Shard) => string | number, advice: string) => {
    const values = [...new Set(shards.map(valueOf))]
    if (values.length > 1) {
      throw new UsageError(`The reports differ in ${name} (${values.join(', ')}). ${advice}`)
    }
  }
  checkEqual('their API', ({ report }) => report.api, 'Merge the reports of each API separately.')
  checkEqual('the number of shards', ({ count }) => count, 'Merge the shards of one run.')
  checkEqual('their seed', ({ report }) => report.seed, 'Run every shard with the same `--seed`.')
  const [first] = shards
  for (const { report, index } of shards) {
    const other = report.rules.findIndex((rule, position) => rule.id !== first?.report.rules[position]?.id)
    if (other === -1 && report.rules.length === first?.report.rules.length) continue
    const rule = report.rules[other]?.id ?? first?.report.rules[report.rules.length]?.id ?? ''
    throw new UsageError(
      `The reports have different rules: shards ${first?.index ?? 0} and ${index} differ from \`${rule}\` on. ` +
        'Run every shard with the same description and the same version of this tool.',
    )
  }
}

function checkComplete(shards: readonly Shard[]): void {
  const total = shards[0]?.count ?? 0
  const indexes = Array.from({ length: total }, (_, index) => index + 1)
  const timesOf = (index: number) => shards.filter((shard) => shard.index === index).length
  const names = (some: readonly number[]) => some.map((index) => `${index}/${total}`).join(', ')
  const outside = shards.find(({ index }) => index > total)
  if (outside !== undefined)
    throw new UsageError(`Invalid shard \`${outside.index}/${total}\`: the run has ${total} shards.`)
  const missing = indexes.filter((index) => timesOf(index) === 0)
  if (missing.length > 0) throw new UsageError(`Shards are missing: ${names(missing)}.`)
  const duplicates = indexes.filter((index) => timesOf(index) > 1)
  if (duplicates.length > 0) throw new UsageError(`Shards were given twice: ${names(duplicates)}.`)
}

function mergeRule(rule: RuleReport, shards: readonly RuleReport[]): RuleReport {
  const invalidated = shards.some((shard) => shard.invalidated)
  const possible = invalidated ? (['failed'] as const) : (['failed', 'passed'] as const)
  const verdict = possible.find((one) => shards.some((shard) => shard.verdict === one)) ?? 'untested'
  const reasons = [...new Set(shards.flatMap((shard) => shard.reason ?? []))]
  const specificReasons = reasons.filter((reason) => reason !== OTHER_SHARD_REASON)
  const kept = Math.max(...shards.map((shard) => shard.failures.length))
  return {
    id: rule.id,
    text: rule.text,
    source: rule.source,
    ...(rule.fault !== undefined && { fault: rule.fault }),
    verdict,
    ...(verdict === 'untested' && {
      reason: (specificReasons.length > 0 ? specificReasons : reasons).join('; '),
    }),
    ...(invalidated && { invalidated }),
    evidence: shards.reduce((sum, shard) => sum + shard.evidence, 0),
    failures: mergeFailures(shards, kept),
    failureCount: shards.reduce((sum, shard) => sum + shard.failureCount, 0),
  }
}

/** Keeps the first failures, and one of each further cause. Adds up how often each cause was seen. */
function mergeFailures(shards: readonly RuleReport[], kept: number): ReportedFailure[] {
  const counts = new Map<string, number>()
  const causesSeen = new Set<string>()
  const all = shards.flatMap((shard) => shard.failures)
  for (const { cause, count } of all) {
    if (cause !== undefined && count !== undefined) counts.set(cause, (counts.get(cause) ?? 0) + count)
  }
  return all.flatMap((failure, index) => {
    const { cause } = failure
    const isNew = cause !== undefined && !causesSeen.has(cause)
    if (index >= kept && !isNew) return []
    if (cause === undefined) return [failure]
    causesSeen.add(cause)
    const { count, ...rest } = failure
    const total = counts.get(cause) ?? count
    return [isNew && total !== undefined ? { ...rest, count: total } : rest]
  })
}
