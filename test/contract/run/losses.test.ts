import { expect, test } from 'vitest'
import { Losses } from '../../../src/contract/run/losses.ts'

/** Returns how many of the losses are failures, each after the number of requests that the run had sent. */
function failuresOf(sent: readonly number[], connections: number, isHere: boolean): number {
  let failures = 0
  const losses = new Losses()
  for (const count of sent) losses.add(count, () => (failures += 1))
  losses.check(connections, isHere)
  return failures
}

const every = (step: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => step * (index + 1))

test('a network may lose each thirteenth response, and this computer not even each fiftieth', () => {
  expect(failuresOf(every(13, 50), 650, false)).toBe(0)
  expect(failuresOf(every(50, 13), 650, true)).toBe(13)
  expect(failuresOf(every(5, 130), 650, false)).toBe(130)
})

test('this computer may lose all responses of a moment, a few times', () => {
  const restart = [100, 101, 103, 104, 106, 107, 108, 110]
  expect(failuresOf(restart, 650, true)).toBe(0)
  expect(failuresOf([...restart, 300, 500], 60, true)).toBe(0)
})
