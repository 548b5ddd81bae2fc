import { describe, expect, test } from 'vitest'
import { describeContract } from '../../src/contract/vitest.ts'
import type { Report } from '../../src/contract/index.ts'
import { startLocalTarget } from '../../src/sandbox/local-target.ts'

const reports: Record<string, Report> = {}

for (const api of ['leanrails', 'stripe']) {
  await describeContract({
    api,
    subject: () => startLocalTarget(api),
    onReport: (report) => {
      reports[api] = report
    },
  })
}

describe.each(['leanrails', 'stripe'])('the verdict on the sandbox of %s', (api) => {
  test('no rule is broken', () => {
    const broken = reports[api]?.rules.filter(({ verdict }) => verdict === 'broken')
    expect(broken).toEqual([])
  })

  test('at least 95 % of the rules are reached, in 300 exchanges or more', () => {
    const { rules, held, exchanges } = reports[api]?.summary ?? { rules: 1, held: 0, exchanges: 0 }
    expect(held / rules).toBeGreaterThanOrEqual(0.95)
    expect(exchanges).toBeGreaterThanOrEqual(300)
  })

  test('every rule that was not reached says what would reach it', () => {
    const silent = reports[api]?.rules.filter(({ verdict, reason }) => verdict === 'not-reached' && !reason)
    expect(silent).toEqual([])
  })
})
