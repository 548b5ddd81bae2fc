import { describe, expect, test } from 'vitest'
import { cut, percent, plural, seconds, splitTicks, visible } from '../../../src/contract/report/text.ts'

describe('visible', () => {
  test.each([
    ['\u001b[31m', '\\u001b[31m'],
    ['\u009b2J', '\\u009b2J'],
    ['a\tb\rc\nd', 'a\\tb\\rc\nd'],
    ['a\u202eb\u2066c\u200bd\ufeffe', 'a\\u202eb\\u2066c\\u200bd\\ufeffe'],
    ['\u2028\u2029', '\\u2028\\u2029'],
    ['\ud800 \udc00', '\\ud800 \\udc00'],
    ['\ufffe\uffff', '\\ufffe\\uffff'],
    ['\u{e0041}', '\\u{e0041}'],
    ['Grüße 日本語 🎉 e\u0301', 'Grüße 日本語 🎉 e\u0301'],
  ])('escapes %j', (text, shown) => expect(visible(text)).toBe(shown))
})

describe('cut', () => {
  test('keeps a short text', () => expect(cut('abc', 3)).toBe('abc'))

  test('keeps both ends and counts the omitted characters', () =>
    expect(cut(`{${'a'.repeat(1000)}}`, 12)).toBe('{aaaaaaa … 990 more characters … aaa}'))

  test.each([10, 11, 12, 13, 14, 15])('splits no surrogate pair at %i characters', (limit) => {
    const short = cut('🎉'.repeat(100), limit)
    expect(short).not.toMatch(/\p{Cs}/u)
    const shown = [...short].filter((character) => character === '🎉').length
    expect(short).toContain(`${100 - shown} more characters`)
  })
})

test.each([
  [0, '0 %'],
  [0.0001, '0.1 %'],
  [0.5714, '57.1 %'],
  [0.95, '95 %'],
  [0.9999, '99.9 %'],
  [1, '100 %'],
])('formats the share %d as a percentage', (share, shown) => expect(percent(share)).toBe(shown))

test('formats numbers with nouns and units', () =>
  expect([plural(1, 'rule'), plural(1412, 'exchange'), plural(0, 'case'), seconds(61_240)]).toEqual([
    '1 rule',
    '1,412 exchanges',
    '0 cases',
    '61.2 s',
  ]))

test('splits off the code in backticks, but not after a single backtick', () =>
  expect(splitTicks('`a` and `b`, not ` or ``')).toEqual([
    { code: true, text: 'a' },
    { code: false, text: ' and ' },
    { code: true, text: 'b' },
    { code: false, text: ', not ' },
    { code: true, text: ' or ' },
    { code: false, text: '`' },
  ]))
