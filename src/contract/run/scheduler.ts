import type { Description } from '../../description/index.ts'
import type { Case } from '../cases/case.ts'
import { NotReached, TwinFailed } from '../cases/case.ts'
import type { Ledger } from './results.ts'
import type { Progress, Report, RuleReport } from '../report/report.ts'
import { summarize } from '../report/summary.ts'
import type { Rule } from '../rules/rule.ts'
import type { RuleBook } from '../rules/index.ts'
import { Story } from './case-context.ts'
import type { Stage } from './case-context.ts'

/** What came of one case. */
export interface CaseOutcome {
  /** What it found broken. */
  readonly broken: readonly string[]
  /** Why it could not be told to its end. */
  readonly notReached?: string
}

/** Plays one case. @throws FixtureError, which ends the run */
export async function playCase(stage: Stage, subject: Case): Promise<CaseOutcome> {
  const story = new Story(stage, subject)
  try {
    await subject.run(story)
    return { broken: story.broken }
  } catch (error) {
    if (!(error instanceof NotReached)) throw error
    const reason = stage.secrets.mask(error.message)
    for (const rule of subject.rules) {
      stage.ledger.miss(rule, reason)
      if (error instanceof TwinFailed) stage.ledger.doubt(rule)
    }
    return { broken: story.broken, notReached: reason }
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
export async function playAll(
  stage: Stage,
  cases: readonly Case[],
  options: { concurrency: number; onProgress?: (progress: Progress) => void; bail?: boolean },
): Promise<void> {
  const { ledger, sender } = stage
  let done = 0
  const failures: unknown[] = []
  const ended = (): string | undefined => {
    if (failures.length > 0) return 'the fixture module failed before it'
    if (sender.unanswered >= GONE_AFTER) return 'the target gave no answers any more'
    return options.bail === true && ledger.broken > 0 ? 'the run ended at the first broken rule' : undefined
  }
  const play = async (queue: Case[]): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const reason = ended()
      if (reason !== undefined) {
        for (const rule of next.rules) ledger.miss(rule, reason)
        continue
      }
      await playCase(stage, next)
      done += 1
      options.onProgress?.({
        done,
        total: cases.length,
        broken: ledger.broken,
        exchanges: sender.sent,
      })
    }
  }
  const guarded = (queue: Case[]): Promise<void> =>
    play(queue).catch(async (error: unknown) => {
      failures.push(error)
      await play(queue)
    })
  const goesBeside = ({ waits }: Case): boolean => waits && options.concurrency > 1
  const waiting = cases.filter(goesBeside).map((subject) => guarded([subject]))
  const together = cases.filter((subject) => !subject.alone && !goesBeside(subject))
  // What sends many, one after the other, begins first: nobody waits for it at the end. An example serves once, in order.
  if (!stage.fromExamples) together.sort((one, other) => Number(isLong(other)) - Number(isLong(one)))
  await Promise.all(
    Array.from({ length: Math.min(options.concurrency, together.length) }, () => guarded(together)),
  )
  await guarded(cases.filter(({ alone }) => alone))
  await Promise.all(waiting)
  if (failures.length > 0) throw failures[0]
}

function isLong({ family }: Case): boolean {
  return family === 'generated'
}

/** The verdict of every rule. */
export function verdicts(book: RuleBook, ledger: Ledger, missing: (rule: Rule) => string): RuleReport[] {
  return book.rules.map((rule): RuleReport => {
    const { evidence, violations, count, reasons, doubted } = ledger.of(rule.id)
    const base = {
      id: rule.id,
      text: rule.text,
      source: rule.source,
      evidence,
      violations,
      violationCount: count,
      ...(doubted && { doubted }),
    }
    if (count > 0) return { ...base, verdict: 'broken' }
    if (evidence > 0 && !doubted) return { ...base, verdict: 'held' }
    const reason = reasons.length > 0 ? reasons.join('; ') : missing(rule)
    return { ...base, verdict: 'not-reached', reason }
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
