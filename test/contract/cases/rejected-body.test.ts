import { expect, test } from 'vitest'
import { exampleReply, failedRules, testSandbox } from '../support/proxy.ts'
import type { Report } from '../../../src/contract/index.ts'

/** Tests a server that rejects every request with a reason. */
async function testWithoutReason(only: string[]): Promise<Report> {
  const rejection = await exampleReply('stripe', 400, 'reason_invalid')
  return testSandbox({
    api: 'stripe',
    only,
    behavior: ({ body, headers }, pass) => {
      const hasKey = headers.some(([name]) => name.toLowerCase() === 'authorization')
      return hasKey && body.includes('cancellation_reason') ? Promise.resolve(rejection) : pass()
    },
  })
}

test('a server that rejects an optional part of a body is still tested for missing credentials', async () => {
  const report = await testWithoutReason(['auth'])
  const missing = report.rules.find(({ id }) => id === 'cancelPaymentIntent/security/missing')
  expect(missing).toMatchObject({ verdict: 'passed' })
  expect(failedRules(report)).toEqual([])
})

test('a body that is rejected alone, too, does not fail the path of concurrent requests', async () => {
  const report = await testWithoutReason(['concurrency'])
  const ofPath = report.rules.filter(({ id }) => id.includes('/path.'))
  expect(ofPath.filter(({ verdict }) => verdict === 'failed')).toEqual([])
  // What was seen does not prove that the rule passes, either.
  expect(ofPath.find(({ id }) => id.endsWith('/accepted'))).toMatchObject({
    verdict: 'untested',
    reason: 'a body is rejected in a request of its own, too',
  })
})
