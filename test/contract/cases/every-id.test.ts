import { expect, test } from 'vitest'
import { exampleReply, testSandbox } from '../support/proxy.ts'

/** Returns the verdict for odd ids of a server that accepts a request for some of them. */
async function verdictFor(accepts: (path: string) => boolean): Promise<string | undefined> {
  const success = await exampleReply('stripe', 200, 'with_reason')
  const report = await testSandbox({
    api: 'stripe',
    only: ['identifiers'],
    behavior: async ({ url }, pass) => {
      const reply = await pass()
      return reply.status === 404 && accepts(url) ? success : reply
    },
  })
  return report.rules.find(({ id }) => id === 'cancelPaymentIntent/path.intent/odd')?.verdict
}

test('a server that accepts every id fails the rule about unknown ids, and not that about odd ones', async () => {
  expect(await verdictFor(() => true)).not.toBe('failed')
})

test('a server that accepts an odd id, but no unknown one, fails the rule about odd ids', async () => {
  expect(await verdictFor((path) => path.includes('__proto__'))).toBe('failed')
})
