import type { Description, Operation } from '../../description/index.ts'
import type { RecordedExchange } from '../../har/index.ts'
import { schemasOf } from '../../schema/index.ts'
import type { Case } from '../cases/case.ts'
import { PlainKeys } from '../generate/plain-keys.ts'
import { callHook } from '../fixtures/create.ts'
import { CreatedItems } from '../fixtures/created.ts'
import { FixtureFailures } from '../fixtures/failures.ts'
import { exampleFixtures } from '../fixtures/from-examples.ts'
import type { Fixtures } from '../fixtures/types.ts'
import { Secrets } from '../http/secrets.ts'
import { Sender } from '../http/send.ts'
import { serversOf } from '../http/servers.ts'
import { tokensFor } from '../http/token-sources.ts'
import { completeTarget } from '../http/target.ts'
import type { Target, TargetOptions } from '../http/target.ts'
import { preflight } from '../preflight/index.ts'
import type { Progress, Report } from '../report/report.ts'
import { BodyFiles } from '../repro/body-files.ts'
import { transcriptOf } from '../repro/transcript.ts'
import { byValue } from './by-value.ts'
import { CreationBodies } from './creation-bodies.ts'
import { EarlyExchanges } from './early-exchanges.ts'
import { IssuedValues } from './issued-values.ts'
import { RequestIds } from './request-ids.ts'
import { ItemUsers } from './item-users.ts'
import { Losses } from './losses.ts'
import { makeReport } from './make-report.ts'
import { makePlan } from './plan.ts'
import type { Plan } from './plan.ts'
import { Results } from './results.ts'
import { recordedExchange } from './recorded-exchange.ts'
import type { RunContext } from './run-context.ts'
import { runCases } from './scheduler.ts'
import { select } from './selection.ts'
import type { Selection } from './selection.ts'

/** One minute, because a fixture may need several calls. */
export const FIXTURE_TIMEOUT = 60_000

/** How many values are generated for each property. */
export const DEFAULT_RUNS = 20

/** How many cases run at the same time. */
export const DEFAULT_CONCURRENCY = 8

export interface RunOptions {
  readonly description: Description
  /** The plan of the description, if several runs share one. Default: made from `runs` and `fixtures`. */
  readonly plan?: Plan
  readonly target: TargetOptions
  /** Default: the examples of the path parameters, which are one resource that can be used once. */
  readonly fixtures?: Fixtures | undefined
  /** Milliseconds that a fixture may take. Default: 60,000. */
  readonly fixtureTimeout?: number
  readonly selection?: Partial<Selection>
  /** Seeds the generated values: the same seed sends the same ones. Default: a random one, which the report names. */
  readonly seed?: number
  /** How many values are generated for each property. Default: 20. */
  readonly runs?: number
  /** How many cases run at the same time. Default: 8. */
  readonly concurrency?: number
  /** Whether to stop at the first failed rule. Default: false. */
  readonly bail?: boolean
  /** The folder for request bodies that are too long for a curl command. Default: a temporary folder. */
  readonly bodyFolder?: string | undefined
  /** Called with a transcript of each exchange, without secrets. */
  readonly onTranscript?: ((testCase: string, transcript: string) => void) | undefined
  /** Called with each exchange of the run, preflight included, as it was sent: with its secrets. */
  readonly onRecord?: ((exchange: RecordedExchange) => void) | undefined
  /** The command that started the run, for the report. */
  readonly command?: string
  readonly onProgress?: (progress: Progress) => void
  /** Whether the cases are only listed, so that it does not matter which server an operation has. */
  readonly onlyLists?: boolean
}

/** A run that is set up: its cases can be listed and executed, and its report can be made at any time. */
export interface Run {
  readonly runContext: RunContext
  /** The selected cases. */
  readonly cases: readonly Case[]
  /**
   * Checks that the target can be tested.
   *
   * @throws UsageError if not, with what to do
   */
  preflight(): Promise<void>
  execute(): Promise<void>
  /** Why the target stopped responding before the end. Undefined if it did not. */
  whyDown(): string | undefined
  /** @param stopped why the run was not possible, or did not end */
  report(stopped?: string): Report
  /** Calls `after` of the fixture module. */
  finish(): Promise<void>
  close(): void
}

