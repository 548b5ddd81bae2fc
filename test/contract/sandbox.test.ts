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
    const failed = reports[api]?.rules.filter(({ verdict }) => verdict === 'failed')
    expect(failed).toEqual([])
  })

  test('at least 95 % of the rules are reached, in 300 exchanges or more', () => {
    const { rules, passed, exchanges } = reports[api]?.summary ?? { rules: 1, passed: 0, exchanges: 0 }
    expect(passed / rules).toBeGreaterThanOrEqual(0.95)
    expect(exchanges).toBeGreaterThanOrEqual(300)
  })

  test('every rule that was not reached says what would reach it', () => {
    const silent = reports[api]?.rules.filter(({ verdict, reason }) => verdict === 'untested' && !reason)
    expect(silent).toEqual([])
  })
})
