import { expect, test } from 'vitest'
import { progressLine, terminalProgress } from '../../../src/contract/report/index.ts'

const half = { done: 150, total: 300, failed: 2, exchanges: 1412 }

function stream(options: { isTTY?: boolean; columns?: number }) {
  const written: string[] = []
  return { ...options, written, write: (text: string) => written.push(text) }
}

test('shows the progress of a run', () => {
  expect(progressLine(half, 100)).toBe('██████████░░░░░░░░░░ 150/300 cases · 1,412 exchanges · 2 failed')
  expect(progressLine({ done: 0, total: 0, failed: 0, exchanges: 0 }, 100)).toMatch(/^█{20} 0\/0 cases/)
  expect(progressLine(half, 10)).toBe('██████████')
})

test('overwrites the line if it has changed, and erases it at the end', () => {
  const terminal = stream({ isTTY: true, columns: 12 })
  const progress = terminalProgress(terminal)
  progress.update(half)
  progress.update(half)
  progress.clear()
  progress.clear()
  expect(terminal.written).toEqual(['\r██████████░\u001b[K', '\r\u001b[K'])
})

const waiting = { ...half, waiting: { seconds: 56, why: 'the target returned 429 with Retry-After' } }

test('shows why a run waits', () => {
  expect(progressLine(waiting, 79)).toBe(
    '150/300 cases · waiting 56 s: the target returned 429 with Retry-After',
  )
})

test('writes one line for overlapping waits if the stream is not a terminal', () => {
  const file = stream({})
  const progress = terminalProgress(file)
  progress.update(waiting)
  progress.update(half)
  progress.update(waiting)
  expect(file.written).toEqual(['Waiting 56 s: the target returned 429 with Retry-After.\n'])
})

test('writes nothing else if the stream is not a terminal', () => {
  const file = stream({})
  const progress = terminalProgress(file)
  progress.update(half)
  progress.clear()
  expect(file.written).toEqual([])
})
