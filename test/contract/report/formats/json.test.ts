import { expect, test } from 'vitest'
import { jsonReport } from '../../../../src/contract/report/index.ts'
import { allPassed, sampleReport } from '../sample-reports.ts'

test('renders a run', () => expect(jsonReport(sampleReport)).toMatchSnapshot())

test('contains the whole report', () => {
  expect(JSON.parse(jsonReport(sampleReport))).toEqual(sampleReport)
  expect(JSON.parse(jsonReport({ ...sampleReport, shard: '1/4' }))).toEqual({ ...sampleReport, shard: '1/4' })
  const invalidated = {
    ...sampleReport,
    rules: sampleReport.rules.map((one) => ({ ...one, invalidated: true as const })),
  }
  expect(JSON.parse(jsonReport(invalidated))).toEqual(invalidated)
  expect(JSON.parse(jsonReport([sampleReport, allPassed]))).toEqual([sampleReport, allPassed])
})

test('is safe to print', () => {
  const json = jsonReport(sampleReport)
  expect(json).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
  expect(json).not.toContain('##[')
})

test('contains only the properties of a report', () => {
  const extended = { ...allPassed, apiKey: 'secret' }
  expect(jsonReport(extended)).not.toContain('secret')
})
