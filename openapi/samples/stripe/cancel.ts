// Needs STRIPE_KEY, a secret key, and PAYMENT_INTENT, an id. STRIPE_URL may name a sandbox.
import { createStripe } from '../../../generated/stripe/client.ts'

const { STRIPE_KEY: apiKey = '', STRIPE_URL: baseUrl, PAYMENT_INTENT: intent = '' } = process.env
const stripe = createStripe({ apiKey, baseUrl })

// The client tries again by itself, with the same key: broken connections, timeouts, 408, 409, 429 and 5xx.
async function cancel(idempotencyKey: string): Promise<void> {
  const result = await stripe.cancelPaymentIntent({
    intent,
    idempotencyKey, // without one the client makes a new key for this call
    body: { cancellation_reason: 'requested_by_customer' },
  })
  if (result.status === 200) {
    console.log(`${result.data.status}: ${result.data.cancellation_reason}`)
  } else if (result.status === 400) {
    console.log(`refused: ${result.error.error.code}`)
  } else {
    throw new Error(`${result.status}: ${result.error.error.message}`)
  }
}

await cancel(`cancel-${intent}`)
await cancel(`cancel-${intent}`) // as after a lost answer: the saved one comes back
await cancel(`again-${intent}`) // another cancellation: it is canceled already

// Prints:
// canceled: requested_by_customer
// canceled: requested_by_customer
// refused: payment_intent_unexpected_state
