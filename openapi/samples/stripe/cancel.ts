// Needs STRIPE_KEY, a secret key, and PAYMENT_INTENT, an id. STRIPE_URL may name a sandbox.
import { createStripe } from '../../../generated/stripe/client.ts'

const { STRIPE_KEY: apiKey = '', STRIPE_URL: baseUrl, PAYMENT_INTENT: intent = '' } = process.env
const stripe = createStripe({ apiKey, baseUrl })

// The client retries broken connections, timeouts, 408, 409, 429 and 5xx with the same key.
async function cancel(idempotencyKey: string): Promise<void> {
  const result = await stripe.cancelPaymentIntent({
    intent,
    idempotencyKey, // default: a new key for each call
    body: { cancellation_reason: 'requested_by_customer' },
  })
  if (result.status === 200) {
    console.log(`${result.data.status}: ${result.data.cancellation_reason}`)
  } else if (result.status === 400) {
    console.log(`rejected: ${result.error.error.code}`)
  } else {
    throw new Error(`${result.status}: ${result.error.error.message}`)
  }
}

await cancel(`cancel-${intent}`)
await cancel(`cancel-${intent}`) // as after a lost response: the API returns the stored one
await cancel(`again-${intent}`) // another cancellation: it is already canceled

// Prints:
// canceled: requested_by_customer
// canceled: requested_by_customer
// rejected: payment_intent_unexpected_state
