import { describe, expect, test } from 'vitest'
import { OTHER_SHARD_REASON, mergeReports, mergeRuns } from '../../../src/contract/report/index.ts'
import type { Report, RuleReport } from '../../../src/contract/report/index.ts'
import { report, rule } from './sample-reports.ts'

const failure = (name: string) => ({ case: name, expected: '400', actual: '200', curl: 'curl x' })
const passed = (id: string) => rule(id, { evidence: 2 })
const failed = (id: string, ...names: string[]) =>
  rule(id, {
    verdict: 'failed',
    evidence: names.length,
    failures: names.map(failure),
    failureCount: names.length,
  })
const untested = (id: string, reason: string = OTHER_SHARD_REASON) =>
  rule(id, { verdict: 'untested', reason })

function shardOf(shard: string, rules: RuleReport[], more: Partial<Report> = {}): Report {
  return { ...report('orders', rules), shard, notes: [`note of ${shard}`], ...more }
}

describe('a merged rule', () => {
  const merge = (...shards: RuleReport[]) =>
    mergeReports(shards.map((one, index) => shardOf(`${index + 1}/${shards.length}`, [one]))).rules[0]

  test('failed if it failed in any shard', () => {
    expect(merge(passed('a'), failed('a', 'one'), untested('a'))).toEqual({
      ...failed('a', 'one'),
      evidence: 3,
    })
    expect(merge(failed('a', 'one', 'two'), failed('a', 'three'))).toEqual({
      ...failed('a', 'one', 'two'),
      evidence: 3,
      failureCount: 3,
    })
  })

  test('passed if it passed in any shard and failed in none', () =>
    expect(merge(untested('a'), passed('a'), untested('a', 'needs b'), passed('a'))).toEqual({
      ...passed('a'),
      evidence: 4,
    }))

  test('did not pass if another shard invalidated it', () => {
    const invalidated = {
      ...untested('a', 'its control request received 400'),
      evidence: 2,
      invalidated: true,
    } as const
    expect(merge(passed('a'), invalidated)).toEqual({ ...invalidated, evidence: 4 })
    expect(merge(failed('a', 'one'), invalidated)?.verdict).toBe('failed')
  })

  test('is untested otherwise, for the specific reasons', () => {
    expect(merge(untested('a'), untested('a', 'needs b'), untested('a', 'needs b'))).toEqual(
      untested('a', 'needs b'),
    )
    expect(merge(untested('a', 'needs b'), untested('a', 'needs c'))?.reason).toBe('needs b; needs c')
    expect(merge(untested('a'), untested('a'))?.reason).toBe(OTHER_SHARD_REASON)
  })
})

test('adds up the numbers, in any order of the shards', () => {
  const one = shardOf('1/2', [passed('a'), untested('b')], { target: 'http://127.0.0.1:1' })
  const two = shardOf('2/2', [failed('a', 'x'), untested('b')], { target: 'http://127.0.0.1:2' })
  const merged = mergeReports([two, one])
  expect(merged).toEqual(mergeReports([one, two]))
  expect(merged).toMatchObject({
    api: 'orders',
    target: 'http://127.0.0.1:1, http://127.0.0.1:2',
    seed: one.seed,
    summary: { rules: 2, passed: 0, failed: 1, untested: 1, cases: 602, exchanges: 2824, durationMs: 6480 },
    notes: ['note of 1/2', 'note of 2/2'],
  })
  expect(merged).not.toHaveProperty('shard')
})

test('returns the report of a whole run unchanged', () => {
  const whole = report('orders', [passed('a')])
  expect(mergeReports([whole])).toBe(whole)
})

test('merges the reports of each API separately', () => {
  const other = (shard: string) => ({ ...shardOf(shard, [passed('x')]), api: 'returns' })
  const merged = mergeRuns([
    shardOf('1/2', [passed('a')]),
    other('1/2'),
    shardOf('2/2', [passed('a')]),
    other('2/2'),
  ])
  expect(merged.map(({ api, summary }) => [api, summary.rules, summary.exchanges])).toEqual([
    ['orders', 1, 2824],
    ['returns', 1, 2824],
  ])
})

test.each<[string, Report[], string]>([
  ['no reports', [], 'No report to merge.'],
  [
    'two whole runs',
    [report('orders', []), report('orders', [])],
    'A report of `orders` is not a shard. Merge reports that were written with `--shard`.',
  ],
  ['an invalid shard', [shardOf('0/2', [])], 'Invalid shard `0/2`: expected the form `1/4`.'],
  ['a shard outside the range', [shardOf('3/2', [])], 'Invalid shard `3/2`: the run has 2 shards.'],
  ['an incomplete run', [shardOf('1/4', []), shardOf('3/4', [])], 'Shards are missing: 2/4, 4/4.'],
  [
    'a shard given twice',
    [shardOf('1/2', []), shardOf('2/2', []), shardOf('2/2', [])],
    'Shards were given twice: 2/2.',
  ],
  [
    'shards of different runs',
    [shardOf('1/2', []), shardOf('1/3', [])],
    'The reports differ in the number of shards (2, 3). Merge the shards of one run.',
  ],
  [
    'two APIs',
    [shardOf('1/2', []), shardOf('2/2', [], { api: 'returns' })],
    'The reports differ in their API (orders, returns). Merge the reports of each API separately.',
  ],
  [
    'two seeds',
    [shardOf('1/2', [], { seed: 1 }), shardOf('2/2', [], { seed: 2 })],
    'The reports differ in their seed (1, 2). Run every shard with the same `--seed`.',
  ],
  [
    'two descriptions',
    [shardOf('1/2', [passed('a'), passed('b')]), shardOf('2/2', [passed('a'), passed('c')])],
    'The reports have different rules: shards 1 and 2 differ from `c` on. Run every shard with the same description and the same version of this tool.',
  ],
  [
    'two descriptions, one with a rule less',
    [shardOf('1/2', [passed('a'), passed('b')]), shardOf('2/2', [passed('a')])],
    'The reports have different rules: shards 1 and 2 differ from `b` on. Run every shard with the same description and the same version of this tool.',
  ],
])('rejects %s', (_, reports, message) => {
  expect(() => mergeReports(reports)).toThrow(expect.objectContaining({ name: 'UsageError', message }))
})
