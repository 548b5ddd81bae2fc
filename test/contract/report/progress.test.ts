import { expect, test } from 'vitest'
import { progressLine, terminalProgress } from '../../../src/contract/report/index.ts'

const half = { done: 150, total: 300, failed: 2, exchanges: 1412 }

function stream(options: { isTTY?: boolean; columns?: number }) {
  const written: string[] = []
  return { ...options, written, write: (text: string) => written.push(text) }
}

test('tells how far a run is', () => {
  expect(progressLine(half, 100)).toBe('██████████░░░░░░░░░░ 150/300 cases · 1,412 exchanges · 2 broken')
  expect(progressLine({ done: 0, total: 0, failed: 0, exchanges: 0 }, 100)).toMatch(/^█{20} 0\/0 cases/)
  expect(progressLine(half, 10)).toBe('██████████')
})

test('writes over itself, only what is new, and goes away', () => {
  const terminal = stream({ isTTY: true, columns: 12 })
  const progress = terminalProgress(terminal)
  progress.update(half)
  progress.update(half)
  progress.clear()
  progress.clear()
  expect(terminal.written).toEqual(['\r██████████░\u001b[K', '\r\u001b[K'])
})

const waiting = { ...half, waiting: { seconds: 56, why: 'the target said 429 with Retry-After' } }

test('tells of a wait, so that nobody takes it for a standstill', () => {
  expect(progressLine(waiting, 79)).toBe('150/300 cases · waiting 56 s: the target said 429 with Retry-After')
})

test('writes a line for a wait where there is no terminal, but one for many at once', () => {
  const file = stream({})
  const progress = terminalProgress(file)
  progress.update(waiting)
  progress.update(half)
  progress.update(waiting)
  expect(file.written).toEqual(['Waiting 56 s: the target said 429 with Retry-After.\n'])
})

test('writes nothing else where there is no terminal', () => {
  const file = stream({})
  const progress = terminalProgress(file)
  progress.update(half)
  progress.clear()
  expect(file.written).toEqual([])
})
