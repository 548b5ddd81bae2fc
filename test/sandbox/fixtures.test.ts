import { describe, expect, it } from 'vitest'
import fixtures from '../../src/sandbox/fixtures.js'
import * as leanrails from '../../generated/leanrails/validators/index.ts'
import * as stripe from '../../generated/stripe/validators/index.ts'
import { statuses } from '../../src/sandbox/intent.ts'
import { apiNames } from '../../src/sandbox/keys.ts'
import { paymentKindsIn } from '../../src/sandbox/payment-kinds.ts'
import { leanrailsPaymentKinds } from '../../src/sandbox/leanrails/payment-kinds.ts'
import { stripePaymentKinds } from '../../src/sandbox/stripe/payment-kinds.ts'
import { withSandbox } from './tester.ts'

const paymentKinds = { leanrails: leanrailsPaymentKinds, stripe: stripePaymentKinds }
const validators = {
  leanrails: {
    intent: leanrails.validatePaymentIntent,
    canceled: leanrails.validateCanceledPaymentIntent,
  },
  stripe: { intent: stripe.validatePaymentIntent, canceled: stripe.validateCanceledPaymentIntent },
}

describe.each(apiNames)('the fixtures of %s', (api) => {
  const parameter = api === 'leanrails' ? 'id' : 'intent'

  it.each(statuses)('create a PaymentIntent in %s for each merchant', async (state) => {
    await withSandbox(api, {}, async (t) => {
      for (const apiKey of [t.sandbox.keys.secret, t.sandbox.keys.other]) {
        const fixture = await fixtures.create(state, { baseUrl: t.sandbox.url, apiKey, fetch })
        expect(Object.keys(fixture ?? {})).toEqual([parameter, 'resource'])
        const stored = await t.admin('GET', `/${fixture?.[parameter] ?? ''}`, undefined, apiKey)
        expect(stored.json?.['payment_intent']).toEqual(fixture?.resource)
        expect(stored.json?.['payment_intent']).toMatchObject({
          id: fixture?.[parameter],
          status: state,
          canceled_at: state === 'canceled' ? (expect.any(Number) as number) : null,
        })
      }
    })
  })

  it('return undefined for an unknown state and for a status code that they cannot provoke', async () => {
    await withSandbox(api, {}, async (t) => {
      const context = { baseUrl: t.sandbox.url, apiKey: t.sandbox.keys.secret, fetch }
      expect(await fixtures.create('shipped', context)).toBeUndefined()
      expect(await fixtures.provoke('503', context)).toBeUndefined()
    })
  })

  it('provoke a 429 that does not consume the idempotency key', async () => {
    await withSandbox(api, {}, async (t) => {
      const id = await t.provoke('429')
      const first = await t.cancel(id, { key: 'busy' })
      expect([first.status, first.headers['retry-after']]).toEqual([429, '1'])
      expect((await t.cancel(id, { key: 'busy' })).status).toBe(200)
    })
  })

  it(`provoke a 500 that is ${api === 'stripe' ? '' : 'not '}stored for its key`, async () => {
    await withSandbox(api, {}, async (t) => {
      const id = await t.provoke('500')
      const first = await t.cancel(id, { key: 'fails' })
      expect([first.status, (await t.read(id))['status']]).toEqual([500, 'requires_payment_method'])
      const again = await t.cancel(id, { key: 'fails' })
      if (api === 'stripe') {
        expect([again.status, again.text]).toEqual([500, first.text])
        expect(again.headers['idempotent-replayed']).toBe('true')
        expect((await t.cancel(id)).status).toBe(200)
      } else {
        expect(again.status).toBe(200)
      }
    })
  })

  it('rotate the payment kinds, the plain one first', async () => {
    await withSandbox(api, {}, async (t) => {
      const names = paymentKindsIn(paymentKinds[api], 'requires_payment_method')
      const shown: string[] = []
      for (let round = 0; round <= names.length; round += 1) {
        const intent = await t.read(await t.createWith({ status: 'requires_payment_method', created: 1 }))
        shown.push(JSON.stringify(intent).replaceAll(/(pi|ch)_\w+/g, '$1_…'))
      }
      expect(new Set(shown.slice(0, names.length)).size).toBe(names.length)
      expect(shown.at(-1)).toBe(shown[0])
    })
  })

  const each = statuses.flatMap((status) =>
    paymentKindsIn(paymentKinds[api], status).map((kind) => ({ kind, status })),
  )
  it.each(each)('create a valid PaymentIntent of the kind $kind in $status', async (spec) => {
    await withSandbox(api, {}, async (t) => {
      const id = await t.createWith(spec)
      expect(validators[api].intent(await t.read(id)) || validators[api].intent.errors).toBe(true)
      const response = await t.cancel(id)
      if (response.status === 200) {
        expect(validators[api].canceled(response.json) || validators[api].canceled.errors).toBe(true)
      }
    })
  })

  it('throw an error that names the status code for a wrong API key', async () => {
    await withSandbox(api, {}, async (t) => {
      const context = { baseUrl: t.sandbox.url, apiKey: 'sk_test_wrong', fetch }
      await expect(fixtures.create('canceled', context)).rejects.toThrow(
        /did not create a PaymentIntent in canceled: .* 401/,
      )
    })
  })

  it('are not affected by faults', async () => {
    await withSandbox(
      api,
      { faults: ['auth-not-needed', 'currency-missing', 'error-in-html'] },
      async (t) => {
        expect(await t.read(await t.create())).toMatchObject({ amount: 2000 })
        expect((await t.admin('GET', '/pi_unknown')).status).toBe(404)
      },
    )
  })

  it.each([
    ['{', 'The body must be JSON'],
    ['null', '"status" must be one of requires_payment_method, '],
    ['{"status":"canceled","colour":1}', 'Unknown field "colour". The fields are status, '],
    ['{"status":"canceled","amount":-1}', 'Invalid value of "amount": -1.'],
    ['{"status":"canceled","metadata":{"a":1}}', 'Invalid value of "metadata": {"a":1}.'],
    ['{"status":"canceled","__proto__":1}', 'Unknown field "__proto__"'],
    ['{"status":"canceled","kind":"odd"}', '"kind" must be one of plain, guest, declined, '],
    ['{"status":"canceled","kind":"constructor"}', '"kind" must be one of plain, '],
    ['{"status":"succeeded","kind":"declined"}', ' for the status succeeded.'],
    ['{"status":"canceled","next_response":418}', '"next_response" must be one of 429, 500'],
  ])('reject the admin request %s', async (body, message) => {
    await withSandbox(api, {}, async (t) => {
      const response = await t.admin('POST', '', body)
      expect(response.status).toBe(400)
      expect((response.json?.['error'] as { message: string }).message).toContain(message)
    })
  })

  it('accept every field of the admin request', async () => {
    const fields = {
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
      expect(await t.read(await t.createWith({ status: 'canceled', ...fields }))).toMatchObject(fields)
    })
  })
})
