import { expect, test } from 'vitest'
import type { Report } from '../../../src/contract/index.ts'
import { changed, exampleReply, testSandbox } from '../support/proxy.ts'
import type { ReceivedRequest } from '../support/proxy.ts'

const hasType = ({ headers }: ReceivedRequest): boolean =>
  headers.some(([name]) => name.toLowerCase() === 'content-type')

/** Tests a server of Stripe that needs a content type, also for a request without a body. */
async function testNeedingType(only: string[]): Promise<{ report: Report; bare: number }> {
  const rejection = await exampleReply('stripe', 400, 'media_type_unsupported')
  let bare = 0
  const report = await testSandbox({
    api: 'stripe',
    only,
    behavior: (request, pass) => {
      if (hasType(request)) return pass()
      bare += 1
      return Promise.resolve(rejection)
    },
  })
  return { report, bare }
}

const verdictsOf = ({ rules }: Report, pattern: RegExp): Record<string, string> =>
  Object.fromEntries(rules.flatMap(({ id, verdict }) => (pattern.test(id) ? [[id, verdict]] : [])))

test('a server that rejects no body is tested with an empty form, and the report says so', async () => {
  const { report } = await testNeedingType(['boundaries', 'auth', 'identifiers'])
  const parts =
    /^cancelPaymentIntent\/(?:body\/optional|header\.[^/]+\/(?:pattern|maxLength)|path\.|security\/)/
  const { 'cancelPaymentIntent/body/optional': optional, ...others } = verdictsOf(report, parts)
  expect(optional).toBe('failed')
  expect(Object.entries(others).filter(([, verdict]) => verdict !== 'passed')).toEqual([])
  expect(Object.keys(others).length).toBeGreaterThan(10)
  expect(report.warnings).toEqual([
    'cancelPaymentIntent: a valid request without a body gets 400, and one with an empty form 200. So the cases send an empty form instead of no body.',
  ])
})

test('a server that accepts no body gets none', async () => {
  let empty = 0
  const report = await testSandbox({
    api: 'stripe',
    only: ['auth'],
    behavior: async (request, pass) => {
      if (hasType(request) && request.body.length === 0) empty += 1
      return changed(await pass(), {})
    },
  })
  expect(report.warnings).toEqual([])
  expect(empty).toBeLessThan(5)
})
