import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { schemaValidator } from './schema-validator.ts'

/** A sample of the document from which a description was written, as it stands there. */
function seed(name: string): Record<string, unknown> {
  const text = readFileSync(new URL(`seeds/${name}.json`, import.meta.url), 'utf8')
  return JSON.parse(text) as Record<string, unknown>
}

const leanrails = await schemaValidator('leanrails')
const stripe = await schemaValidator('stripe')

test('the request that LeanRails shows is valid', () => {
  expect(leanrails('CancelRequest', seed('leanrails-request'))).toEqual([])
})

test('the response that LeanRails shows is a PaymentIntent', () => {
  expect(leanrails('PaymentIntent', seed('leanrails-response'))).toEqual([])
})

// The sample says `requires_payment_method` beside a `canceled_at`: the first value of the enum, put there by the
// generator of that page, and no possible answer to a cancellation.
test('the response that LeanRails shows is a canceled one, but for its placeholder of a status', () => {
  const sample = seed('leanrails-response')
  expect(leanrails('CanceledPaymentIntent', sample)).toEqual(['/status must be equal to constant'])
  expect(leanrails('CanceledPaymentIntent', { ...sample, status: 'canceled' })).toEqual([])
})

test('the response that Stripe shows is a canceled PaymentIntent', () => {
  expect(stripe('CanceledPaymentIntent', seed('stripe-response'))).toEqual([])
})

test.each(Object.keys(seed('stripe-response')))('Stripe always sends %s', (field) => {
  const rest = Object.entries(seed('stripe-response')).filter(([name]) => name !== field)
  expect(stripe('PaymentIntent', Object.fromEntries(rest))).toEqual([
    ` must have required property '${field}'`,
  ])
})

test('a LeanRails PaymentIntent has what its page calls required, and nothing more must be there', () => {
  const required = ['id', 'object', 'amount', 'currency', 'status', 'created', 'livemode']
  const sample = seed('leanrails-response')
  const smallest = Object.fromEntries(required.map((field) => [field, sample[field]]))
  expect(leanrails('PaymentIntent', smallest)).toEqual([])
  expect(leanrails('PaymentIntent', {})).toEqual(
    required.map((field) => ` must have required property '${field}'`),
  )
})

test('an amount that JavaScript cannot hold exactly is refused', () => {
  const sample = seed('stripe-response')
  expect(stripe('PaymentIntent', { ...sample, amount: 2 ** 53 })).toEqual([
    '/amount must be <= 9007199254740991',
  ])
  expect(stripe('PaymentIntent', { ...sample, created: 1_680_800_504_000 })).toEqual([
    '/created must be <= 99999999999',
  ])
})
