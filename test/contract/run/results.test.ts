import { expect, test } from 'vitest'
import { ruleIds } from '../../../src/contract/rules/ids.ts'
import { Results } from '../../../src/contract/run/results.ts'

const rule = ruleIds.method({ id: 'operation' })
const reproduction = { curl: 'curl', case: 'a/b/c' }

test('a rule without results has no evidence', () => {
  expect(new Results().forRule(rule)).toEqual({
    evidence: 0,
    failures: [],
    count: 0,
    reasons: [],
    invalidated: false,
  })
})

test('evidence is counted, and each reason is kept once', () => {
  const results = new Results()
  results.pass(rule)
  results.pass(rule)
  results.skip(rule, 'needs a key')
  results.skip(rule, 'needs a key')
  results.invalidate(rule)
  expect(results.forRule(rule)).toMatchObject({ evidence: 2, reasons: ['needs a key'], invalidated: true })
  expect(results.failedCount).toBe(0)
})

test('the same failure is kept once, at most five are kept, and all are counted', () => {
  const results = new Results()
  for (const actual of ['1', '1', '2', '3', '4', '5', '6', '7']) {
    results.fail({ rule, expected: 'x', actual }, () => reproduction)
  }
  const { failures, count } = results.forRule(rule)
  expect(failures.map(({ actual }) => actual)).toEqual(['1', '2', '3', '4', '5'])
  expect(count).toBe(8)
  expect(results.failedCount).toBe(1)
})
