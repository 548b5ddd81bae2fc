import { expect, test } from 'vitest'
import { exitCode, shortfall } from '../../../src/contract/report/index.ts'
import type { Report } from '../../../src/contract/report/index.ts'
import { allPassed, sampleReport, report, rule } from './sample-reports.ts'

const mostlyTested = report('orders', [
  ...Array.from({ length: 9 }, (_, index) => rule(`passed/${index}`)),
  rule('untested', { verdict: 'untested' }),
])
const untested = report('orders', [rule('untested', { verdict: 'untested' })])
const shardOf = (one: Report): Report => ({ ...one, shard: '1/4' })

test.each<[string, Report | Report[], number | undefined, 0 | 1]>([
  ['a run in which all rules passed', allPassed, undefined, 0],
  ['a run in which all rules passed, with the highest gate', allPassed, 1, 0],
  ['a run with a failed rule', sampleReport, undefined, 1],
  ['several runs, one with a failed rule', [allPassed, sampleReport], undefined, 1],
  ['several runs without a failed rule', [allPassed, mostlyTested], undefined, 0],
  ['as many tested rules as the gate requires', mostlyTested, 0.9, 0],
  ['fewer tested rules than the gate requires', mostlyTested, 0.91, 1],
  ['several runs, one below the gate', [allPassed, mostlyTested], 0.95, 1],
  ['a run that tested no rule', untested, undefined, 1],
  ['a run without rules', report('orders', []), undefined, 1],
  ['no report', [], undefined, 1],
  ['a shard below the gate', shardOf(untested), 0.9, 0],
  ['a shard with a failed rule', shardOf(sampleReport), undefined, 1],
  ['the only shard, below the gate', { ...untested, shard: '1/1' }, 0.9, 1],
])('returns the exit code for %s', (_, reports, minTested, code) =>
  expect(exitCode(reports, { minTested })).toBe(code),
)

test('explains why a run without a failed rule fails', () => {
  expect(shortfall(mostlyTested, { minTested: 0.95 })).toBe(
    'Only 90 % of the rules were tested. The minimum is 95 %.',
  )
  expect(shortfall(untested, {})).toBe('No rule was tested: the run proves nothing.')
  expect(shortfall(mostlyTested, {})).toBeUndefined()
})
