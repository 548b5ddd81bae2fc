import { describe, expect, test } from 'vitest'
import { textDifference } from '../../../src/contract/expected/diff.ts'

describe('textDifference', () => {
  const long = 'abc'.repeat(40)

  test.each([
    ['é', 'e\u0301', 'they differ from character 1 on: U+00E9 and U+0065 U+0301'],
    ['a\u200bb', 'ab', 'they differ from character 2 on: U+200B U+0062 and U+0062'],
    ['👩‍🚒!', '👩‍🚒', 'they differ from character 4 on: U+0021 and the end'],
    [
      `${long}def`,
      `${long}xyz`,
      'they differ from character 121 on: U+0064 U+0065 U+0066 and U+0078 U+0079 U+007A',
    ],
  ])('describes where %j and %j begin to differ', (left, right, text) => {
    expect(textDifference(left, right)).toBe(text)
  })

  test('describes no difference that is easy to see', () => {
    expect(textDifference('duplicate', 'abandoned')).toBe('')
    expect(textDifference(long, long)).toBe('')
  })
})
