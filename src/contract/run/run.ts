import type { Description } from '../../description/index.ts'
import type { Case } from '../cases/case.ts'
import { makeReport, runCases, verdicts } from './scheduler.ts'
import type { Fixtures } from '../fixtures/types.ts'
import { Results } from './results.ts'
import { exampleFixtures } from '../fixtures/from-examples.ts'
import { makePlan, select } from './plan.ts'
import type { Plan, Selection } from './plan.ts'
import { preflight } from '../preflight/index.ts'
import type { Progress, Report } from '../report/report.ts'
import { NEEDS_SUCCESS, NO_REQUEST } from '../rules/add.ts'
import type { Rule } from '../rules/rule.ts'
import { schemasOf } from '../../schema/index.ts'
import { BodyFiles } from '../repro/body-files.ts'
import { Secrets } from '../http/secrets.ts'
import { Sender } from '../http/send.ts'
import type { RunContext } from './case-context.ts'
import { addressOf, completeTarget } from '../http/target.ts'
import type { TargetOptions } from '../http/target.ts'

/** A minute: to make a resource may take several calls. */
export const FIXTURE_TIMEOUT = 60_000

/** One judgement of one implementation. */
export interface RunOptions {
  readonly description: Description
  readonly target: TargetOptions
  /** Without them the path parameters' examples stand in: one resource, good for one use. */
  readonly fixtures?: Fixtures | undefined
  /** Milliseconds until a fixture must be there. Default: 60,000. */
  readonly fixtureTimeout?: number
  readonly selection?: Partial<Selection>
  /** What is generated, and in which order; the same seed sends the same. Default: a random one, told in the report. */
  readonly seed?: number
  /** How many values are generated for each property. Default: 20. */
  readonly runs?: number
  /** Cases at a time. Default: 8. */
  readonly concurrency?: number
  /** Whether to stop at the first broken rule. Default: false. */
  readonly bail?: boolean
  /** Where request bodies go that are too long for a curl command. Default: a temporary folder. */
  readonly bodyFolder?: string | undefined
  readonly onProgress?: (progress: Progress) => void
}

/** A run that is set up: its cases can be listed, played one by one, and told. */
export interface Run {
  readonly plan: Plan
  readonly runContext: RunContext
  readonly cases: readonly Case[]
  /** Makes sure that the target can be judged at all. @throws CannotRunError */
  preflight(): Promise<void>
  execute(): Promise<void>
  report(): Report
  close(): void
}

/** Sets up a run; nothing is sent yet. */
export function prepareRun(options: RunOptions): Run {
  const { description, runs = 20, concurrency = 8 } = options
  const target = completeTarget(options.target)
  const seed = options.seed ?? Math.floor(Math.random() * 0x7fffffff)
  const plan = makePlan(description, { runs })
  const hasOtherKey = target.otherApiKey !== undefined
  const selection: Selection = {
    only: [],
    skip: [],
    hasOtherKey,
    stateless: false,
    shard: undefined,
    ...options.selection,
  }
  const { cases, skipped } = select(plan, selection)
  const results = new Results()
  const secrets = new Secrets(target)
  const sender = new Sender(target, secrets)
  const runContext: RunContext = {
    target,
    secrets,
    sender,
    results,
    bodyFiles: new BodyFiles(options.bodyFolder, (text) => secrets.mask(text)),
    seed,
    runs,
    fixtures: options.fixtures ?? exampleFixtures(description),
    fromExamples: options.fixtures === undefined,
    fixtureTimeout: options.fixtureTimeout ?? FIXTURE_TIMEOUT,
    checkContext: {
      description,
      book: plan.book,
      schemas: schemasOf(description.document),
      clockSkew: target.clockSkew,
      host: target.baseUrl.host,
    },
  }
  let progress: Progress = { done: 0, total: cases.length, failed: 0, exchanges: 0 }
  const onProgress = (next: Progress): void => {
    progress = next
    options.onProgress?.(next)
  }
  sender.onWait = (seconds, why) => options.onProgress?.({ ...progress, waiting: { seconds, why } })
  const startedAt = performance.now()
  return {
    plan,
    runContext,
    cases,
    preflight: () => preflight(runContext),
    execute: async () => {
      await runCases(runContext, cases, {
        concurrency,
        bail: options.bail === true,
        onProgress,
      })
    },
    report: () => {
      const rulesWithCases = new Set(plan.cases.flatMap(({ rules }) => rules))
      const reasonUntested = ({ id, untestedReason: reachedBy }: Rule): string => {
        const reasons = [...skipped]
          .filter(([testCase]) => testCase.rules.includes(id))
          .map(([, reason]) => reason)
        if (reasons.length > 0) return [...new Set(reasons)].join('; ')
        return reachedBy === NEEDS_SUCCESS && !rulesWithCases.has(id) ? NO_REQUEST : reachedBy
      }
      const { shard } = selection
      return makeReport(description, verdicts(plan.book, results, reasonUntested), {
        target: addressOf(target),
        seed,
        cases: cases.length,
        exchanges: sender.sent,
        durationMs: Math.round(performance.now() - startedAt),
        notes: sender.notes,
        ...(shard === undefined ? {} : { shard: `${shard.index}/${shard.count}` }),
      })
    },
    close: () => sender.close(),
  }
}

/**
 * Judges one implementation by its description.
 *
 * @throws CannotRunError where it cannot be judged: unreachable, the key refused, the fixtures failing
 */
export async function runContract(options: RunOptions): Promise<Report> {
  const run = prepareRun(options)
  try {
    await run.preflight()
    await run.execute()
    return run.report()
  } finally {
    run.close()
  }
}
