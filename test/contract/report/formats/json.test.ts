import { expect, test } from 'vitest'
import { jsonReport } from '../../../../src/contract/report/index.ts'
import { allHeld, madeUp } from '../made-up.ts'

test('a run', () => expect(jsonReport(madeUp)).toMatchSnapshot())

test('is what the report is, whole', () => {
  expect(JSON.parse(jsonReport(madeUp))).toEqual(madeUp)
  expect(JSON.parse(jsonReport({ ...madeUp, shard: '1/4' }))).toEqual({ ...madeUp, shard: '1/4' })
  const doubted = { ...madeUp, rules: madeUp.rules.map((one) => ({ ...one, doubted: true as const })) }
  expect(JSON.parse(jsonReport(doubted))).toEqual(doubted)
  expect(JSON.parse(jsonReport([madeUp, allHeld]))).toEqual([madeUp, allHeld])
})

test('is safe to print', () => {
  const json = jsonReport(madeUp)
  expect(json).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
  expect(json).not.toContain('##[')
})

test('hands out only what belongs to a report', () => {
  const extended = { ...allHeld, apiKey: 'secret' }
  expect(jsonReport(extended)).not.toContain('secret')
})
