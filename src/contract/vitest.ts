import { missingPeers, UsageError } from '../command/index.ts'
import { readDescription } from '../description/index.ts'
import type { Description, LoadOptions } from '../description/index.ts'
import type { Report } from './report/index.ts'
import { ShownFindings } from './shown-findings.ts'
import { targetOf } from './subject.ts'
import type { Subject } from './subject.ts'
import { makePlan } from './run/plan.ts'
import type { Plan } from './run/plan.ts'
import { DEFAULT_RUNS, prepareRun } from './run/run.ts'
import type { Run, RunOptions } from './run/run.ts'
import { runCase } from './run/run-case.ts'
import { reasonToSkip, widenSelection } from './run/selection.ts'
import type { Selection } from './run/selection.ts'

export type { Subject } from './subject.ts'

export interface DescribeContractOptions {
  /** An API of `redocly.yaml`, or the path of a description. */
  readonly api: string
  /** An implementation that is running, or a function that starts one before the first case. */
  readonly subject: Subject | (() => Promise<Subject>)
  readonly selection?: Partial<Pick<Selection, 'only' | 'skip' | 'stateless'>>
  /** Seeds the generated values. Default: 1, so that every run of a suite is the same. */
  readonly seed?: number
  /** How many values are generated for each property. Default: 20. */
  readonly runs?: number
  /** Milliseconds to wait for a response, if the subject has no `timeout`. Default: 10,000. */
  readonly timeout?: number
  /** Milliseconds that a fixture may take. Default: 60,000. */
  readonly fixtureTimeout?: number
  /** How the description is read: the overlays, and which references are followed. */
  readonly load?: LoadOptions
  /** Called with the report at the end, even if tests failed. */
  readonly onReport?: (report: Report) => void
}

/**
 * Defines a vitest suite with a test for each case of the contract, so that reporters, filters, `--shard`, `--bail` and
 * watch mode of vitest work. A test fails if its case shows a finding that no earlier test showed: one bug is one failing
 * test. It is skipped, with the reason, if it shows only known findings, or if the case could not test its rules.
 *
 * @example
 * await describeContract({ api: 'openapi/mine.yaml', subject: startMyServer })
 */
export async function describeContract(options: DescribeContractOptions): Promise<void> {
  const { afterAll, beforeAll, describe, test } = await import('vitest').catch(() => {
    throw missingPeers('describeContract', ['vitest'])
  })
  const { api, subject, runs = DEFAULT_RUNS, load = {} } = options
  const description = await readDescription(process.cwd(), api, load)
  // A function may start an implementation with fixtures.
  const hasFixtures = typeof subject === 'function' || subject.fixtures !== undefined
  const plan = makePlan(description, { runs, hasFixtures })

  describe(`contract of ${description.api}`, () => {
    const findings = new ShownFindings(plan.book)
    let run: Run | undefined
    let implementation: Subject | undefined
    let selection: Selection

    beforeAll(async () => {
      implementation = typeof subject === 'function' ? await subject() : subject
      selection = selectionOf(plan, options, implementation)
      run = prepareRun(runOptionsOf(description, options, implementation, selection))
      await run.preflight()
    })

    afterAll(async () => {
      try {
        await run?.finish()
        if (run !== undefined) options.onReport?.(run.report())
      } finally {
        run?.close()
        await implementation?.close?.()
      }
    })

    for (const [position, testCase] of plan.cases.entries()) {
      test(testCase.id, async ({ skip }) => {
        const reason = reasonToSkip(testCase, position, selection)
        if (reason !== undefined) skip(reason)
        if (run === undefined) throw new UsageError('The run was not set up.')
        const { failures, skipReason, toolFault } = await runCase(run.runContext, testCase)
        const found = findings.add(failures)
        if (found.length > 0) throw new Error(found.join('\n\n'))
        if (toolFault !== undefined) throw new Error(`A fault of this tool: ${toolFault}`)
        if (failures.length > 0)
          skip(`shows only findings of earlier tests: ${findings.titlesOf(failures).join('; ')}`)
        if (skipReason !== undefined) skip(skipReason)
      })
    }

    test('no finding is left that no other test shows', () => {
      if (run === undefined) throw new UsageError('The run was not set up.')
      const left = findings.addReport(run.report())
      if (left.length > 0) throw new Error(left.join('\n\n'))
    })
  })
}

function selectionOf(plan: Plan, options: DescribeContractOptions, { otherApiKey }: Subject): Selection {
  const given = { only: [], skip: [], stateless: false, ...options.selection }
  return widenSelection(plan, { ...given, hasOtherKey: otherApiKey !== undefined, shard: undefined })
}

function runOptionsOf(
  description: Description,
  options: DescribeContractOptions,
  subject: Subject,
  selection: Selection,
): RunOptions {
  const { seed = 1, runs = DEFAULT_RUNS, timeout, fixtureTimeout } = options
  const target = targetOf(description, subject)
  return {
    description,
    target: { ...target, timeout: target.timeout ?? timeout },
    fixtures: subject.fixtures,
    ...(fixtureTimeout !== undefined && { fixtureTimeout }),
    seed,
    runs,
    selection,
  }
}
