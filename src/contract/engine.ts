import type { Description } from '../description/index.ts'
import type { Case } from './case.ts'
import { NotReached } from './case.ts'
import type { Ledger } from './ledger.ts'
import type { Progress, Report, RuleReport } from './report/report.ts'
import type { RuleBook } from './rules.ts'
import { UnreachableError } from './send.ts'
import { Story } from './story.ts'
import type { Stage } from './story.ts'

/** What came of one case. */
export interface CaseOutcome {
  readonly case: Case
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
    return { case: subject, broken: story.broken }
  } catch (error) {
    if (!(error instanceof NotReached) && !(error instanceof UnreachableError)) throw error
    const reason = error instanceof NotReached ? error.message : `the target ${error.message}`
    for (const rule of subject.rules) stage.ledger.miss(rule, reason)
    return { case: subject, broken: story.broken, notReached: reason }
  }
}

/**
 * Plays cases, `concurrency` at a time; those that want to be alone come last, one by one.
 *
 * @param stop asked before each case: true ends the run early
 */
export async function playAll(
  stage: Stage,
  cases: readonly Case[],
  options: { concurrency: number; onProgress?: (progress: Progress) => void; stop?: () => boolean },
): Promise<CaseOutcome[]> {
  const outcomes: CaseOutcome[] = []
  const play = async (queue: Case[]): Promise<void> => {
    for (;;) {
      const next = queue.shift()
      if (next === undefined || options.stop?.() === true) return
      outcomes.push(await playCase(stage, next))
      const { sent: exchanges } = stage.sender
      options.onProgress?.({
        done: outcomes.length,
        total: cases.length,
        broken: stage.ledger.broken,
        exchanges,
      })
    }
  }
  const together = cases.filter((subject) => !subject.alone)
  await Promise.all(Array.from({ length: options.concurrency }, () => play(together)))
  await play(cases.filter((subject) => subject.alone))
  return outcomes
}

/** The verdict of every rule. */
export function verdicts(
  book: RuleBook,
  ledger: Ledger,
  missing: (rule: string) => string | undefined,
): RuleReport[] {
  return book.rules.map((rule): RuleReport => {
    const { evidence, violations, count, reasons } = ledger.of(rule.id)
    const base = {
      id: rule.id,
      text: rule.text,
      source: rule.source,
      evidence,
      violations,
      violationCount: count,
    }
    if (count > 0) return { ...base, verdict: 'broken' }
    if (evidence > 0) return { ...base, verdict: 'held' }
    const reason = reasons.length > 0 ? reasons.join('; ') : (missing(rule.id) ?? rule.reachedBy)
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
  const count = (verdict: RuleReport['verdict']): number =>
    rules.filter((rule) => rule.verdict === verdict).length
  return {
    api: description.api,
    target: run.target,
    seed: run.seed,
    summary: {
      rules: rules.length,
      held: count('held'),
      broken: count('broken'),
      notReached: count('not-reached'),
      cases: run.cases,
      exchanges: run.exchanges,
      durationMs: run.durationMs,
    },
    rules,
    notes: run.notes,
    ...(run.shard === undefined ? {} : { shard: run.shard }),
  }
}
