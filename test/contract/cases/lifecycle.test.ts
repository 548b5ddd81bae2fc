import { describe, expect, test } from 'vitest'
import { changed, exampleReply, failedRules, testSandbox } from '../support/proxy.ts'
import type { Report } from '../../../src/contract/index.ts'
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

/** Returns the rules that failed of those that a response in the final state may fail. */
const failedStates = (report: Report): string[] =>
  report.rules
    .filter(({ id, verdict }) => verdict === 'failed' && /lifecycle\/(?!once)|idempotency\/header/.test(id))
    .map(({ id }) => id)

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

describe('detects what only a later rejection or a body shows:', () => {
  test.each([
    ['rejection-stores-reason', 'canceled', '/cancellation_reason'],
    ['canceled-error-of-before', 'canceled', '/canceled_at null'],
    ['capturable-amount-kept', 'canceled', '/amount_capturable'],
  ])('%s', async (fault, state, pointer) => {
    const report = await testSandbox({ api: 'stripe', faults: [fault], only: ['lifecycle'] })
    const rule = report.rules.find(({ id }) => id === `cancelPaymentIntent/lifecycle/${state}`)
    expect(rule?.verdict).toBe('failed')
    expect(rule?.failures[0]?.actual).toContain(pointer)
  })

  test.each(['leanrails', 'stripe'] as const)('reason-forgotten-in-capture of %s', async (api) => {
    const report = await testSandbox({ api, faults: ['reason-forgotten-in-capture'], only: ['lifecycle'] })
    expect(report.rules.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id)).toEqual([
      'cancelPaymentIntent/responses/200/criteria/2',
    ])
  })
})

test('keeps a success that must be a rejection, although the same body is rejected in the usual state', async () => {
  const rejected = await exampleReply('leanrails', 400, 'body_malformed')
  const accepted = await exampleReply('leanrails', 200, 'with_reason')
  const report = await testSandbox({
    only: ['lifecycle'],
    behavior: async ({ body }, pass) => {
      if (body.byteLength === 0) return pass()
      const reply = await pass()
      return reply.body.includes('it has succeeded') ? accepted : rejected
    },
  })
  expect(report.rules.find(({ id }) => id === RULE)?.verdict).toBe('failed')
})

describe('does not fail a state', () => {
  test.each(['leanrails', 'stripe'] as const)(
    'if %s accepts every request in the final state: that one fails alone',
    async (api) => {
      const report = await testSandbox({
        api,
        faults: ['cancels-canceled'],
        only: ['lifecycle', 'idempotency'],
      })
      expect(failedStates(report)).toEqual(['cancelPaymentIntent/lifecycle/canceled'])
    },
  )

  test('if the errors of the final state lack their code: that one fails alone', async () => {
    const report = await testSandbox({
      api: 'stripe',
      only: ['lifecycle', 'idempotency'],
      behavior: async (_, pass) => {
        const reply = await pass()
        const body = reply.body.toString().replace('"code":"payment_intent_unexpected_state",', '')
        return /status of canceled/.test(body) ? changed(reply, { body }) : reply
      },
    })
    expect(failedStates(report)).toEqual(['cancelPaymentIntent/lifecycle/canceled'])
  })

  test('if the server rejects the body in every state', async () => {
    const rejection = await exampleReply('leanrails', 400, 'body_malformed')
    const report = await testSandbox({
      only: ['lifecycle'],
      behavior: ({ body }, pass) => (body.byteLength > 0 ? Promise.resolve(rejection) : pass()),
    })
    expect(failedRules(report)).toEqual([])
    expect(report.rules.filter(({ id }) => id.includes('/lifecycle/requires_'))).toHaveLength(4)
  })

  test('if a later rejection has objects where the success has their ids', async () => {
    const report = await testSandbox({
      api: 'stripe',
      only: ['lifecycle'],
      behavior: async (_, pass) => {
        const reply = await pass()
        if (reply.status !== 400) return reply
        const body = reply.body
          .toString()
          .replace(/"customer":("[^"]+")/, '"customer":{"id":$1,"object":"customer"}')
        return changed(reply, { body })
      },
    })
    // The description itself forbids them. That is no fault of the state.
    expect(failedRules(report)).toEqual([['cancelPaymentIntent/responses/400/criteria/2', expect.anything()]])
  })
})
