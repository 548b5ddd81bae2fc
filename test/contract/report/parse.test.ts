import { expect, test } from 'vitest'
import { jsonReport, parseReports } from '../../../src/contract/report/index.ts'
import { allPassed, sampleReport } from './sample-reports.ts'

test('parses the output of the JSON reporter', () => {
  expect(parseReports(jsonReport(sampleReport), 'a.json')).toEqual([sampleReport])
  expect(parseReports(jsonReport([{ ...sampleReport, shard: '1/2' }, allPassed]), 'a.json')).toEqual([
    { ...sampleReport, shard: '1/2' },
    allPassed,
  ])
})

test.each([
  ['{', /^parts\/a\.json is not a JSON report: .*JSON.* Write reports with `--reporter json`\.$/],
  ['[]', /^parts\/a\.json is not a JSON report: the array is empty\. /],
  ['7', /^parts\/a\.json is not a JSON report: `` must be object\. /],
  ['{}', /^parts\/a\.json is not a JSON report: `` must have required property 'api'\. /],
  [
    jsonReport(sampleReport).replace('"verdict": "failed"', '"verdict": "bent"'),
    /`\/rules\/1\/verdict` must be equal to one of the allowed values\. /,
  ],
])('rejects %.20s', (json, message) => {
  expect(() => parseReports(json, 'parts/a.json')).toThrow(message)
  expect(() => parseReports(json, 'parts/a.json')).toThrow(expect.objectContaining({ name: 'UsageError' }))
})
