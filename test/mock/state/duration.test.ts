import { expect, test } from 'vitest'
import { durationMs } from '../../../src/mock/state/duration.ts'

test.each([
  ['PT24H', 86_400_000],
  ['P1D', 86_400_000],
  ['P1W', 604_800_000],
  ['P1DT1H1M1S', 90_061_000],
  ['P1M', 2_592_000_000],
  ['nonsense', Number.POSITIVE_INFINITY],
])('%s', (text, ms) => {
  expect(durationMs(text)).toBe(ms)
})
