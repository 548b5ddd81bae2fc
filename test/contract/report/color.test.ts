import { expect, test } from 'vitest'
import { wantsColor } from '../../../src/contract/report/index.ts'

test.each([
  ['a terminal', true, {}, true],
  ['a pipe', undefined, {}, false],
  ['NO_COLOR', true, { NO_COLOR: '1' }, false],
  ['an empty NO_COLOR', true, { NO_COLOR: '' }, true],
  ['a dumb terminal', true, { TERM: 'dumb' }, false],
])('%s', (_, isTTY, env, wanted) =>
  expect(wantsColor(isTTY === undefined ? {} : { isTTY }, env)).toBe(wanted),
)
