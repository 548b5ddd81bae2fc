import { describe, expect, test } from 'vitest'
import { ELSEWHERE, mergeReports, mergeRuns } from '../../../src/contract/report/index.ts'
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
const untested = (id: string, reason: string = ELSEWHERE) => rule(id, { verdict: 'untested', reason })

function part(shard: string, rules: RuleReport[], more: Partial<Report> = {}): Report {
  return { ...report('orders', rules), shard, notes: [`note of ${shard}`], ...more }
}

describe('a rule is', () => {
  const merge = (...seen: RuleReport[]) =>
    mergeReports(seen.map((one, index) => part(`${index + 1}/${seen.length}`, [one]))).rules[0]

  test('broken if it is broken anywhere', () => {
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

  test('held if it is held anywhere and broken nowhere, whatever the other parts lack', () =>
    expect(merge(untested('a'), passed('a'), untested('a', 'needs b'), passed('a'))).toEqual({
      ...passed('a'),
      evidence: 4,
    }))

  test('not held where another part could not put to the test what it forbids', () => {
    const invalidated = {
      ...untested('a', 'its valid twin was answered 400'),
      evidence: 2,
      invalidated: true,
    } as const
    expect(merge(passed('a'), invalidated)).toEqual({ ...invalidated, evidence: 4 })
    expect(merge(failed('a', 'one'), invalidated)?.verdict).toBe('failed')
  })

  test('else not reached, for the reasons that tell something', () => {
    expect(merge(untested('a'), untested('a', 'needs b'), untested('a', 'needs b'))).toEqual(
      untested('a', 'needs b'),
    )
    expect(merge(untested('a', 'needs b'), untested('a', 'needs c'))?.reason).toBe('needs b; needs c')
    expect(merge(untested('a'), untested('a'))?.reason).toBe(ELSEWHERE)
  })
})

test('numbers are added up, in whatever order the parts come', () => {
  const one = part('1/2', [passed('a'), untested('b')], { target: 'http://127.0.0.1:1' })
  const two = part('2/2', [failed('a', 'x'), untested('b')], { target: 'http://127.0.0.1:2' })
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

test('a whole run alone stays as it is', () => {
  const whole = report('orders', [passed('a')])
  expect(mergeReports([whole])).toBe(whole)
})

test('several APIs are merged each by itself', () => {
  const other = (shard: string) => ({ ...part(shard, [passed('x')]), api: 'returns' })
  const merged = mergeRuns([
    part('1/2', [passed('a')]),
    other('1/2'),
    part('2/2', [passed('a')]),
    other('2/2'),
  ])
  expect(merged.map(({ api, summary }) => [api, summary.rules, summary.exchanges])).toEqual([
    ['orders', 1, 2824],
    ['returns', 1, 2824],
  ])
})

test.each<[string, Report[], string]>([
  ['nothing', [], 'There is no report to merge.'],
  [
    'two whole runs',
    [report('orders', []), report('orders', [])],
    'A report of `orders` is no part of a run. Merge what runs with `--shard` have written.',
  ],
  ['a bad part', [part('0/2', [])], '`0/2` is no part of a run: it has to read like `1/4`.'],
  ['a part outside', [part('3/2', [])], 'There is no part 3 of 2.'],
  ['a missing part', [part('1/4', []), part('3/4', [])], 'Parts are missing: 2/4, 4/4.'],
  ['a part given twice', [part('1/2', []), part('2/2', []), part('2/2', [])], 'Parts were given twice: 2/2.'],
  [
    'parts of different runs',
    [part('1/2', []), part('1/3', [])],
    'The reports differ in the number of parts (2, 3). Merge the parts of one run.',
  ],
  [
    'two APIs',
    [part('1/2', []), part('2/2', [], { api: 'returns' })],
    'The reports differ in their API (orders, returns). Merge the reports of each API by themselves.',
  ],
  [
    'two seeds',
    [part('1/2', [], { seed: 1 }), part('2/2', [], { seed: 2 })],
    'The reports differ in their seed (1, 2). Give every part of a run the same `--seed`.',
  ],
  [
    'two descriptions',
    [part('1/2', [passed('a'), passed('b')]), part('2/2', [passed('a'), passed('c')])],
    'The reports have different rules: part 2 and part 1 part ways at `c`. Run every part with the same description and the same version of this tool.',
  ],
  [
    'a description with a rule less',
    [part('1/2', [passed('a'), passed('b')]), part('2/2', [passed('a')])],
    'The reports have different rules: part 2 and part 1 part ways at `b`. Run every part with the same description and the same version of this tool.',
  ],
])('refuses %s', (_, reports, message) => {
  expect(() => mergeReports(reports)).toThrow(expect.objectContaining({ name: 'UsageError', message }))
})
