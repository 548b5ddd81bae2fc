import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { shellBytes } from '../../../src/contract/repro/shell-bytes.ts'

const deep = '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000)

test.each([
  ['very deep', deep],
  ['very large', `{"text":"${'x'.repeat(1 << 20)}"}`],
  ['quotes, percent signs and a backslash', `${`'%"\\$`.repeat(500)}end`],
  ['line breaks', '{\n'.repeat(3)],
])('a shell prints the same bytes: %s', (_, text) => {
  const command = shellBytes(Buffer.from(text), 2000) ?? ''
  expect(command.length).toBeLessThan(2000)
  const printed = execFileSync('/bin/sh', ['-c', command], { maxBuffer: 1 << 24 })
  expect(printed.equals(Buffer.from(text))).toBe(true)
})

test('what repeats nothing is too long to be told', () => {
  expect(
    shellBytes(Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * index) % 251)), 2000),
  ).toBeUndefined()
})
