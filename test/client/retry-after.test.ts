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
  ['', undefined],
  [null, undefined],
])('parses Retry-After: %j as %j ms', (header, ms) => {
  expect(retryAfter(header)).toBe(ms)
})
