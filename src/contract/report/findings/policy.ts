import type { Report } from '../report.ts'
import { findingsOf, makeFindings } from './find.ts'
import type { Finding, Severity } from './finding.ts'

/** What a project decides about its findings. */
export interface Policy {
  readonly suppressions: readonly Suppression[]
  /** Patterns of rules, in which `*` matches any text, with their severity. The last one that matches wins. */
  readonly severities: readonly {
    readonly rule: string
    readonly severity: Severity
    readonly source: string
  }[]
}

/** A finding that must not fail the run for a while. */
export interface Suppression {
  /** The id of the finding, or undefined if `rule` names it. */
  readonly finding: string | undefined
  /** A pattern that every rule of the finding matches. */
  readonly rule: string | undefined
  readonly reason: string
  /** The last day of the suppression: `2027-01-31`. */
  readonly until: string
  /** `redocly.yaml:12` */
  readonly source: string
}

/** Why a finding of the baseline does not fail the run. */
export const IN_BASELINE = 'in the baseline'

/** Applies what a project decided, and the report of an earlier run whose findings are known. */
export function applyPolicy(
  report: Report,
  { suppressions, severities }: Policy,
  { baseline, today }: { baseline?: readonly Report[] | undefined; today: string },
): Report {
  const active = suppressions.filter(({ until }) => until >= today)
  const used = new Set<unknown>()
  const known = new Set(
    (baseline ?? [])
      .filter(({ api }) => api === report.api)
      .flatMap((one) => makeFindings(one).flatMap(({ causes }) => causes)),
  )
  const findings = findingsOf(report).map((finding): Finding => {
    const matching = severities.filter(({ rule }) => finding.rules.some((id) => matches(rule, id)))
    for (const one of matching) used.add(one)
    const severity = severityOf(finding, severities)
    const suppression = active.find((one) => isSuppressed(finding, one))
    if (suppression !== undefined) used.add(suppression)
    const ignored = whyIgnored(finding, { severity, suppression, known })
    return { ...finding, severity, ...(ignored !== undefined && { ignored }) }
  })
  const unknownRules = severities.filter(({ rule }) => !report.rules.some(({ id }) => matches(rule, id)))
  const warnings = [
    ...suppressions.filter(({ until }) => until < today).map(describeExpired),
    ...active.filter((one) => !used.has(one)).map(describeUnmatched),
    ...unknownRules.map(({ rule, source }) => `${source}: no rule matches the severity of \`${rule}\`.`),
  ]
  return { ...report, findings, warnings: [...report.warnings, ...warnings] }
}

/** Returns the severity of the rule that matters most. */
function severityOf({ rules, side }: Finding, severities: Policy['severities']): Severity {
  const usual = side === 'client' ? 'warning' : 'error'
  const all = rules.map((id) => severities.findLast(({ rule }) => matches(rule, id))?.severity ?? usual)
  return (['error', 'warning'] as const).find((one) => all.includes(one)) ?? 'off'
}

function isSuppressed({ id, causes, rules }: Finding, { finding, rule }: Suppression): boolean {
  if (finding !== undefined && finding !== id && !causes.includes(finding)) return false
  return rule === undefined || rules.every((one) => matches(rule, one))
}

function whyIgnored(
  { causes }: Finding,
  {
    severity,
    suppression,
    known,
  }: { severity: Severity; suppression: Suppression | undefined; known: ReadonlySet<string> },
): string | undefined {
  if (severity === 'off') return 'its severity is off'
  if (suppression !== undefined) {
    const { until, reason, source } = suppression
    return `suppressed until ${until}: ${reason} (${source})`
  }
  // What became one finding with a known one later is new.
  return causes.every((one) => known.has(one)) ? IN_BASELINE : undefined
}

function nameOf({ finding, rule }: Suppression): string {
  return `\`${finding ?? rule ?? ''}\``
}

function describeExpired(one: Suppression): string {
  return `${one.source}: the suppression of ${nameOf(one)} expired on ${one.until}. Fix the finding, or decide again.`
}

function describeUnmatched(one: Suppression): string {
  return `${one.source}: the suppression of ${nameOf(one)} matches no finding. Remove it.`
}

/** Returns whether a pattern, in which `*` matches any text, matches an id. */
function matches(pattern: string, id: string): boolean {
  const [first = '', ...others] = pattern.split('*')
  if (others.length === 0) return pattern === id
  if (!id.startsWith(first)) return false
  let at = first.length
  for (const part of others.slice(0, -1)) {
    const found = id.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  const last = others.at(-1) ?? ''
  return id.length - last.length >= at && id.endsWith(last)
}
