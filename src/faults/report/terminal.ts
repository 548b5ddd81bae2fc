import type { SelftestReport, SurvivorGroup } from './report.ts'

/** How many groups of survivors, and how many faults of each, are printed. */
const MOST_GROUPS = 20
const MOST_FAULTS = 3

/** Renders reports for a terminal. The reasons with the most survivors come first. */
export function terminalReport(reports: readonly SelftestReport[]): string {
  return reports.map(one).join('\n\n')
}

function one(report: SelftestReport): string {
  const { survivors, excluded, tried, known, observable } = report
  const shown = survivors.slice(0, MOST_GROUPS).map((group) => groupLines(group, report))
  const more = survivors.length - shown.length
  const hidden = tried - observable
  return [
    headline(report),
    ...(known > tried ? [`A sample: ${tried} of ${known} faults were tried, with seed ${report.seed}.`] : []),
    ...(shown.length > 0 ? ['', 'Not noticed:'] : []),
    ...shown,
    ...(more > 0 ? [`  … and ${more} more reasons. \`--reporter json\` lists all.`] : []),
    ...(hidden > 0
      ? ['', `Without an observable difference, and not counted: ${faults(hidden)}.`, ...unobservable(report)]
      : []),
    ...(report.problems.length > 0 ? ['', ...report.problems] : []),
    ...(excluded.length > 0 ? ['', ...exclusions(report)] : []),
  ].join('\n')
}

/** Returns the first line of a report. */
export function headline({ api, noticed, observable, score, durationMs }: SelftestReport): string {
  if (observable === 0)
    return `${api}: no fault can be made that a response would show. Does the description have operations and responses?`
  const seconds = (durationMs / 1000).toFixed(1)
  return `${api}: ${noticed} of ${observable} faults would be noticed (${percent(score)}), in ${seconds} s`
}

/** Returns a share in percent that is never rounded up to 100. */
export function percent(score: number): string {
  return `${(Math.floor(score * 10) / 10).toFixed(1)} %`
}

function groupLines({ reason, hint, source, faults: ids }: SurvivorGroup, report: SelftestReport): string {
  const texts = ids.map((id) => report.faults.find((fault) => fault.id === id)?.text ?? id)
  const more = texts.length - MOST_FAULTS
  return [
    `  ${source}: ${reason} (${faults(ids.length)})`,
    ...(hint === undefined ? [] : [`    → ${hint}`]),
    ...[...new Set(texts)].slice(0, MOST_FAULTS).map((text) => `    - ${text}`),
    ...(more > 0 ? [`    … and ${more} more`] : []),
  ].join('\n')
}

function unobservable({ faults: all }: SelftestReport): string[] {
  const texts = all
    .filter(({ verdict }) => verdict === 'unobservable')
    .map(({ source, text }) => `  ${source}: ${text}`)
  const more = texts.length - MOST_FAULTS
  return [...texts.slice(0, MOST_FAULTS), ...(more > 0 ? [`  … and ${more} more`] : [])]
}

function exclusions({ excluded }: SelftestReport): string[] {
  const rules = [...new Set(excluded.flatMap((each) => each.rules))]
  const more = rules.length - MOST_FAULTS
  return [
    `Failing against the correct mock too, and so not counted as noticing: ${rules.length} rules.`,
    ...rules.slice(0, MOST_FAULTS).map((rule) => `  ${rule}`),
    ...(more > 0 ? [`  … and ${more} more`] : []),
  ]
}

function faults(count: number): string {
  return count === 1 ? '1 fault' : `${count} faults`
}
