import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { retryAfter } from '../../src/client/retry-after.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 2, 9, 12, 0, 0), toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

it.each([
  ['2', 2000],
  ['86400', 86_400_000],
  ['3000000', 3_000_000_000],
  ['Mon, 09 Mar 2026 12:00:05 GMT', 5000],
  ['Mon, 09 Mar 2026 11:59:57 GMT', undefined],
  ['-5', undefined],
  ['0', undefined],
  ['soon', undefined],
  ['0x10', undefined],
  ['1e3', undefined],
  ['1.5', undefined],
  ['+5', undefined],
  ['Infinity', undefined],
  ['1, 1', 1000],
  ['2, 5, 1', 5000],
  ['5, soon', 5000],
  ['soon, 0x10', undefined],
  [' 7 ', 7000],
  ['Mon, 09 Mar 2026 12:00:05 GMT, 2', 5000],
  ['9, Mon, 09 Mar 2026 12:00:05 GMT', 9000],
  ['Monday, 09-Mar-26 12:00:05 GMT', 5000],
  ['Mon Mar  9 12:00:05 2026', 5000],
  ['Mon, 99 Foo 2026 12:00:05 GMT', undefined],
  ['2026-03-09T12:00:05Z', undefined],
  ['9 Mar 2026', undefined],
  ['9'.repeat(400), Number.MAX_SAFE_INTEGER],
  ['', undefined],
  [null, undefined],
])('parses Retry-After: %j as %j ms', (header, ms) => {
  expect(retryAfter(header)).toBe(ms)
})
