import { describe, expect, test } from 'vitest'
import { runContract } from '../../src/contract/index.ts'
import type { Report } from '../../src/contract/index.ts'
import { readDescription } from '../../src/description/index.ts'
import { startLocalTarget, startMock } from '../../src/mock/index.ts'

/** Every finding of a report, so that a failure shows it. */
function broken({ rules }: Report): unknown[] {
  return rules.filter(({ verdict }) => verdict === 'broken').map(({ id, violations }) => [id, violations])
}

describe.each(['leanrails', 'stripe'])('the contract of %s, judging the mock', (api) => {
  test('finds no rule broken, and reaches at least 90 % of them', async () => {
    const description = await readDescription(process.cwd(), api)
    const { baseUrl, close, ...keys } = await startLocalTarget(description, { seed: 1 })
    try {
      const report = await runContract({
        description,
        target: target(baseUrl, keys.apiKey, keys.otherApiKey),
        fixtures: keys.fixtures,
        seed: 1,
      })
      expect(broken(report)).toEqual([])
      expect(report.summary.held / report.summary.rules).toBeGreaterThanOrEqual(0.9)
      expect(report.summary.exchanges).toBeGreaterThanOrEqual(300)
    } finally {
      await close()
    }
  })

  test('finds no rule broken in one that remembers nothing and gives the first answer', async () => {
    const description = await readDescription(process.cwd(), api)
    const mock = await startMock(description, {
      stateless: true,
      unknownIds: 'missing',
      apiKeys: ['sk_test_a'],
    })
    try {
      const report = await runContract({
        description,
        target: target(mock.url, 'sk_test_a', undefined),
        selection: { stateless: true },
        seed: 1,
      })
      expect(broken(report)).toEqual([])
    } finally {
      await mock.close()
    }
  })
})

function target(baseUrl: string, apiKey: string, otherApiKey: string | undefined) {
  return {
    baseUrl: new URL(baseUrl),
    apiKey,
    otherApiKey,
    headers: [],
    timeout: 10_000,
    rate: 0,
    clockSkew: 5,
  }
}
