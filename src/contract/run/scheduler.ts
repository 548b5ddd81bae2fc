import type { Description } from '../../description/index.ts'
import type { Case } from '../cases/case.ts'
import { CaseSkipped, ControlFailed } from '../cases/case.ts'
import type { Results } from './results.ts'
import type { Progress, Report, RuleReport } from '../report/report.ts'
import { summarize } from '../report/summary.ts'
import type { Rule } from '../rules/rule.ts'
import type { RuleBook } from '../rules/index.ts'
import { CaseContext } from './case-context.ts'
import type { RunContext } from './case-context.ts'

/** What came of one case. */
export interface CaseOutcome {
  /** What it found broken. */
  readonly failureMessages: readonly string[]
  /** Why it could not be told to its end. */
  readonly skipReason?: string
}

/** Plays one case. @throws FixtureError, which ends the run */
export async function runCase(runContext: RunContext, testCase: Case): Promise<CaseOutcome> {
  const caseContext = new CaseContext(runContext, testCase)
  try {
    await testCase.run(caseContext)
    return { failureMessages: caseContext.failureMessages }
  } catch (error) {
    if (!(error instanceof CaseSkipped)) throw error
    const reason = runContext.secrets.mask(error.message)
    for (const rule of testCase.rules) {
      runContext.results.skip(rule, reason)
      if (error instanceof ControlFailed) runContext.results.invalidate(rule)
    }
    return { failureMessages: caseContext.failureMessages, skipReason: reason }
  }
}

/** After so many requests in a row without an answer the target is taken for gone. */
const GONE_AFTER = 24

/**
 * Plays cases, `concurrency` at a time; those that want to be alone come last, one by one, and those that wait go on
 * beside all of them, unless one at a time is asked for. The rules of a case that is not played any more say why.
 *
 * @param options.bail whether to end at the first broken rule
 * @throws FixtureError, after what is under way has ended
 */
export async function runCases(
  runContext: RunContext,
  cases: readonly Case[],
  options: { concurrency: number; onProgress?: (progress: Progress) => void; bail?: boolean },
): Promise<void> {
  const { results, sender } = runContext
  let done = 0
  const failures: unknown[] = []
  const reasonToStop = (): string | undefined => {
    if (failures.length > 0) return 'the fixture module failed before it'
    if (sender.unresponsiveCount >= GONE_AFTER) return 'the target gave no answers any more'
    return options.bail === true && results.failedCount > 0
      ? 'the run ended at the first broken rule'
      : undefined
  }
  const runQueue = async (queue: Case[]): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const reason = reasonToStop()
      if (reason !== undefined) {
        for (const rule of next.rules) results.skip(rule, reason)
        continue
      }
      await runCase(runContext, next)
      done += 1
      options.onProgress?.({
        done,
        total: cases.length,
        failed: results.failedCount,
        exchanges: sender.sent,
      })
    }
  }
  const runQueueSafely = (queue: Case[]): Promise<void> =>
    runQueue(queue).catch(async (error: unknown) => {
      failures.push(error)
      await runQueue(queue)
    })
  const runsInBackground = ({ longRunning: waits }: Case): boolean => waits && options.concurrency > 1
  const waiting = cases.filter(runsInBackground).map((testCase) => runQueueSafely([testCase]))
  const parallel = cases.filter((testCase) => !testCase.serial && !runsInBackground(testCase))
  // What sends many, one after the other, begins first: nobody waits for it at the end. An example serves once, in order.
  if (!runContext.fromExamples) parallel.sort((one, other) => Number(isLong(other)) - Number(isLong(one)))
  await Promise.all(
    Array.from({ length: Math.min(options.concurrency, parallel.length) }, () => runQueueSafely(parallel)),
  )
  await runQueueSafely(cases.filter(({ serial: alone }) => alone))
  await Promise.all(waiting)
  if (failures.length > 0) throw failures[0]
}

function isLong({ family }: Case): boolean {
  return family === 'generated'
}

/** The verdict of every rule. */
export function verdicts(
  book: RuleBook,
  results: Results,
  reasonUntested: (rule: Rule) => string,
): RuleReport[] {
  return book.rules.map((rule): RuleReport => {
    const { evidence, failures, count, reasons, invalidated } = results.forRule(rule.id)
    const base = {
      id: rule.id,
      text: rule.text,
      source: rule.source,
      evidence,
      failures,
      failureCount: count,
      ...(invalidated && { invalidated }),
    }
    if (count > 0) return { ...base, verdict: 'failed' }
    if (evidence > 0 && !invalidated) return { ...base, verdict: 'passed' }
    const reason = reasons.length > 0 ? reasons.join('; ') : reasonUntested(rule)
    return { ...base, verdict: 'untested', reason }
  })
}

export function makeReport(
  description: Description,
  rules: readonly RuleReport[],
  run: {
    target: string
    seed: number
    cases: number
    exchanges: number
    durationMs: number
    notes: readonly string[]
    shard?: string
  },
): Report {
  return {
    api: description.api,
    target: run.target,
    seed: run.seed,
    summary: summarize(rules, run),
    rules,
    notes: run.notes,
    ...(run.shard === undefined ? {} : { shard: run.shard }),
  }
}
