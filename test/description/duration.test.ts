import { expect, test } from 'vitest'
import { durationInWords, durationMs } from '../../src/description/index.ts'

test.each([
  ['PT24H', 86_400_000],
  ['P1D', 86_400_000],
  ['P1W', 604_800_000],
  ['P1DT1H1M1S', 90_061_000],
  ['P1M', 2_592_000_000],
  ['PT0.5S', 500],
  ['nonsense', Number.POSITIVE_INFINITY],
])('%s lasts %d milliseconds', (text, ms) => {
  expect(durationMs(text)).toBe(ms)
})

test.each([
  ['PT24H', '24 hours'],
  ['P1D', '1 day'],
  ['P1M', '1 month'],
  ['PT1M30S', '1 minute 30 seconds'],
  ['nonsense', 'nonsense'],
])('%s in words is %s', (duration, expected) => {
  expect(durationInWords(duration)).toBe(expected)
})
