import { makeFindings } from '../report/findings/find.ts'
import { REPORT_FORMAT } from '../report/report.ts'
import type { Report, RuleReport, TrafficReport } from '../report/report.ts'
import { endpointsOf } from '../report/endpoints.ts'
import { summarize } from '../report/summary.ts'
import { number, plural } from '../report/text.ts'
import { identifyingPointers } from '../expected/match.ts'
import type { Description } from '../../description/index.ts'
import type { RuleBook } from '../rules/index.ts'
import type { Results } from '../run/results.ts'
import type { ClientProblems } from './client-problems.ts'
import type { Coverage } from './coverage.ts'
import { verdicts } from '../run/verdicts.ts'
import { KEYS_REMEMBERED } from './replays.ts'
import { RESOURCES_REMEMBERED } from './resources.ts'

/** What is known of recorded traffic. */
export interface CheckedTraffic {
  readonly options: { readonly description: Description; readonly command?: string }
  readonly book: RuleBook
  readonly results: Results
  readonly coverage: Coverage
  readonly clientProblems: ClientProblems
  readonly replays: { readonly forgotten: number }
  readonly resources: { readonly forgotten: number }
  /** By `performance.now()`. */
  readonly startedAt: number
}

/** Makes the report of recorded traffic: the verdict of every rule, and what the recordings contain. */
export function trafficReport(traffic: CheckedTraffic, sources: readonly string[], target: string): Report {
  const { book, results, coverage, options } = traffic
  const { description, command } = options
  const plan = { book, cases: [], problems: book.problems, toolFaults: [] }
  const never = new Set(description.operations.filter((one) => !coverage.wasCalled(one)).map(({ id }) => id))
  const rules = verdicts(plan, results, new Map()).map((rule) => withReason(rule, never))
  const links = results.links.pairs(identifyingPointers(description))
  const report: Report = {
    format: REPORT_FORMAT,
    api: description.api,
    target,
    seed: 0,
    ...(command === undefined ? {} : { command }),
    operations: endpointsOf(description),
    summary: summarize(rules, {
      cases: 0,
      exchanges: coverage.checked,
      durationMs: Math.round(performance.now() - traffic.startedAt),
    }),
    rules,
    warnings: [...results.warnings, ...unmatchedWarnings(coverage.unmatched)],
    ...(results.toolFaults.length === 0 ? {} : { toolFaults: results.toolFaults }),
    notes: notesOf(traffic),
    ...(links.length === 0 ? {} : { links }),
    traffic: {
      sources,
      operations: coverage.operations(description),
      requests: traffic.clientProblems.requestCounts(),
      client: traffic.clientProblems.list(book),
      unmatched: coverage.unmatched,
      elsewhere: coverage.elsewhere,
      ignored: coverage.ignored,
    },
  }
  return { ...report, findings: makeFindings(report) }
}

/** A run names what it needs to test a rule. A recording contains it or not. */
function withReason(rule: RuleReport, never: ReadonlySet<string>): RuleReport {
  if (rule.verdict !== 'untested') return rule
  const operation = [...never].find((id) => rule.id.startsWith(`${id}/`))
  const reason = operation === undefined ? 'no recorded exchange shows it' : 'its operation was never called'
  return { ...rule, reason }
}

/** How many requests to no operation one warning names. The JSON report has all of them. */
const MAX_NAMED = 10

function unmatchedWarnings(unmatched: TrafficReport['unmatched']): string[] {
  if (unmatched.length === 0) return []
  const named = unmatched.slice(0, MAX_NAMED).map(({ request, count, statuses }) => {
    const times = count === 1 ? '' : ` ${number(count)} times`
    return `\`${request}\`${times} (${statuses.join(', ')})`
  })
  const more = unmatched.length - named.length
  return [
    `No operation describes these requests: ${named.join(', ')}${more > 0 ? `, and ${number(more)} more` : ''}.`,
  ]
}

function notesOf({ coverage, replays, resources }: CheckedTraffic): string[] {
  return [
    ...coverage.ignored.map(({ reason, count }) => `${plural(count, 'exchange')} not checked: ${reason}.`),
    ...coverage.elsewhere.map(
      ({ origin, count }) => `${plural(count, 'request')} to ${origin}: another server.`,
    ),
    ...(replays.forgotten === 0
      ? []
      : [
          `${plural(replays.forgotten, 'key')} forgotten: only ${number(KEYS_REMEMBERED.entries)} are remembered.`,
        ]),
    ...(resources.forgotten === 0
      ? []
      : [
          `${plural(resources.forgotten, 'resource')} forgotten: only ${number(RESOURCES_REMEMBERED)} are remembered.`,
        ]),
  ]
}
