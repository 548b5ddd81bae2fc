import { expect, test } from 'vitest'
import { exitCode, shortfall } from '../../../src/contract/report/index.ts'
import type { Report } from '../../../src/contract/report/index.ts'
import { allPassed, sampleReport, report, rule } from './sample-reports.ts'

const mostlyTested = report('orders', [
  ...Array.from({ length: 9 }, (_, index) => rule(`held/${index}`)),
  rule('missed', { verdict: 'untested' }),
])
const untested = report('orders', [rule('missed', { verdict: 'untested' })])
const part = (one: Report): Report => ({ ...one, shard: '1/4' })

test.each<[string, Report | Report[], number | undefined, 0 | 1]>([
  ['all held', allPassed, undefined, 0],
  ['all held, with the highest gate', allPassed, 1, 0],
  ['one broken', sampleReport, undefined, 1],
  ['one of several broken', [allPassed, sampleReport], undefined, 1],
  ['several held', [allPassed, mostlyTested], undefined, 0],
  ['as much reached as the gate asks for', mostlyTested, 0.9, 0],
  ['less reached than the gate asks for', mostlyTested, 0.91, 1],
  ['one of several below the gate', [allPassed, mostlyTested], 0.95, 1],
  ['nothing reached', untested, undefined, 1],
  ['no rule at all', report('orders', []), undefined, 1],
  ['no report at all', [], undefined, 1],
  ['a part below the gate', part(untested), 0.9, 0],
  ['a part with a broken rule', part(sampleReport), undefined, 1],
  ['the only part, below the gate', { ...untested, shard: '1/1' }, 0.9, 1],
])('%s', (_, reports, minReached, code) => expect(exitCode(reports, { minTested: minReached })).toBe(code))

test('says why', () => {
  expect(shortfall(mostlyTested, { minTested: 0.95 })).toBe(
    'Only 90 % of the rules were reached; at least 95 % have to be.',
  )
  expect(shortfall(untested, {})).toBe('No rule was reached: this run shows nothing.')
  expect(shortfall(mostlyTested, {})).toBeUndefined()
})
