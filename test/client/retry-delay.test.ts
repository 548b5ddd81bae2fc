import { afterEach, expect, it, vi } from 'vitest'
import { retryDelay } from '../../src/client/retry-delay.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

const between = (attempts: number, requestedDelay?: number): [number, number] => {
  vi.spyOn(Math, 'random').mockReturnValueOnce(0).mockReturnValueOnce(1)
  return [retryDelay(attempts, requestedDelay), retryDelay(attempts, requestedDelay)]
}

it('doubles the delay with each retry, and half of the delay is jitter', () => {
  expect(between(1)).toEqual([250, 500])
  expect(between(2)).toEqual([500, 1000])
  expect(between(3)).toEqual([1000, 2000])
})

it('adds the jitter to the delay that the server requested', () => {
  expect(between(1, 2000)).toEqual([2000, 2250])
  expect(between(2, 2000)).toEqual([2000, 2500])
})
