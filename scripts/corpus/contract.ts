import { runContract } from '../../src/contract/index.ts'
import type { Report } from '../../src/contract/index.ts'
import type { Description } from '../../src/description/index.ts'
import { startMock } from '../../src/mock/index.ts'
import { UsageError } from '../../src/command/index.ts'
import type { ContractResult } from './row.ts'
import { KEY, startWrongProxy, WRONG } from './wrong-mock.ts'

/** The key of the second account. */
const OTHER_KEY = 'mock_key_of_Bob'

/** Runs the contract against the mock. */
export async function testMock(description: Description): Promise<ContractResult> {
  const start = performance.now()
  const { summary, rules } = await run(description, (url) =>
    Promise.resolve({ url, close: () => Promise.resolve() }),
  )
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
    passed: summary.passed,
    failed,
    untested,
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
  failed: readonly string[],
): Promise<Record<string, string | null>> {
  const found: Record<string, string | null> = {}
  for (const [name, wrong] of Object.entries(WRONG)) {
    if (!wrong.applies(description)) continue
    found[name] = await run(description, (url) => startWrongProxy(url, wrong, description), true).then(
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

async function run(
  description: Description,
  wrap: (url: string) => Promise<{ url: string; close: () => Promise<void> }>,
  bail = false,
): Promise<Report> {
  const mock = await startMock(description, { apiKeys: [KEY, OTHER_KEY], unknownIds: 'missing' })
  const proxy = await wrap(mock.url)
  try {
    return await runContract({
      description,
      target: { baseUrl: proxy.url, apiKey: KEY, otherApiKey: OTHER_KEY, allowDestructive: true },
      seed: 1,
      runs: 5,
      bail,
    })
  } finally {
    await proxy.close()
    await mock.close()
  }
}