/** Sets up a run. It sends no request yet. */
export function prepareRun(options: RunOptions): Run {
  const { description, runs = DEFAULT_RUNS, concurrency = DEFAULT_CONCURRENCY, bail = false } = options
  const given = completeTarget(options.target)
  const located = options.onlyLists === true ? given : { ...given, ...serversOf(description, given.baseUrl) }
  const secrets = new Secrets(located)
  const target = { ...located, tokens: tokensFor(description, located, secrets) }
  const made = options.plan ?? makePlan(description, { runs, hasFixtures: options.fixtures !== undefined })
  const plan = withoutElsewhere(made, target)
  const selection = completeSelection(options.selection, target)
  const { cases, skipped } = select(plan, selection)
  const isLimited = Number.isFinite(target.maxRequests)
  const ordered = isLimited ? byValue(cases) : cases
  const runContext = makeRunContext(options, target, secrets, plan)
  const { sender } = runContext
  const { onRecord } = options
  if (onRecord !== undefined) sender.onExchange = (sent) => onRecord(recordedExchange(sent, target))
  const onProgress = progressReporter(sender, cases.length, options.onProgress)
  const startedAt = performance.now()
  return {
    runContext,
    cases,
    preflight: async () => {
      await target.tokens.refresh()
      await callHook(runContext, 'before')
      await preflight(runContext)
    },
    execute: () => runCases(runContext, ordered, { concurrency, bail, onProgress, keepOrder: isLimited }),
    whyDown: () => sender.whyDown,
    report: (stopped) =>
      makeReport({
        plan,
        runContext,
        cases: cases.length,
        skipped,
        shard: selection.shard,
        durationMs: Math.round(performance.now() - startedAt),
        command: options.command,
        stopped,
      }),
    finish: () => callHook(runContext, 'after'),
    close: () => sender.close(),
  }
}

/** Returns a plan without the cases of operations whose servers are at hosts that the user did not name. */
function withoutElsewhere(plan: Plan, { elsewhere }: Target): Plan {
  const { operations } = plan.book.description
  const problems = operations.flatMap((operation): [Operation, string][] => {
    const reason = elsewhere.get(operation.id)
    return reason === undefined ? [] : [[operation, reason]]
  })
  if (problems.length === 0) return plan
  const cases = plan.cases.filter(({ operation }) => !elsewhere.has(operation.id))
  return { ...plan, cases, problems: new Map([...plan.problems, ...problems]) }
}

function completeSelection(given: Partial<Selection> = {}, { otherApiKey }: Target): Selection {
  const all = { only: [], skip: [], stateless: false, shard: undefined }
  return { ...all, hasOtherKey: otherApiKey !== undefined, ...given }
}

function makeRunContext(options: RunOptions, target: Target, secrets: Secrets, plan: Plan): RunContext {
  const { description, fixtures, fixtureTimeout = FIXTURE_TIMEOUT, runs = DEFAULT_RUNS } = options
  const sender = new Sender(target, secrets)
  const requestIds = new RequestIds()
  return {
    target,
    secrets,
    sender,
    results: new Results(),
    operationsWithoutValues: new Set(),
    bodyFiles: new BodyFiles(options.bodyFolder, (text) => secrets.mask(text)),
    seed: options.seed ?? Math.floor(Math.random() * 0x7fffffff),
    runs,
    created: new CreatedItems(),
    creationBodies: new CreationBodies(),
    itemUsers: new ItemUsers(),
    issuedValues: new IssuedValues(),
    plainKeys: new PlainKeys(),
    earlyExchanges: new EarlyExchanges(() => sender.sent),
    controls: [{ method: 'GET', path: target.baseUrl.pathname, headers: target.headers, body: undefined }],
    losses: new Losses(),
    onExchange:
      options.onTranscript === undefined
        ? undefined
        : (id, exchange) => options.onTranscript?.(id, secrets.mask(transcriptOf(exchange))),
    timeouts: new Map(),
    emptyForms: new Map(),
    fixtures: fixtures ?? exampleFixtures(description),
    fromExamples: fixtures === undefined,
    fixtureTimeout,
    failures: new FixtureFailures(),
    usualStates: new Map(),
    checkContext: {
      description,
      book: plan.book,
      schemas: schemasOf(description.document),
      clockSkew: target.clockSkew,
      isSharedId: (id, exchange) => requestIds.isShared(id, exchange),
      host: target.baseUrl.host,
    },
  }
}

/** Returns a function that reports progress. The waits of the sender are reported with the last known progress. */
function progressReporter(
  sender: Sender,
  total: number,
  report: (progress: Progress) => void = () => undefined,
): (progress: Progress) => void {
  let latest: Progress = { done: 0, total, failed: 0, exchanges: 0 }
  sender.onWait = (seconds, why) => report({ ...latest, waiting: { seconds, why } })
  return (progress) => {
    latest = progress
    report(progress)
  }
}

/**
 * Tests one implementation against its description.
 *
 * @throws UsageError if it cannot be tested: it is unreachable, it rejects the key, or the fixtures fail
 */
export async function runContract(options: RunOptions): Promise<Report> {
  const run = prepareRun(options)
  try {
    await runToEnd(run)
    return run.report()
  } finally {
    run.close()
  }
}

/**
 * Checks that the target can be tested, runs all cases, and calls `after` of the fixture module whatever happens.
 *
 * @param onBegin called when the target can be tested
 * @throws UsageError as `preflight` does
 */
export async function runToEnd(run: Run, onBegin: () => void = () => undefined): Promise<void> {
  try {
    await run.preflight()
    onBegin()
    await run.execute()
  } finally {
    await run.finish()
  }
}
