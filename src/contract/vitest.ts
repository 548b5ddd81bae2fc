import { afterAll, beforeAll, describe, test } from 'vitest'
import { UsageError } from '../command/index.ts'
import { readDescription } from '../description/index.ts'
import { runCase } from './run/scheduler.ts'
import type { Fixtures } from './fixtures/types.ts'
import { makePlan, reasonToSkip, widenSelection } from './run/plan.ts'
import type { Selection } from './run/plan.ts'
import type { Report } from './report/index.ts'
import { prepareRun } from './run/run.ts'
import type { Run } from './run/run.ts'

/** What is judged: an implementation that runs, or one that is started before the first case. */
export interface Subject {
  readonly baseUrl: string
  readonly apiKey: string
  readonly otherApiKey?: string | undefined
  /** Credentials of single security schemes, by the schemes' names. */
  readonly credentials?: Readonly<Record<string, string>>
  readonly fixtures?: Fixtures | undefined
  close?(): Promise<void>
}

export interface DescribeContractOptions {
  /** An API of `redocly.yaml`, or the path of a description. */
  readonly api: string
  readonly subject: Subject | (() => Promise<Subject>)
  readonly selection?: Partial<Pick<Selection, 'only' | 'skip' | 'stateless'>>
  /** Of what is generated. Default: 1, so that every run of a suite is the same. */
  readonly seed?: number
  /** How many values are generated for each property. Default: 20. */
  readonly runs?: number
  /** Milliseconds to wait for an answer. Default: 10,000. */
  readonly timeout?: number
  /** Given the verdicts at the end, whatever they are. */
  readonly onReport?: (report: Report) => void
}

/**
 * Puts the contract's cases into a vitest suite, a test each: its reporters, filters, `--shard`, `--bail` and watch
 * mode come with it. A test fails where its case found a rule broken, and is skipped, with the reason, where it
 * could not be told.
 *
 * @example
 * await describeContract({ api: 'openapi/mine.yaml', subject: startMyServer })
 */
export async function describeContract(options: DescribeContractOptions): Promise<void> {
  const { api, subject, seed = 1, runs = 20, timeout = 10_000 } = options
  const description = await readDescription(process.cwd(), api)
  const plan = makePlan(description, { runs })
  const { cases } = plan

  describe(`contract of ${description.api}`, () => {
    let run: Run | undefined
    let implementation: Subject | undefined
    let selection: Selection

    beforeAll(async () => {
      implementation = typeof subject === 'function' ? await subject() : subject
      const { baseUrl, apiKey, otherApiKey, credentials = {}, fixtures } = implementation
      if (typeof (baseUrl as unknown) !== 'string' || typeof (apiKey as unknown) !== 'string')
        throw new UsageError('describeContract: `subject` has to be, or to promise, { baseUrl, apiKey, … }.')
      const given = { only: [], skip: [], stateless: false, ...options.selection }
      selection = widenSelection(plan, { ...given, hasOtherKey: otherApiKey !== undefined, shard: undefined })
      run = prepareRun({
        description,
        fixtures,
        seed,
        runs,
        selection,
        target: {
          baseUrl,
          apiKey,
          otherApiKey,
          credentials,
          timeout,
        },
      })
      await run.preflight()
    })

    afterAll(async () => {
      try {
        if (run !== undefined) options.onReport?.(run.report())
      } finally {
        run?.close()
        await implementation?.close?.()
      }
    })

    for (const [position, one] of cases.entries()) {
      test(one.id, async ({ skip }) => {
        const reason = reasonToSkip(one, position, selection)
        if (reason !== undefined) skip(reason)
        if (run === undefined) throw new UsageError('The run was not prepared.')
        const { failureMessages: broken, skipReason: notReached } = await runCase(run.runContext, one)
        if (broken.length > 0) throw new Error(broken.join('\n'))
        if (notReached !== undefined) skip(notReached)
      })
    }
  })
}
