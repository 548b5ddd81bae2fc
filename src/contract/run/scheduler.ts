import type { Case } from '../cases/case.ts'
import { FAILED_EARLIER, FixtureError } from '../fixtures/error.ts'
import type { Progress } from '../report/report.ts'
import { RejectionGroup, groupRejections } from './rejection-group.ts'
import { runCase } from './run-case.ts'
import type { RunContext } from './run-context.ts'

/** The target counts as gone after so many requests in a row without a response, control requests included. */
const MAX_UNRESPONSIVE = 24

/** Milliseconds after the end of the run's time in which a case may end by itself. */
const GRACE = 1000

export interface ScheduleOptions {
  /** How many cases run at the same time. */
  readonly concurrency: number
  /** Whether to stop at the first failed rule. */
  readonly bail?: boolean
  /** Whether the first cases are the most important, because a run may not reach the last. */
  readonly keepOrder?: boolean
  readonly onProgress?: (progress: Progress) => void
}

/**
 * Runs cases, `concurrency` at a time. Serial cases come last, one by one. Long-running ones go on in the background of
 * all others if `concurrency` is more than 1. The rules of a case that does not run any more get the reason.
 *
 * @throws FixtureError, after the cases that were running have ended
 */
export async function runCases(
  runContext: RunContext,
  cases: readonly Case[],
  options: ScheduleOptions,
): Promise<void> {
  const worker = new Worker(runContext, cases.length, options)
  const concurrency = runContext.target.connections.single !== undefined ? 1 : options.concurrency
  const isBackground = ({ longRunning }: Case): boolean => longRunning && concurrency > 1
  const background = cases.filter(isBackground).map((testCase) => worker.run([[testCase]]))
  const parallel = cases.filter((testCase) => !testCase.serial && !isBackground(testCase))
  // Cases with many requests in a row start first, so that the end does not wait for them. An example can be used only
  // once, so its cases keep their order.
  if (!runContext.fromExamples && options.keepOrder !== true)
    parallel.sort((one, other) => Number(hasManyRequests(other)) - Number(hasManyRequests(one)))
  const groups = runContext.fromExamples ? parallel.map((testCase) => [testCase]) : groupRejections(parallel)
  await Promise.all(Array.from({ length: Math.min(concurrency, groups.length) }, () => worker.run(groups)))
  await worker.run(cases.filter(({ serial }) => serial).map((testCase) => [testCase]))
  await Promise.all(background)
  if (worker.errors.length > 0) throw worker.errors[0]
}

function hasManyRequests({ family }: Case): boolean {
  return family === 'generated'
}

/** Runs queues of cases. After an error the remaining cases are skipped. */
class Worker {
  readonly errors: unknown[] = []
  private done = 0
  private readonly runContext: RunContext
  private readonly total: number
  private readonly options: ScheduleOptions

  constructor(runContext: RunContext, total: number, options: ScheduleOptions) {
    this.runContext = runContext
    this.total = total
    this.options = options
  }

  /** Runs the groups of a queue one after the other. Several calls may share one queue. */
  async run(queue: (readonly Case[])[]): Promise<void> {
    for (let cases = queue.shift(); cases !== undefined; cases = queue.shift()) {
      // A case that is alone has nothing to share.
      const group = cases.length > 1 ? new RejectionGroup() : undefined
      const runOne = (testCase: Case): Promise<void> => this.runOne(testCase, group)
      if (group === undefined) for (const testCase of cases) await runOne(testCase)
      else await group.run(cases, runOne)
    }
  }

  private async runOne(testCase: Case, group: RejectionGroup | undefined): Promise<void> {
    const { results, sender } = this.runContext
    const reason = this.reasonToStop()
    if (reason !== undefined) {
      for (const rule of testCase.rules) results.skip(rule, reason)
      return
    }
    try {
      await this.runInTime(testCase, group)
      this.done += 1
      const counts = { failed: results.failedCount, exchanges: sender.sent }
      this.options.onProgress?.({ done: this.done, total: this.total, ...counts })
    } catch (error) {
      this.errors.push(error)
    }
  }

  /** Runs a case until the run has no more time. A case that only waits must not make the run longer. */
  private async runInTime(testCase: Case, group: RejectionGroup | undefined): Promise<void> {
    const { results, sender } = this.runContext
    if (!Number.isFinite(sender.remainingTime)) {
      await runCase(this.runContext, testCase, group)
      return
    }
    let timer: NodeJS.Timeout | undefined
    const timeIsUp = new Promise<void>((resolve) => {
      timer = setTimeout(
        () => {
          for (const rule of testCase.rules) results.skip(rule, sender.reachedLimit ?? '')
          resolve()
        },
        Math.max(0, sender.remainingTime) + GRACE,
      )
    })
    const run = runCase(this.runContext, testCase, group)
    // The error of a case that nobody waits for any more is lost.
    run.catch(() => undefined)
    await Promise.race([run, timeIsUp]).finally(() => clearTimeout(timer))
  }

  private reasonToStop(): string | undefined {
    const { results, sender } = this.runContext
    const [error] = this.errors
    if (error instanceof FixtureError) return FAILED_EARLIER
    if (error !== undefined) return 'the run stopped earlier'
    if (sender.reachedLimit !== undefined) return sender.reachedLimit
    if (sender.unresponsiveCount >= MAX_UNRESPONSIVE) return 'the target stopped responding'
    return this.options.bail === true && results.failedCount > 0
      ? 'the run stopped at the first failed rule (--bail)'
      : undefined
  }
}
