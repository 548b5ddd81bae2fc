import { describe, expect, test } from 'vitest'
import { FAMILIES } from '../../../src/contract/cases/case.ts'
import { makePlan } from '../../../src/contract/run/plan.ts'
import { select } from '../../../src/contract/run/selection.ts'
import type { Selection } from '../../../src/contract/run/selection.ts'
import { mergeReports } from '../../../src/contract/report/index.ts'
import type { Report } from '../../../src/contract/report/index.ts'
import type { Schema } from '../../../src/description/index.ts'
import { readDescription } from '../../../src/description/index.ts'
import { scaled } from '../../time-scale.ts'
import { describeBody } from '../support/description.ts'
import { testSandbox } from '../support/proxy.ts'

const plan = makePlan(await readDescription(process.cwd(), 'leanrails'), { runs: 20 })

function selected(selection: Partial<Selection>): string[] {
  const whole = { only: [], skip: [], hasOtherKey: true, stateless: false, shard: undefined, ...selection }
  return select(plan, whole).cases.map(({ id }) => id)
}

const all = selected({})

describe('a plan', () => {
  test('has unique case ids, and each case tests a rule', () => {
    expect(new Set(all).size).toBe(all.length)
    for (const { rules } of plan.cases) expect(rules.every((rule) => plan.book.has(rule))).toBe(true)
  })

  test('has cases of every family', () => {
    // No operation of this description creates what another one uses.
    const families = FAMILIES.filter((family) => family !== 'sequences')
    expect([...new Set(plan.cases.map(({ family }) => family))]).toEqual(families)
  })

  test('has a case for every rule of a request', () => {
    const rulesWithCases = new Set(plan.cases.flatMap(({ rules }) => rules))
    const withoutCases = plan.book.rules.filter(({ id }) => !rulesWithCases.has(id)).map(({ id }) => id)
    // Every exchange tests the rules about responses. A run cannot wait until a key expires.
    const testedElsewhere =
      /\/responses(?:\/|$)|^schemas\/|\/no-(?:leak|server-error)$|\/idempotency\/retention$/
    expect(withoutCases.filter((id) => !testedElsewhere.test(id))).toEqual([])
  })
})

test.each([
  ['a string', { type: 'string' }],
  ['a number', { type: 'number' }],
  ['a boolean', { type: 'boolean' }],
  ['null', { type: 'null' }],
  ['an array of strings', { type: 'array', items: { type: 'string' }, minItems: 2 }],
  ['an array of arrays', { type: 'array', items: { type: 'array', items: { type: 'integer' } } }],
  [
    'an array of objects',
    { type: 'array', items: { type: 'object', properties: { a: { type: 'string' } } } },
  ],
  [
    'an object of objects',
    {
      type: 'object',
      required: ['a'],
      properties: { a: { type: 'object', required: ['b'], properties: { b: { type: 'string' } } } },
    },
  ],
  ['anything', {}],
])('a plan for a body that is %s has cases of every syntax', (_, schema) => {
  const { toolFaults, problems, cases } = makePlan(describeBody(schema as Schema), { runs: 3 })
  expect([toolFaults, [...problems.values()]]).toEqual([[], []])
  expect(cases.map(({ id }) => id)).toContain('malformed/do/an escaped NUL')
})

describe('a selection', () => {
  test('includes what --only names: families, rules, cases, or patterns for them', () => {
    expect(selected({ only: ['auth'] })).toEqual(all.filter((id) => id.startsWith('auth/')))
    expect(selected({ only: ['auth', 'lifecycle'] }).length).toBe(
      selected({ only: ['auth'] }).length + selected({ only: ['lifecycle'] }).length,
    )
    expect(selected({ only: ['cancelPaymentIntent/idempotency/scope'] })).toEqual([
      'idempotency/cancelPaymentIntent/same key in two accounts',
      'concurrency/cancelPaymentIntent/two accounts with the same keys',
    ])
    expect(selected({ only: ['lifecycle/*/succeeded'] })).toEqual(['lifecycle/cancelPaymentIntent/succeeded'])
    expect(selected({ only: ['auth.*'] })).toEqual([])
  })

  test('excludes what --skip names', () => {
    expect(selected({ skip: ['boundaries', 'generated'] })).toEqual(
      all.filter((id) => !/^(?:boundaries|generated)\//.test(id)),
    )
  })

  test('excludes cases that need state for a stateless target, and cases that need two accounts for one key', () => {
    expect(
      selected({ stateless: true }).some((id) => /^(?:lifecycle|idempotency|concurrency)\//.test(id)),
    ).toBe(false)
    expect(selected({ hasOtherKey: false }).some((id) => id.includes('another account'))).toBe(false)
  })

  test('gives a reason for each excluded case', () => {
    const { skipped } = select(plan, {
      only: ['auth', 'lifecycle'],
      skip: ['*/malformed'],
      hasOtherKey: false,
      stateless: true,
      shard: { index: 1, count: 2 },
    })
    expect(new Set(skipped.values())).toEqual(
      new Set([
        'excluded by --only',
        'excluded by --skip',
        'needs a target that keeps state (--stateless was given)',
        'needs --other-api-key',
        'its cases are in another shard of this run',
      ]),
    )
  })

  test.each([1, 2, 3, 7])('divides all cases among %i shards, each once', (count) => {
    const shards = Array.from({ length: count }, (_, index) =>
      selected({ shard: { index: index + 1, count } }),
    )
    expect(shards.flat().sort()).toEqual([...all].sort())
    const sizes = shards.map((shard) => shard.length)
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
  })
})

test(
  'the merged reports of the shards have the verdicts of the whole run, for a faulty server too',
  async () => {
    const faults = ['idempotency-forgotten', 'auth-publishable', 'cancels-succeeded']
    const verdicts = (report: Report): string[] => report.rules.map(({ id, verdict }) => `${verdict} ${id}`)
    const whole = await testSandbox({ faults })
    const parts: Report[] = []
    for (const index of [1, 2, 3]) parts.push(await testSandbox({ faults, shard: { index, count: 3 } }))
    const merged = mergeReports(parts)
    expect(verdicts(merged)).toEqual(verdicts(whole))
    expect(merged.summary.cases).toBe(whole.summary.cases)
    expect(whole.summary.failed).toBeGreaterThan(3)
  },
  scaled(60_000),
)
