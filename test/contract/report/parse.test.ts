import { expect, test } from 'vitest'
import { jsonReport, parseReports } from '../../../src/contract/report/index.ts'
import { allHeld, madeUp } from './made-up.ts'

test('reads what the JSON reporter wrote', () => {
  expect(parseReports(jsonReport(madeUp), 'a.json')).toEqual([madeUp])
  expect(parseReports(jsonReport([{ ...madeUp, shard: '1/2' }, allHeld]), 'a.json')).toEqual([
    { ...madeUp, shard: '1/2' },
    allHeld,
  ])
})

test.each([
  ['{', /^parts\/a\.json is no report: .*JSON.* Write it with `--reporter json`\.$/],
  ['[]', /^parts\/a\.json is no report: it is empty\. /],
  ['7', /^parts\/a\.json is no report: `` must be object\. /],
  ['{}', /^parts\/a\.json is no report: `` must have required property 'api'\. /],
  [
    jsonReport(madeUp).replace('"verdict": "broken"', '"verdict": "bent"'),
    /`\/rules\/1\/verdict` must be equal to one of the allowed values\. /,
  ],
])('refuses %.20s', (json, message) => {
  expect(() => parseReports(json, 'parts/a.json')).toThrow(message)
  expect(() => parseReports(json, 'parts/a.json')).toThrow(expect.objectContaining({ name: 'UsageError' }))
})
