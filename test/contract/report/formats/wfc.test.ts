import { expect, it } from 'vitest'
import { wfcReport } from '../../../../src/contract/report/index.ts'
import { allPassed, sampleReport } from '../sample-reports.ts'

const NOW = new Date('2026-01-02T03:04:05Z')

interface Wfc {
  readonly schemaVersion: string
  readonly creationTime: string
  readonly faults: {
    readonly totalNumber: number
    readonly foundFaults: { operationId: string; testCaseId: string; faultCategories: object[] }[]
  }
  readonly problemDetails: {
    rest: { totalHttpCalls: number; endpointIds: string[]; coveredHttpStatus: object[] }
  }
  readonly testCases: { id: string }[]
  readonly extra: { criteria: { covered: number; total: number }[] }[]
}

const read = (...given: Parameters<typeof wfcReport>): Wfc => JSON.parse(wfcReport(...given)) as Wfc

it('writes a fault for each operation and case, with the category of its rule', () => {
  const [first, ...others] = sampleReport.rules
  const failure = { case: 'boundaries/put/long', expected: '400', actual: '200', curl: '' }
  const rule = {
    ...first,
    id: 'put/body/name/maxLength',
    fault: 'F102',
    verdict: 'failed',
    evidence: 2,
    failures: [failure],
    failureCount: 1,
  } as (typeof sampleReport.rules)[number]
  const status = {
    ...rule,
    id: 'put/responses/200',
    verdict: 'passed',
    failures: [],
    failureCount: 0,
  } as typeof rule
  const operations = [{ id: 'put', endpoint: 'PUT:/orders/{id}' }]
  const wfc = read([{ ...sampleReport, operations, rules: [rule, status, ...others] }], NOW)
  expect(wfc.creationTime).toBe('2026-01-02T03:04:05.000Z')
  expect(wfc.faults.foundFaults).toContainEqual({
    operationId: 'PUT:/orders/{id}',
    endpointId: 'PUT:/orders/{id}',
    testCaseId: 'boundaries/put/long',
    faultCategories: [{ code: 102, context: 'put/body/name/maxLength' }],
  })
  expect(wfc.testCases).toContainEqual({ id: 'boundaries/put/long', name: 'boundaries/put/long' })
  expect(wfc.problemDetails.rest.endpointIds).toEqual(['PUT:/orders/{id}'])
  expect(wfc.problemDetails.rest.coveredHttpStatus).toEqual([
    { endpointId: 'PUT:/orders/{id}', testCaseId: 'the run of orders', httpStatus: [200] },
  ])
})

it('has every property that the schema requires, without a fault too', () => {
  const wfc = read([allPassed], NOW)
  expect(wfc.faults).toEqual({ totalNumber: 0, foundFaults: [] })
  expect(Object.keys(wfc)).toEqual(
    expect.arrayContaining([
      'schemaVersion',
      'toolName',
      'toolVersion',
      'creationTime',
      'faults',
      'problemDetails',
      'totalTests',
      'testFilePaths',
      'testCases',
    ]),
  )
  expect(wfc.problemDetails.rest.totalHttpCalls).toBe(allPassed.summary.exchanges)
  expect(wfc.extra[0]?.criteria[0]?.total).toBe(allPassed.summary.rules)
})
