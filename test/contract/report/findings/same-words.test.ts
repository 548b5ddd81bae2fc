import { expect, test } from 'vitest'
import { causes } from '../../../../src/contract/checks/causes.ts'
import type { RuleReport } from '../../../../src/contract/report/index.ts'
import { failed, titles } from './failed-rules.ts'

function wrongCode(id: string, expected: string, received: string): RuleReport {
  return failed(id, { evidence: 9, cause: [causes.error(`/code ${expected}`, received), 2] })
}

function wrongBody(id: string, expected: string, received: string): RuleReport {
  return failed(id, {
    evidence: 9,
    cause: [causes.body('/code', `/code: ${expected}`), 2],
    actual: `/code: "${received}"`,
  })
}

test('codes that differ only in the case of letters, or in signs, are one finding', () => {
  const rules = [
    wrongCode('cancel/security/missing', 'key_missing', 'KEY_MISSING'),
    wrongCode('cancel/path.id/unknown', 'not_found', 'notFound'),
    wrongBody('schemas/InUse/code/const', '"key_in_use"', 'KEY-IN-USE'),
    wrongBody('schemas/RateLimit/code/enum', 'one of "rate_limit", "too_many"', 'RATE_LIMIT'),
  ]
  expect(titles(...rules)).toHaveLength(1)
})

test('codes that mean something else are several findings', () => {
  const rules = [
    wrongCode('cancel/security/missing', 'key_missing', 'unauthorized'),
    wrongCode('cancel/path.id/unknown', 'not_found', 'missing'),
    wrongBody('schemas/InUse/code/const', '"key_in_use"', 'conflict'),
  ]
  expect(titles(...rules)).toHaveLength(3)
})
