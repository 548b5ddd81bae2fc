import { expect, test } from 'vitest'
import { cutLines, wrap } from '../../../src/contract/report/lines.ts'

test('wraps between words, and within a word that is longer than a line', () =>
  expect(wrap('one two three\n\n  four five\nabcdefghijklmno', 9)).toEqual([
    'one two',
    'three',
    '',
    '  four',
    'five',
    'abcdefghi',
    'jklmno',
  ]))

test('keeps every line within the width, and loses no word', () => {
  const text = 'a quick brown 狐 jumps 🎉 over   the lazy dog, again and again'
  for (let width = 1; width < 40; width += 1) {
    const lines = wrap(text, width)
    expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(width)
    expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
  }
})

test('omits the middle of many lines', () => {
  const lines = Array.from({ length: 20 }, (_, index) => String(index))
  expect(cutLines(lines, 5)).toEqual(['0', '1', '… 16 more lines …', '18', '19'])
  expect(cutLines(lines, 20)).toEqual(lines)
})
