// Needs STRIPE_KEY, a secret key, and PAYMENT_INTENT, an id. STRIPE_URL may name a sandbox.
import Stripe from 'stripe'

const { STRIPE_KEY = '', STRIPE_URL = 'https://api.stripe.com', PAYMENT_INTENT = '' } = process.env
const { hostname: host, port, protocol } = new URL(STRIPE_URL)
const stripe = new Stripe(STRIPE_KEY, {
  host,
  port: port || 443,
  protocol: protocol === 'http:' ? 'http' : 'https',
  maxNetworkRetries: 3, // retries broken connections, 409 and 5xx with the same key
})

async function cancel(idempotencyKey: string): Promise<void> {
  try {
    const intent = await stripe.paymentIntents.cancel(
      PAYMENT_INTENT,
      { cancellation_reason: 'requested_by_customer' },
      { idempotencyKey },
    )
    console.log(intent.status, intent.cancellation_reason)
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error
    if (error.code !== 'payment_intent_unexpected_state') throw error
    console.log(`rejected: ${error.statusCode} ${error.code}, it is ${error.payment_intent?.status}`)
  }
}

await cancel(`cancel-${PAYMENT_INTENT}`)
await cancel(`cancel-${PAYMENT_INTENT}`) // as after a lost response: the API returns the stored one
await cancel(`again-${PAYMENT_INTENT}`) // another cancellation: it is already canceled

// Prints:
// canceled requested_by_customer
// canceled requested_by_customer
// rejected: 400 payment_intent_unexpected_state, it is canceled
