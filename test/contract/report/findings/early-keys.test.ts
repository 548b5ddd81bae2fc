import { expect, test } from 'vitest'
import { causes } from '../../../../src/contract/checks/causes.ts'
import type { RuleReport } from '../../../../src/contract/report/index.ts'
import { failed, titles } from './failed-rules.ts'

/** Returns a rule about credentials that failed because a used key gave its stored response. */
function usedKey(operation: string): RuleReport {
  return failed(`${operation}/security/missing`, { evidence: 9, cause: [causes.usedKey(operation), 2] })
}

/** Returns the rule about the accounts of keys, which failed. */
function scope(operation: string): RuleReport {
  const id = `${operation}/idempotency/scope`
  return failed(id, { evidence: 9, cause: [causes.rule(id), 1] })
}

test('keys that come before credentials are one finding with keys that all accounts share', () => {
  expect(titles(usedKey('cancel'), scope('cancel'))).toEqual([
    'A used key gives its stored response to invalid credentials: 2 of 9',
  ])
})

test('the keys of two operations are two findings', () => {
  expect(titles(usedKey('cancel'), scope('capture'))).toHaveLength(2)
})
