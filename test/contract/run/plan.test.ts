import { describe, expect, test } from 'vitest'
import { FAMILIES } from '../../../src/contract/cases/case.ts'
import { makePlan, select } from '../../../src/contract/run/plan.ts'
import type { Selection } from '../../../src/contract/run/plan.ts'
import { mergeReports } from '../../../src/contract/report/index.ts'
import type { Report } from '../../../src/contract/report/index.ts'
import { readDescription } from '../../../src/description/index.ts'
import { testSandbox } from '../support/proxy.ts'

const plan = makePlan(await readDescription(process.cwd(), 'leanrails'), { runs: 20 })

function selected(selection: Partial<Selection>): string[] {
  const whole = { only: [], skip: [], hasOtherKey: true, stateless: false, shard: undefined, ...selection }
  return select(plan, whole).cases.map(({ id }) => id)
}

const all = selected({})

describe('a plan', () => {
  test('has a case for each of its names, and each speaks for a rule', () => {
    expect(new Set(all).size).toBe(all.length)
    for (const { rules } of plan.cases) expect(rules.every((rule) => plan.book.has(rule))).toBe(true)
  })

  test('has cases of every family', () => {
    expect([...new Set(plan.cases.map(({ family }) => family))]).toEqual([...FAMILIES])
  })

  test('has a case for every rule of a request', () => {
    const rulesWithCases = new Set(plan.cases.flatMap(({ rules }) => rules))
    const silent = plan.book.rules.filter(({ id }) => !rulesWithCases.has(id)).map(({ id }) => id)
    // Every exchange speaks for the answers; nobody waits out how long a key is kept.
    const elsewhere = /\/responses(?:\/|$)|^schemas\/|\/no-(?:leak|server-error)$|\/idempotency\/retention$/
    expect(silent.filter((id) => !elsewhere.test(id))).toEqual([])
  })
})

describe('a selection', () => {
  test('--only takes families, rules, cases, and parts of their names', () => {
    expect(selected({ only: ['auth'] })).toEqual(all.filter((id) => id.startsWith('auth/')))
    expect(selected({ only: ['auth', 'lifecycle'] }).length).toBe(
      selected({ only: ['auth'] }).length + selected({ only: ['lifecycle'] }).length,
    )
    expect(selected({ only: ['cancelPaymentIntent/idempotency/scope'] })).toEqual([
      'idempotency/cancelPaymentIntent/same key in two accounts',
    ])
    expect(selected({ only: ['lifecycle/*/succeeded'] })).toEqual(['lifecycle/cancelPaymentIntent/succeeded'])
    expect(selected({ only: ['auth.*'] })).toEqual([])
  })

  test('--skip leaves out what it names', () => {
    expect(selected({ skip: ['boundaries', 'generated'] })).toEqual(
      all.filter((id) => !/^(?:boundaries|generated)\//.test(id)),
    )
  })

  test('a stateless target is not asked what needs state; one key cannot be two accounts', () => {
    expect(
      selected({ stateless: true }).some((id) => /^(?:lifecycle|idempotency|concurrency)\//.test(id)),
    ).toBe(false)
    expect(selected({ hasOtherKey: false }).some((id) => id.includes('another account'))).toBe(false)
  })

  test('each case that is left has a reason', () => {
    const { skipped } = select(plan, {
      only: ['auth', 'lifecycle'],
      skip: ['*/malformed'],
      hasOtherKey: false,
      stateless: true,
      shard: { index: 1, count: 2 },
    })
    expect(new Set(skipped.values())).toEqual(
      new Set([
        'left out by --only',
        'left out by --skip',
        'needs a target that keeps state (--stateless was given)',
        'needs --other-api-key',
        'its cases are in another shard of this run',
      ]),
    )
  })

  test.each([1, 2, 3, 7])('%i shards share all cases among them, each once', (count) => {
    const shards = Array.from({ length: count }, (_, index) =>
      selected({ shard: { index: index + 1, count } }),
    )
    expect(shards.flat().sort()).toEqual([...all].sort())
    const sizes = shards.map((shard) => shard.length)
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
  })
})

test('the merged reports of the shards say what the whole run says, of a faulty server too', async () => {
  const faults = ['idempotency-forgotten', 'auth-publishable', 'cancels-succeeded']
  const verdicts = (report: Report): string[] => report.rules.map(({ id, verdict }) => `${verdict} ${id}`)
  const whole = await testSandbox({ faults })
  const parts: Report[] = []
  for (const index of [1, 2, 3]) parts.push(await testSandbox({ faults, shard: { index, count: 3 } }))
  const merged = mergeReports(parts)
  expect(verdicts(merged)).toEqual(verdicts(whole))
  expect(merged.summary.cases).toBe(whole.summary.cases)
  expect(whole.summary.failed).toBeGreaterThan(3)
}, 60_000)
