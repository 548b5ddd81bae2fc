import { identifyingPointers } from '../expected/match.ts'
import { proxyNotes } from '../http/proxy.ts'
import { schemeNotes, schemesInUse } from '../http/requirements.ts'
import { addressOf } from '../http/target.ts'
import { endpointsOf } from '../report/endpoints.ts'
import { makeFindings } from '../report/findings/find.ts'
import { REPORT_FORMAT } from '../report/report.ts'
import type { Report, RuleReport } from '../report/report.ts'
import { summarize } from '../report/summary.ts'
import type { Plan } from './plan.ts'
import type { RunContext } from './run-context.ts'
import type { Selection } from './selection.ts'
import { verdicts } from './verdicts.ts'

/** A run of which a report is made: at its end, or earlier. */
export interface ReportedRun {
  readonly plan: Plan
  readonly runContext: RunContext
  /** How many cases were selected. */
  readonly cases: number
  /** The rules whose cases were not selected, with the reasons. */
  readonly skipped: Parameters<typeof verdicts>[2]
  readonly shard: Selection['shard']
  readonly durationMs: number
  /** The command that started the run. */
  readonly command: string | undefined
  /** Why the run was not possible, or did not end. */
  readonly stopped: string | undefined
}

/** Makes the report of a run. */
export function makeReport(run: ReportedRun): Report {
  const { plan, runContext, shard, command, stopped, durationMs } = run
  const { results, sender, target } = runContext
  const { description } = runContext.checkContext
  runContext.losses.check(sender.connections)
  const rules = rulesOf(run)
  const credentials = schemesInUse(description.operations, target)
  const toolFaults = [...plan.toolFaults, ...results.toolFaults]
  const links = results.links.pairs(identifyingPointers(description))
  const report: Report = {
    format: REPORT_FORMAT,
    api: description.api,
    target: addressOf(target),
    seed: runContext.seed,
    ...(command === undefined ? {} : { command }),
    ...(stopped === undefined ? {} : { stopped: runContext.secrets.mask(stopped) }),
    ...(credentials.length === 0 ? {} : { credentials }),
    operations: endpointsOf(description),
    summary: summarize(rules, { cases: run.cases, exchanges: sender.sent, durationMs }),
    rules,
    warnings: [...results.warnings, ...target.schemes.warnings],
    ...(toolFaults.length === 0 ? {} : { toolFaults }),
    notes: [
      ...proxyNotes(target),
      ...schemeNotes(description.operations, target),
      ...sender.notes,
      ...runContext.created.notes,
    ],
    ...(shard === undefined ? {} : { shard: `${shard.index}/${shard.count}` }),
    ...(links.length === 0 ? {} : { links }),
  }
  return { ...report, findings: makeFindings(report) }
}

function rulesOf({ plan, runContext, skipped, stopped }: ReportedRun): readonly RuleReport[] {
  const rules = verdicts(plan, runContext.results, skipped, !runContext.fromExamples)
  const hasBegun = rules.some(({ evidence, failureCount }) => evidence + failureCount > 0)
  return stopped === undefined || hasBegun ? rules : rules.map(withoutRun)
}

/** Gives a rule the reason that no case was run. */
function withoutRun(rule: RuleReport): RuleReport {
  return { ...rule, reason: 'the run stopped before its first case' }
}
