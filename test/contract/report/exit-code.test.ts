import { expect, test } from 'vitest'
import { exitCode, shortfall } from '../../../src/contract/report/index.ts'
import type { Report } from '../../../src/contract/report/index.ts'
import { allHeld, madeUp, report, rule } from './made-up.ts'

const mostly = report('orders', [
  ...Array.from({ length: 9 }, (_, index) => rule(`held/${index}`)),
  rule('missed', { verdict: 'not-reached' }),
])
const nothing = report('orders', [rule('missed', { verdict: 'not-reached' })])
const part = (one: Report): Report => ({ ...one, shard: '1/4' })

test.each<[string, Report | Report[], number | undefined, 0 | 1]>([
  ['all held', allHeld, undefined, 0],
  ['all held, with the highest gate', allHeld, 1, 0],
  ['one broken', madeUp, undefined, 1],
  ['one of several broken', [allHeld, madeUp], undefined, 1],
  ['several held', [allHeld, mostly], undefined, 0],
  ['as much reached as the gate asks for', mostly, 0.9, 0],
  ['less reached than the gate asks for', mostly, 0.91, 1],
  ['one of several below the gate', [allHeld, mostly], 0.95, 1],
  ['nothing reached', nothing, undefined, 1],
  ['no rule at all', report('orders', []), undefined, 1],
  ['no report at all', [], undefined, 1],
  ['a part below the gate', part(nothing), 0.9, 0],
  ['a part with a broken rule', part(madeUp), undefined, 1],
  ['the only part, below the gate', { ...nothing, shard: '1/1' }, 0.9, 1],
])('%s', (_, reports, minReached, code) => expect(exitCode(reports, { minReached })).toBe(code))

test('says why', () => {
  expect(shortfall(mostly, { minReached: 0.95 })).toBe(
    'Only 90 % of the rules were reached; at least 95 % have to be.',
  )
  expect(shortfall(nothing, {})).toBe('No rule was reached: this run shows nothing.')
  expect(shortfall(mostly, {})).toBeUndefined()
})
