import { describe, expect, test } from 'vitest'
import { exampleReply, judge } from '../support/proxy.ts'
import type { Oddness, Reply } from '../support/proxy.ts'

const RULE = 'cancelPaymentIntent/lifecycle/succeeded'

/** A refusal of a succeeded resource, in other words. */
async function refusal(message: string): Promise<Reply> {
  const reply = await exampleReply('leanrails', 400, 'already_succeeded')
  const body = JSON.parse(reply.body.toString()) as { error: { message: string } }
  return { ...reply, body: Buffer.from(JSON.stringify({ error: { ...body.error, message } })) }
}

/** What the rule says where a succeeded resource is answered by `say`: the n-th time, of this id. */
async function verdict(say: (time: number, id: string) => string): Promise<string | undefined> {
  const times = new Map<string, number>()
  const odd: Oddness = async ({ url }, pass) => {
    const reply = await pass()
    if (!reply.body.includes('it has succeeded')) return reply
    const id = url.split('/')[3] ?? ''
    const time = (times.get(id) ?? 0) + 1
    times.set(id, time)
    return refusal(say(time, id))
  }
  const report = await judge({ odd, only: ['lifecycle'] })
  return report.rules.find(({ id }) => id === RULE)?.verdict
}

const CANCELED = 'This PaymentIntent cannot be canceled because it is already canceled.'

describe('a refusal that changes nothing', () => {
  test.each<[string, (time: number, id: string) => string]>([
    ['says the same again', () => 'It has succeeded.'],
    ['names the resource', (_, id) => `${id} has succeeded.`],
    ['names each request', (time) => `It has succeeded (request ${time}).`],
    ['has but one text for all states', () => CANCELED],
  ])('%s', async (_, say) => {
    expect(await verdict(say)).toBe('held')
  })
})

test('a refusal after which the resource is told to have ended has changed it', async () => {
  expect(await verdict((time) => (time === 1 ? 'It has succeeded.' : CANCELED))).toBe('broken')
})

test('a refused operation that succeeds the second time is found', async () => {
  const report = await judge({ faults: ['refusal-reopens'], only: ['lifecycle'] })
  const rule = report.rules.find(({ id }) => id === RULE)
  expect(rule?.verdict).toBe('broken')
  expect(rule?.violations[0]).toMatchObject({
    case: 'lifecycle/cancelPaymentIntent/succeeded',
    actual: expect.stringMatching(/^200 /) as unknown,
  })
  // The whole story, to be run again: the twin, the refusal, the second try.
  expect(rule?.violations[0]?.curl.match(/^curl /gm)).toHaveLength(3)
})
