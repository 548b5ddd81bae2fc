import { expect, test } from 'vitest'
import { progressLine, terminalProgress } from '../../../src/contract/report/index.ts'

const half = { done: 150, total: 300, broken: 2, exchanges: 1412 }

function stream(options: { isTTY?: boolean; columns?: number }) {
  const written: string[] = []
  return { ...options, written, write: (text: string) => written.push(text) }
}

test('tells how far a run is', () => {
  expect(progressLine(half, 100)).toBe('██████████░░░░░░░░░░ 150/300 cases · 1,412 exchanges · 2 broken')
  expect(progressLine({ done: 0, total: 0, broken: 0, exchanges: 0 }, 100)).toMatch(/^█{20} 0\/0 cases/)
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

test('writes nothing where there is no terminal', () => {
  const file = stream({})
  const progress = terminalProgress(file)
  progress.update(half)
  progress.clear()
  expect(file.written).toEqual([])
})
