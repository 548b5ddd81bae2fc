import { describe, expect, test } from 'vitest'
import { runContract } from '../../../src/contract/index.ts'
import type { Report } from '../../../src/contract/index.ts'
import { readDescription } from '../../../src/description/index.ts'
import { failedRules } from '../support/proxy.ts'
import { CREDENTIALS } from './credentials.ts'
import type { Fault } from './faults.ts'
import { startNasty } from './server.ts'

/** Three runs of the whole contract take seconds, and longer on a busy machine. */
const TIMEOUT = 120_000

const description = readDescription(process.cwd(), 'test/contract/nasty/description.yaml')

async function testNasty(faults: readonly Fault[]): Promise<Report> {
  const server = await startNasty(faults)
  try {
    const target = { baseUrl: server.baseUrl, apiKey: 'unused', credentials: CREDENTIALS, timeout: 3000 }
    return await runContract({ description: await description, target, seed: 1, runs: 5 })
  } finally {
    await server.close()
  }
}

/** The rules that each fault fails. The faults of a group do not disturb each other. */
const GROUPS: Record<string, Partial<Record<Fault, readonly string[]>>> = {
  'of values, parameters and credentials': {
    'no-location': ['create bed!/responses/201/headers/Location'],
    'media-type': ['search/responses/200/application/json'],
    type: ['convert/responses/200/body/metres/type'],
    'stack-trace': ['convert/no-leak'],
    bounds: ['create bed!/body/rows/maximum', 'schemas/Bed/rows/maximum'],
    enum: ['create bed!/body/soil/enum', 'schemas/Bed/soil/enum'],
    pattern: ['create bed!/body/code/pattern', 'schemas/Bed/code/pattern'],
    'matrix-ignored': ['locate/path.row/minimum', 'locate/path.row/maximum'],
    'basic-open': ['order/security/basic/malformed', 'order/security/basic/wrong', 'order/security/missing'],
    'cookie-key-open': [
      'note/security/cookieKey/malformed',
      'note/security/cookieKey/wrong',
      'note/security/missing',
    ],
    'oauth-open': [
      'events/security/oauth/malformed',
      'events/security/oauth/wrong',
      'events/security/missing',
    ],
    'header-key-open': [
      'get bed/by path/security/headerKey/malformed',
      'get bed/by path/security/headerKey/wrong',
      'get bed/by path/security/token/malformed',
      'get bed/by path/security/token/wrong',
      'get bed/by path/security/missing',
    ],
    'query-key-optional': [
      'locate/security/queryKey/missing',
      'locate/security/queryKey/malformed',
      'locate/security/queryKey/wrong',
    ],
    'discriminator-ignored': [
      'addPlant/body/oneOf',
      'addPlant/responses/201/application/json',
      'schemas/Plant/oneOf',
    ],
    'tuple-unchecked': [
      'layout/body/corner.[]/type',
      'layout/body/corner.[]/minimum',
      'layout/body/corner.[]/maximum',
      'layout/body/corner.[]/enum',
    ],
    'nested-array-unchecked': [
      'layout/body/grid.[].[]/type',
      'layout/body/grid.[].[]/minimum',
      'layout/body/grid.[].[]/maximum',
    ],
    'label-values': [
      'layout/body/labels.*/type',
      'layout/body/labels.*/minimum',
      'layout/body/labels.*/maximum',
    ],
    'part-length': ['upload/body/title/maxLength'],
    'dependent-ignored': ['layout/body/dependentRequired'],
    'form-bounds': ['order/body/count/maximum'],
    'head-headers': ['headBed/responses/200/headers/X-Rows'],
    'bearer-rejected': ['list-beds/security/token'],
  },
  'of what is stored, and of parameters of a search': {
    'wrong-location': ['create bed!/sequences/location'],
    'read-only-accepted': ['create bed!/body/readOnly'],
    'additional-accepted': ['create bed!/body/additionalProperties', 'schemas/Bed/additionalProperties'],
    'delete-does-nothing': ['deleteBed/sequences/gone'],
    'label-names': ['layout/body/labels/additionalProperties'],
    'part-optional': ['upload/body/title/required', 'upload/body/multipart/form-data/malformed'],
    'crash-on-null': ['layout/no-server-error'],
    'cookie-ignored': ['search/cookie.lang/enum'],
    'header-ignored': ['search/header.X-Depth/maximum'],
    'content-parameter-ignored': ['search/query.filter/max/maximum'],
    'deep-object-ignored': ['search/query.near/lat/maximum'],
    'pipes-ignored': [
      'search/query.sizes/maxItems',
      'search/query.sizes/[]/minimum',
      'search/query.sizes/[]/maximum',
      'search/query.sizes/[]/type',
      'search/query.sizes/separator',
    ],
  },
  // A success that is not described is no success: each rule that wants one fails too.
  'of status codes': {
    required: ['schemas/Bed/required/rows'],
    'limit-ignored': ['list-beds/sequences/limit/limit'],
    'other-parent': ['getPlant/path.bedId/unknown', 'getPlant/path.bedId/odd'],
    'crash-on-unicode': ['create bed!/no-server-error'],
    status: ['bedOptions/method', 'bedOptions/responses'],
    'delete-with-body': [
      'deleteBed/method',
      'deleteBed/path.bedId/accepted',
      'deleteBed/security/headerKey',
      'deleteBed/security/token',
      'deleteBed/responses',
    ],
  },
}

describe('a description with many odd parts of OpenAPI', () => {
  test('no rule fails for a correct server, and most rules are tested', { timeout: TIMEOUT }, async () => {
    const report = await testNasty([])
    expect(failedRules(report)).toEqual([])
    const tested = report.rules.filter(({ verdict }) => verdict === 'passed').length
    expect(tested / report.rules.length).toBeGreaterThan(0.9)
    const reasons = report.rules.flatMap(({ verdict, reason }) => (verdict === 'untested' ? [reason] : []))
    for (const reason of reasons) expect(reason).toMatch(/\S/)
  })

  test.each(Object.entries(GROUPS))(
    'fails only the rules for its faults %s',
    { timeout: TIMEOUT },
    async (_, group) => {
      const report = await testNasty(Object.keys(group) as Fault[])
      const failed = report.rules.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id)
      const found = Object.entries(group).map(([fault, rules]) => [
        fault,
        rules.filter((rule) => failed.includes(rule)),
      ])
      expect(found).toEqual(Object.entries(group))
      expect([...failed].sort()).toEqual(Object.values(group).flat().sort())
    },
  )
})
