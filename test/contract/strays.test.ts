import { expect, test } from 'vitest'
import { withoutStrays } from '../../src/contract/strays.ts'

const listeners = (): number =>
  process.listenerCount('unhandledRejection') + process.listenerCount('uncaughtException')

test('nobody listens any more once the work is over, however it ends', async () => {
  const before = listeners()
  await expect(withoutStrays(() => Promise.resolve(1))).resolves.toBe(1)
  expect(listeners()).toBe(before)
  await expect(withoutStrays(() => Promise.reject(new TypeError('ours')))).rejects.toThrow('ours')
  expect(listeners()).toBe(before)
})
