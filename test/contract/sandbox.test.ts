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

describe.each(['leanrails', 'stripe'])('the contract of the %s sandbox', (api) => {
  test('has no failed rule', () => {
    const failed = reports[api]?.rules.filter(({ verdict }) => verdict === 'failed')
    expect(failed).toEqual([])
  })

  test('has at least 95 % passed rules, in 300 exchanges or more', () => {
    const { rules, passed, exchanges } = reports[api]?.summary ?? { rules: 1, passed: 0, exchanges: 0 }
    expect(passed / rules).toBeGreaterThanOrEqual(0.95)
    expect(exchanges).toBeGreaterThanOrEqual(300)
  })

  test('has a reason for every untested rule', () => {
    const withoutReason = reports[api]?.rules.filter(
      ({ verdict, reason }) => verdict === 'untested' && !reason,
    )
    expect(withoutReason).toEqual([])
  })
})
