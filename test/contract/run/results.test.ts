import { expect, test } from 'vitest'
import { Ledger } from '../../../src/contract/run/results.ts'

const seen = { curl: 'curl', case: 'a/b/c' }

test('a rule of which nothing is known has no evidence', () => {
  expect(new Ledger().of('rule')).toEqual({
    evidence: 0,
    violations: [],
    count: 0,
    reasons: [],
    doubted: false,
  })
})

test('evidence is counted, reasons are told once', () => {
  const ledger = new Ledger()
  ledger.reach('rule')
  ledger.reach('rule')
  ledger.miss('rule', 'needs a key')
  ledger.miss('rule', 'needs a key')
  ledger.doubt('rule')
  expect(ledger.of('rule')).toMatchObject({ evidence: 2, reasons: ['needs a key'], doubted: true })
  expect(ledger.broken).toBe(0)
})

test('the same finding is kept once, five of them at most, and all are counted', () => {
  const ledger = new Ledger()
  for (const actual of ['1', '1', '2', '3', '4', '5', '6', '7']) {
    ledger.break({ rule: 'rule', expected: 'x', actual }, seen)
  }
  const { violations, count } = ledger.of('rule')
  expect(violations.map(({ actual }) => actual)).toEqual(['1', '2', '3', '4', '5'])
  expect(count).toBe(8)
  expect(ledger.broken).toBe(1)
})
