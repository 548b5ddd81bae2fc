import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { runContract } from '../../../src/contract/index.ts'
import { jsonReport, parseReports, reportSchema } from '../../../src/contract/report/index.ts'
import type { Report } from '../../../src/contract/report/index.ts'
import { readDescription } from '../../../src/description/index.ts'
import { startLocalTarget } from '../../../src/sandbox/local-target.ts'
import { allPassed, sampleReport } from './sample-reports.ts'

/** Returns the errors of a JSON report by the published schema, in which no property may be undescribed. */
function errorsOf(reports: Report | readonly Report[]): unknown {
  const closed = JSON.parse(JSON.stringify(reportSchema()), (_, value: unknown) =>
    typeof value === 'object' && value !== null && 'properties' in value && 'required' in value
      ? { ...value, additionalProperties: false }
      : value,
  ) as object
  const validate = new Ajv2020({ allErrors: true }).compile(closed)
  return validate(JSON.parse(jsonReport(reports))) ? [] : validate.errors
}

test('the samples are valid by the published schema', () => {
  expect(errorsOf(sampleReport)).toEqual([])
  expect(errorsOf([sampleReport, { ...allPassed, shard: '1/4', stopped: 'why', command: 'npm' }])).toEqual([])
})

test('the report of a real run with findings is valid by the published schema', async () => {
  const faults = ['error-as-problem', 'amount-as-string'] as const
  const { fixtures, close, ...target } = await startLocalTarget('leanrails', { faults })
  try {
    const description = await readDescription(process.cwd(), 'leanrails')
    const report = await runContract({ description, seed: 1, target, fixtures, command: 'npm run contract' })
    expect(report.findings?.length).toBeGreaterThan(1)
    expect(report.links?.length).toBeGreaterThan(0)
    expect(errorsOf(report)).toEqual([])
    const json = jsonReport(report)
    expect(jsonReport(parseReports(json, 'report.json')[0] ?? sampleReport)).toBe(json)
  } finally {
    await close()
  }
})

test('a report of a newer format is rejected', () => {
  const json = jsonReport({ ...sampleReport, format: 2 })
  expect(() => parseReports(json, 'new.json')).toThrow(/its format 2 is newer than 1/)
})
