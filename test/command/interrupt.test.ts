import { expect, test } from 'vitest'
import { untilInterrupted } from '../../src/command/index.ts'

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends the wait', async (signal) => {
  let ended = false
  const wait = untilInterrupted().then(() => (ended = true))
  await Promise.resolve()
  expect(ended).toBe(false)
  process.emit(signal)
  await wait
  expect(ended).toBe(true)
})
