import { beforeAll, describe, expect, test } from 'vitest'
import { runContract } from '../../../src/contract/index.ts'
import type { Report } from '../../../src/contract/index.ts'
import { readDescription } from '../../../src/description/index.ts'
import { failedRules } from '../support/proxy.ts'
import { targetAt } from '../support/target.ts'
import { startTrains, TRAINS_KEY, trainsFixtures } from './server.ts'
import type { TrainsFault } from './server.ts'

async function testTrains(...faults: readonly TrainsFault[]): Promise<Report> {
  const server = await startTrains(faults)
  try {
    return await runContract({
      description: await readDescription(process.cwd(), 'test/contract/trains/trains.yaml'),
      fixtures: trainsFixtures,
      seed: 1,
      target: targetAt(server.baseUrl, { apiKey: TRAINS_KEY }),
    })
  } finally {
    await server.close()
  }
}

describe('a description without a single extension', () => {
  test('no rule fails for a correct server, and nearly every rule is tested', async () => {
    const report = await testTrains()
    expect(failedRules(report)).toEqual([])
    expect(report.notes).toEqual([])
    expect(report.rules.filter(({ verdict }) => verdict === 'untested').map(({ id }) => id)).toEqual([
      'getBooking/sequences/isolation',
      'deleteBooking/sequences/isolation',
      'greet/responses/400/application/problem+json',
      'greet/responses/default/application/problem+json',
    ])
  })

  test('a server may ignore the letter case of UUIDs', async () => {
    expect(failedRules(await testTrains('ids-in-any-case'))).toEqual([])
  })

  const faults: [TrainsFault, string][] = [
    ['any-country', 'listStations/query.country/enum'],
    ['limit-of-51', 'listStations/query.limit/maximum'],
    ['any-id', 'getBooking/path.bookingId/format'],
    ['third-service', 'listStations/query.services/maxItems'],
    ['long-lang', 'listStations/cookie.lang/maxLength'],
    ['off-the-map', 'listStations/query.near/lon/maximum'],
    ['no-total-count', 'listStations/responses/200/headers/X-Total-Count'],
    ['key-not-needed', 'getBooking/security/missing'],
    ['unknown-trip-is-empty', 'getTrip/path.tripId/unknown'],
    ['price-as-text', 'schemas/Trip/price/type'],
    ['anonymous-passengers', 'createBooking/body/passengers.[].name/required'],
    ['text-as-age', 'createBooking/body/passengers.[].age/type'],
    ['no-accounts', 'createBooking/body/application/json'],
    ['crash-on-unicode', 'createBooking/no-server-error'],
    ['delete-says-200', 'deleteBooking/responses'],
  ]

  describe('with all faults at once', () => {
    let report: Report
    beforeAll(async () => {
      report = await testTrains(...faults.map(([fault]) => fault))
    })

    test.each(faults)('%s fails the rule %s', (_, rule) => {
      const ruleReport = report.rules.find(({ id }) => id === rule)
      expect(ruleReport?.verdict).toBe('failed')
      expect(ruleReport?.source).toMatch(/^test\/contract\/trains\/trains\.yaml:\d+$/)
      expect(ruleReport?.failures[0]?.curl).toMatch(/^curl /m)
    })
  })
})
