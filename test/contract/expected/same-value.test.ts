import { expect, test } from 'vitest'
import { isSameValue } from '../../../src/contract/expected/same-value.ts'

test.each<[string, string, boolean]>([
  ['-0', '0', true],
  ['{"a":[-0.0]}', '{"a":[0]}', true],
  ['2e3', '2000.0', true],
  ['0', '"0"', false],
  ['0', 'null', false],
  ['{"a":null}', '{}', false],
])('whether %s equals %s', (one, other, isSame) => {
  expect(isSameValue(JSON.parse(one), JSON.parse(other))).toBe(isSame)
})
