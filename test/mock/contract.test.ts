import { describe, expect, test } from 'vitest'
import { runContract } from '../../src/contract/index.ts'
import type { Report } from '../../src/contract/index.ts'
import { readDescription } from '../../src/description/index.ts'
import { startLocalTarget, startMock } from '../../src/mock/index.ts'

/** Returns the findings of a report, to show them if the test fails. */
function failed({ rules }: Report): unknown[] {
  return rules
    .filter(({ verdict }) => verdict === 'failed')
    .map(({ id, failures: violations }) => [id, violations])
}

describe.each(['leanrails', 'stripe'])('the contract of %s, tested against the mock', (api) => {
  test('fails no rule, and tests at least 90 % of them', async () => {
    const description = await readDescription(process.cwd(), api)
    const { fixtures, close, ...target } = await startLocalTarget(description, { seed: 1 })
    try {
      const report = await runContract({
        description,
        target,
        fixtures,
        seed: 1,
      })
      expect(failed(report)).toEqual([])
      expect(report.summary.passed / report.summary.rules).toBeGreaterThanOrEqual(0.9)
      expect(report.summary.exchanges).toBeGreaterThanOrEqual(300)
    } finally {
      await close()
    }
  })

  test('fails no rule of a stateless mock that returns the first response', async () => {
    const description = await readDescription(process.cwd(), api)
    const mock = await startMock(description, {
      stateless: true,
      unknownIds: 'missing',
      apiKeys: ['sk_test_a'],
    })
    try {
      const report = await runContract({
        description,
        target: { baseUrl: mock.url, apiKey: 'sk_test_a' },
        selection: { stateless: true },
        seed: 1,
      })
      expect(failed(report)).toEqual([])
    } finally {
      await mock.close()
    }
  })
})
