import { expect, test } from 'vitest'
import { findingsOf } from '../../../src/contract/report/index.ts'
import { exampleReply, testSandbox } from '../support/proxy.ts'

/** Returns the rules of each finding for a server that accepts a request for some ids that were never issued. */
async function rulesFor(accepts: (path: string) => boolean): Promise<string[][]> {
  const success = await exampleReply('stripe', 200, 'with_reason')
  const report = await testSandbox({
    api: 'stripe',
    only: ['identifiers'],
    behavior: async ({ url }, pass) => {
      const reply = await pass()
      return reply.status === 404 && accepts(url) ? success : reply
    },
  })
  return findingsOf(report).map(({ rules }) => [...rules])
}

const UNKNOWN = 'cancelPaymentIntent/path.intent/unknown'
const ODD = 'cancelPaymentIntent/path.intent/odd'

test('a server that accepts every id has one finding about unknown and odd ids', async () => {
  const about = (await rulesFor(() => true)).filter((rules) => rules.includes(UNKNOWN) || rules.includes(ODD))
  expect(about).toHaveLength(1)
  expect(about[0]).toContain(UNKNOWN)
})

test('a server that accepts an odd id, but no unknown one, fails the rule about odd ids', async () => {
  const rules = (await rulesFor((path) => path.includes('__proto__'))).flat()
  expect(rules).toContain(ODD)
  expect(rules).not.toContain(UNKNOWN)
})
