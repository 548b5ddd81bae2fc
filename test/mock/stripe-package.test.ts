import { randomUUID } from 'node:crypto'
import Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startMock } from '../../src/mock/index.ts'
import type { RunningMock } from '../../src/mock/index.ts'

/** The official package, with the mock as its server. */
let mock: RunningMock
let stripe: Stripe

function connect(key: string, options: { maxNetworkRetries?: number } = {}): Stripe {
  const { hostname, port } = new URL(mock.url)
  return new Stripe(key, {
    host: hostname,
    port: Number(port),
    protocol: 'http',
    telemetry: false,
    maxNetworkRetries: 0,
    ...options,
  })
}

beforeAll(async () => {
  mock = await startMock('stripe')
  stripe = connect('sk_test_a')
})

afterAll(() => mock.close())

/** Returns the error of a call that must fail. */
async function errorOf(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(Stripe.errors.StripeError)
  return error as Stripe.errors.StripeError
}

describe('the official stripe package', () => {
  test('cancels, and gets the values that it sent', async () => {
    const intent = await stripe.paymentIntents.cancel('pi_1', {
      cancellation_reason: 'duplicate',
      expand: ['payment_method', 'customer'],
    })
    expect(intent).toMatchObject({ id: 'pi_1', status: 'canceled', cancellation_reason: 'duplicate' })
    expect(Math.abs(Date.now() / 1000 - (intent.canceled_at ?? 0))).toBeLessThan(5)
    expect(intent.lastResponse.requestId).toMatch(/^req_/)
  })

  test('gets the typed error for a canceled resource', async () => {
    await stripe.paymentIntents.cancel('pi_2')
    const error = await errorOf(stripe.paymentIntents.cancel('pi_2'))
    expect(error).toBeInstanceOf(Stripe.errors.StripeInvalidRequestError)
    expect(error).toMatchObject({ statusCode: 400, code: 'payment_intent_unexpected_state' })
    expect(error.payment_intent).toMatchObject({ id: 'pi_2', status: 'canceled' })
  })

  test('gets the typed error for each state, id, key and parameter', async () => {
    const succeeded = await errorOf(stripe.paymentIntents.cancel('pi_succeeded_1'))
    expect(succeeded.payment_intent).toMatchObject({ id: 'pi_succeeded_1', status: 'succeeded' })
    const missing = await errorOf(stripe.paymentIntents.cancel('pi_none_1'))
    expect(missing).toMatchObject({ statusCode: 404, code: 'resource_missing', param: 'intent' })
    const reason = { cancellation_reason: 'boredom' } as unknown as Stripe.PaymentIntentCancelParams
    expect(await errorOf(stripe.paymentIntents.cancel('pi_3', reason))).toMatchObject({
      statusCode: 400,
      param: 'cancellation_reason',
    })
    const wrong = await errorOf(connect('pk_test_51NotASecretKey').paymentIntents.cancel('pi_3'))
    expect(wrong).toBeInstanceOf(Stripe.errors.StripeAuthenticationError)
  })

  test('replays with an idempotency key, and rejects another request with it', async () => {
    const idempotencyKey = randomUUID()
    const first = await stripe.paymentIntents.cancel('pi_4', {}, { idempotencyKey })
    const again = await stripe.paymentIntents.cancel('pi_4', {}, { idempotencyKey })
    expect(again).toEqual(first)
    expect(again.lastResponse.headers['idempotent-replayed']).toBe('true')
    const reused = await errorOf(stripe.paymentIntents.cancel('pi_5', {}, { idempotencyKey }))
    expect(reused).toBeInstanceOf(Stripe.errors.StripeIdempotencyError)
  })

  test('gets the stored response when it retries after a lost response', async () => {
    const lossy = await startMock('stripe', { failRate: 0.5, failWith: ['reset'], seed: 3 })
    try {
      const { hostname, port } = new URL(lossy.url)
      const patient = new Stripe('sk_test_a', {
        host: hostname,
        port: Number(port),
        protocol: 'http',
        maxNetworkRetries: 5,
      })
      const intents = await Promise.all(
        ['a', 'b', 'c', 'd'].map((id) => patient.paymentIntents.cancel(`pi_${id}`)),
      )
      expect(intents.map(({ status }) => status)).toEqual(Array.from({ length: 4 }, () => 'canceled'))
      const replayed = intents.filter(
        ({ lastResponse }) => lastResponse.headers['idempotent-replayed'] === 'true',
      )
      expect(replayed.length).toBeGreaterThan(0)
    } finally {
      await lossy.close()
    }
  })
})
