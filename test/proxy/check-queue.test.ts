import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { RecordedExchange } from '../../src/har/index.ts'
import { CheckQueue } from '../../src/proxy/check-queue.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function exchange(origin: string, bytes = 0): RecordedExchange {
  const request = { method: 'POST', url: '', headers: [], body: new Uint8Array(bytes), isBodyLost: false }
  return { request, response: undefined, sentAt: 0, receivedAt: 0, origin }
}

function start(): { queue: CheckQueue; checked: string[] } {
  const checked: string[] = []
  return { queue: new CheckQueue(({ origin }) => checked.push(origin)), checked }
}

it('checks nothing between requests that follow each other at once, and everything after them', () => {
  const { queue, checked } = start()
  for (const origin of ['a', 'b', 'c']) {
    queue.begin()
    vi.advanceTimersByTime(1)
    queue.end(exchange(origin))
    vi.advanceTimersByTime(1)
  }
  expect(checked).toEqual([])
  vi.runAllTimers()
  expect(checked).toEqual(['a', 'b', 'c'])
})

it('stops to check while a request is in progress', () => {
  const { queue, checked } = start()
  for (const origin of ['a', 'b']) {
    queue.begin()
    queue.end(exchange(origin))
  }
  queue.begin()
  vi.runAllTimers()
  expect(checked).toEqual([])
  queue.end(exchange('c'))
  vi.runAllTimers()
  expect(checked).toEqual(['a', 'b', 'c'])
})

it('lets no more wait than fits into its memory', () => {
  const { queue, checked } = start()
  for (let index = 0; index < 10; index += 1) {
    queue.begin()
    queue.begin()
    queue.end(exchange(String(index), 9_000_000))
  }
  expect(checked).toEqual(['0', '1', '2'])
  queue.flush()
  expect(checked).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
})

it('keeps the order of more exchanges than it removes at once', () => {
  const { queue, checked } = start()
  const names = Array.from({ length: 2500 }, (_, index) => String(index))
  for (const name of names) {
    queue.begin()
    queue.end(exchange(name))
  }
  vi.runAllTimers()
  expect(checked).toEqual(names)
})
