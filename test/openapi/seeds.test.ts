import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { schemaValidator } from './schema-validator.ts'

/** Reads an unchanged sample of the provider's page from which the description was written. */
function seed(name: string): Record<string, unknown> {
  const text = readFileSync(new URL(`seeds/${name}.json`, import.meta.url), 'utf8')
  return JSON.parse(text) as Record<string, unknown>
}

const leanrails = await schemaValidator('leanrails')
const stripe = await schemaValidator('stripe')

test('the sample request of LeanRails is valid', () => {
  expect(leanrails('CancelRequest', seed('leanrails-request'))).toEqual([])
})

test('the sample response of LeanRails is a PaymentIntent', () => {
  expect(leanrails('PaymentIntent', seed('leanrails-response'))).toEqual([])
})

// The sample has `requires_payment_method` together with a `canceled_at`. The generator of that page inserts the first
// value of the enum, which is not a possible response to a cancellation.
test('the sample response of LeanRails is a canceled PaymentIntent except for its placeholder status', () => {
  const sample = seed('leanrails-response')
  expect(leanrails('CanceledPaymentIntent', sample)).toEqual(['/status must be equal to constant'])
  expect(leanrails('CanceledPaymentIntent', { ...sample, status: 'canceled' })).toEqual([])
})

test('the sample response of Stripe is a canceled PaymentIntent', () => {
  expect(stripe('CanceledPaymentIntent', seed('stripe-response'))).toEqual([])
})

// The official types call these two optional, although the sample has them.
const OPTIONAL = ['amount_details', 'transfer_data']
const withoutField = (field: string) =>
  stripe(
    'PaymentIntent',
    Object.fromEntries(Object.entries(seed('stripe-response')).filter(([name]) => name !== field)),
  )

test.each(Object.keys(seed('stripe-response')).filter((field) => !OPTIONAL.includes(field)))(
  'requires %s in a PaymentIntent of Stripe',
  (field) => {
    expect(withoutField(field)).toEqual([` must have required property '${field}'`])
  },
)

test.each(OPTIONAL)('does not require %s in a PaymentIntent of Stripe', (field) => {
  expect(withoutField(field)).toEqual([])
})

test('requires only the fields in a PaymentIntent of LeanRails that its page calls required', () => {
  const required = ['id', 'object', 'amount', 'currency', 'status', 'created', 'livemode']
  const sample = seed('leanrails-response')
  const smallest = Object.fromEntries(required.map((field) => [field, sample[field]]))
  expect(leanrails('PaymentIntent', smallest)).toEqual([])
  expect(leanrails('PaymentIntent', {})).toEqual(
    required.map((field) => ` must have required property '${field}'`),
  )
})

test('rejects an amount that JavaScript cannot represent exactly and a time in milliseconds', () => {
  const sample = seed('stripe-response')
  expect(stripe('PaymentIntent', { ...sample, amount: 2 ** 53 })).toEqual([
    '/amount must be <= 9007199254740991',
  ])
  expect(stripe('PaymentIntent', { ...sample, created: 1_680_800_504_000 })).toEqual([
    '/created must be <= 99999999999',
  ])
})
