import { describe, expect, it } from 'vitest'
import fixtures from '../../src/sandbox/fixtures.ts'
import { statuses } from '../../src/sandbox/intents.ts'
import { apiNames } from '../../src/sandbox/keys.ts'
import { withSandbox } from './tester.ts'

describe.each(apiNames)('the fixtures of %s', (api) => {
  const parameter = api === 'leanrails' ? 'id' : 'intent'

  it.each(statuses)('make a fresh PaymentIntent in %s for either merchant', async (state) => {
    await withSandbox(api, {}, async (t) => {
      for (const apiKey of [t.sandbox.keys.secret, t.sandbox.keys.other]) {
        const made = await fixtures.create(state, { baseUrl: t.sandbox.url, apiKey, fetch })
        expect(Object.keys(made ?? {})).toEqual([parameter])
        const shown = await t.admin('GET', `/${made?.[parameter] ?? ''}`, undefined, apiKey)
        expect(shown.json?.['payment_intent']).toMatchObject({
          id: made?.[parameter],
          status: state,
          canceled_at: state === 'canceled' ? (expect.any(Number) as number) : null,
        })
      }
    })
  })

  it('make nothing in a state that there is not', async () => {
    await withSandbox(api, {}, async (t) => {
      const context = { baseUrl: t.sandbox.url, apiKey: t.sandbox.keys.secret, fetch }
      expect(await fixtures.create('shipped', context)).toBeUndefined()
    })
  })

  it('say why they cannot: a wrong key', async () => {
    await withSandbox(api, {}, async (t) => {
      const context = { baseUrl: t.sandbox.url, apiKey: 'sk_test_wrong', fetch }
      await expect(fixtures.create('canceled', context)).rejects.toThrow(
        /made no PaymentIntent in canceled: .* 401/,
      )
    })
  })

  it('do not feel faults', async () => {
    await withSandbox(api, { faults: ['auth-any-key', 'amount-missing', 'error-in-html'] }, async (t) => {
      expect(await t.look(await t.make())).toMatchObject({ amount: 2000 })
      expect((await t.admin('GET', '/pi_unknown')).status).toBe(404)
    })
  })

  it.each([
    ['{', 'The body must be JSON'],
    ['null', '"status" must be one of requires_payment_method, '],
    ['{"status":"canceled","colour":1}', 'Unknown field "colour"; there are amount, '],
    ['{"status":"canceled","amount":-1}', 'The field "amount" has a wrong value.'],
    ['{"status":"canceled","metadata":{"a":1}}', 'The field "metadata" has a wrong value.'],
    ['{"status":"canceled","__proto__":1}', 'Unknown field "__proto__"'],
  ])('the admin call refuses %s', async (body, message) => {
    await withSandbox(api, {}, async (t) => {
      const answer = await t.admin('POST', '', body)
      expect(answer.status).toBe(400)
      expect((answer.json?.['error'] as { message: string }).message).toContain(message)
    })
  })

  it('the admin call takes every choice', async () => {
    const choices = {
      amount: 5,
      currency: 'eur',
      created: 1,
      canceled_at: 2,
      cancellation_reason: 'duplicate',
      customer: null,
      description: null,
      metadata: {},
    }
    await withSandbox(api, {}, async (t) => {
      expect(await t.look(await t.order({ status: 'canceled', ...choices }))).toMatchObject(choices)
    })
  })
})
