import { makePlan, runContract } from '../../src/contract/index.ts'
import type { Fixtures, Plan, Report, RunOptions } from '../../src/contract/index.ts'
import { lastDescribedId, resourcesOf } from '../../src/description/index.ts'
import type { Description } from '../../src/description/index.ts'
import mockFixtures from '../../src/mock/fixtures.js'
import { startMock } from '../../src/mock/index.ts'
import { UsageError } from '../../src/command/index.ts'
import type { ContractResult } from './row.ts'
import { KEY, startWrongProxy, WRONG } from './wrong-mock.ts'

/** The key of the second account. */
const OTHER_KEY = 'mock_key_of_Bob'

/** A contract with more cases than this is cut: the first cases test every rule once, if possible. */
const MAX_CASES = 5000

/** The most requests of a run of a contract that is cut. */
const MAX_REQUESTS = 5000

/** Milliseconds after which a run sends no more requests. */
const MAX_TIME = 300_000

/** How many values are generated for each property. */
const RUNS = 5

/**
 * Returns the fixtures of the mock, for the operations whose path names something that no operation creates. Undefined if
 * there are none.
 */
function fixturesFor(description: Description): Fixtures | undefined {
  const resources = resourcesOf(description)
  const needs = description.operations.filter((operation) =>
    operation.parameters.some(
      ({ object }) => object.in === 'path' && resources.producerOf(operation, object.name) === undefined,
    ),
  )
  const isNeeded = needs.some((operation) => lastDescribedId(description, operation) !== undefined)
  const ids = new Set(needs.map(({ id }) => id))
  return isNeeded
    ? {
        create: (state, context) =>
          ids.has(context.operation) ? mockFixtures.create(state, context) : Promise.resolve(undefined),
      }
    : undefined
}

/** Makes the plan that all runs of a description share. */
export function planOf(description: Description): Plan {
  return makePlan(description, { runs: RUNS, hasFixtures: fixturesFor(description) !== undefined })
}

/** Runs the contract against the mock. */
export async function testMock(description: Description, plan: Plan): Promise<ContractResult> {
  const start = performance.now()
  let cases = 0
  const {
    summary,
    rules,
    toolFaults = [],
  } = await run(description, plan, {
    wrap: (url) => Promise.resolve({ url, close: () => Promise.resolve() }),
    onProgress: ({ done }) => (cases = done),
  })
  const untested: Record<string, number> = {}
  for (const { verdict, reason = '' } of rules)
    if (verdict === 'untested') untested[reason] = (untested[reason] ?? 0) + 1
  const failed = rules
    .filter(({ verdict }) => verdict === 'failed')
    .map(
      ({ id, failures: [first] }) =>
        [id, `expected ${first?.expected ?? ''}, received ${first?.actual ?? ''}`] as const,
    )
  return {
    rules: summary.rules,
    leftOut: rules.filter(({ reason = '' }) => reason.startsWith('the run stopped after')).length,
    passed: summary.passed,
    failed,
    toolFaults,
    untested,
    cases,
    plannedCases: summary.cases,
    exchanges: summary.exchanges,
    seconds: Math.round((performance.now() - start) / 1000),
  }
}

/**
 * Runs the contract against the mock, made wrong in each way.
 *
 * @param failed the ids of the rules that the mock itself fails
 * @returns the first failed rule of each
 */
export async function testWrongMocks(
  description: Description,
  plan: Plan,
  failed: readonly string[],
): Promise<Record<string, string | null>> {
  const found: Record<string, string | null> = {}
  for (const [name, wrong] of Object.entries(WRONG)) {
    if (wrong.whyNot(description) !== undefined) continue
    const wrap = (url: string) => startWrongProxy(url, wrong, description)
    found[name] = await run(description, plan, { wrap, bail: failed.length === 0 }).then(
      ({ rules }) =>
        rules.find(({ id, verdict }) => verdict === 'failed' && !failed.includes(id))?.id ?? null,
      (error: unknown) => {
        // Some are noticed before the first case.
        if (error instanceof UsageError) return error.message
        throw error
      },
    )
  }
  return found
}

/** Returns the ways in which a mock of a description cannot be wrong, with the reasons. */
export function notApplicable(description: Description): Record<string, string> {
  return Object.fromEntries(
    Object.entries(WRONG).flatMap(([name, { whyNot }]) => {
      const reason = whyNot(description)
      return reason === undefined ? [] : [[name, reason]]
    }),
  )
}

interface RunSettings {
  readonly wrap: (url: string) => Promise<{ url: string; close: () => Promise<void> }>
  readonly bail?: boolean
  readonly onProgress?: NonNullable<RunOptions['onProgress']>
}

async function run(
  description: Description,
  plan: Plan,
  { wrap, bail = false, onProgress = () => undefined }: RunSettings,
): Promise<Report> {
  const mock = await startMock(description, { apiKeys: [KEY, OTHER_KEY], unknownIds: 'missing' })
  const proxy = await wrap(mock.url)
  const fixtures = fixturesFor(description)
  try {
    return await runContract({
      description,
      plan,
      target: {
        baseUrl: proxy.url,
        apiKey: KEY,
        otherApiKey: OTHER_KEY,
        allowDestructive: true,
        maxTime: MAX_TIME,
        ...(plan.cases.length > MAX_CASES && { maxRequests: MAX_REQUESTS }),
      },
      ...(fixtures && { fixtures }),
      seed: 1,
      runs: RUNS,
      bail,
      onProgress,
    })
  } finally {
    await proxy.close()
    await mock.close()
  }
}
