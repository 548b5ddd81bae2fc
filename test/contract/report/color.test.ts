import { expect, test } from 'vitest'
import { wantsColor } from '../../../src/contract/report/index.ts'

test.each([
  ['on a terminal', true, {}, true],
  ['in a pipe', undefined, {}, false],
  ['with NO_COLOR', true, { NO_COLOR: '1' }, false],
  ['with an empty NO_COLOR', true, { NO_COLOR: '' }, true],
  ['on a dumb terminal', true, { TERM: 'dumb' }, false],
  ['in a pipe with FORCE_COLOR', undefined, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
  ['on a terminal with FORCE_COLOR=0', true, { FORCE_COLOR: '0' }, false],
])('decides about colours %s', (_, isTTY, env, wanted) =>
  expect(wantsColor(isTTY === undefined ? {} : { isTTY }, env)).toBe(wanted),
)
