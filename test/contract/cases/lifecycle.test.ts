import { describe, expect, test } from 'vitest'
import { exampleReply, testSandbox } from '../support/proxy.ts'
import type { ProxyBehavior, Reply } from '../support/proxy.ts'

const RULE = 'cancelPaymentIntent/lifecycle/succeeded'

/** Returns a rejection of a succeeded resource with another message. */
async function rejection(message: string): Promise<Reply> {
  const reply = await exampleReply('leanrails', 400, 'already_succeeded')
  const body = JSON.parse(reply.body.toString()) as { error: { message: string } }
  return { ...reply, body: Buffer.from(JSON.stringify({ error: { ...body.error, message } })) }
}

/** Returns the verdict for a server with this message in the n-th rejection of a succeeded resource. */
async function verdict(messageFor: (time: number, id: string) => string): Promise<string | undefined> {
  const times = new Map<string, number>()
  const behavior: ProxyBehavior = async ({ url }, pass) => {
    const reply = await pass()
    if (!reply.body.includes('it has succeeded')) return reply
    const id = url.split('/')[3] ?? ''
    const time = (times.get(id) ?? 0) + 1
    times.set(id, time)
    return rejection(messageFor(time, id))
  }
  const report = await testSandbox({ behavior, only: ['lifecycle'] })
  return report.rules.find(({ id }) => id === RULE)?.verdict
}

const CANCELED = 'This PaymentIntent cannot be canceled because it is already canceled.'

describe('a rejection that changes nothing passes if its message', () => {
  test.each<[string, (time: number, id: string) => string]>([
    ['is the same again', () => 'It has succeeded.'],
    ['names the resource', (_, id) => `${id} has succeeded.`],
    ['names the request', (time) => `It has succeeded (request ${time}).`],
    ['is the same in all states', () => CANCELED],
  ])('%s', async (_, messageFor) => {
    expect(await verdict(messageFor)).toBe('passed')
  })
})

test('detects a rejection after which the message is that of the final state', async () => {
  expect(await verdict((time) => (time === 1 ? 'It has succeeded.' : CANCELED))).toBe('failed')
})

test('detects a rejected operation that succeeds the second time', async () => {
  const report = await testSandbox({ faults: ['rejection-reopens'], only: ['lifecycle'] })
  const rule = report.rules.find(({ id }) => id === RULE)
  expect(rule?.verdict).toBe('failed')
  expect(rule?.failures[0]).toMatchObject({
    case: 'lifecycle/cancelPaymentIntent/succeeded',
    actual: expect.stringMatching(/^200 /) as unknown,
  })
  // The control request, the rejection and the second attempt.
  expect(rule?.failures[0]?.curl.match(/^curl /gm)).toHaveLength(3)
})
