// Needs LEANRAILS_KEY, a secret key, and PAYMENT_INTENT, an id. LEANRAILS_URL may name a sandbox.
import { createLeanRails } from '../../../generated/leanrails/client.ts'

const { LEANRAILS_KEY: apiKey = '', LEANRAILS_URL: baseUrl, PAYMENT_INTENT: id = '' } = process.env
const leanrails = createLeanRails({ apiKey, baseUrl })

// The client tries again by itself, with the same key: broken connections, timeouts, 408, 409, 429 and 5xx.
async function cancel(idempotencyKey: string): Promise<void> {
  const result = await leanrails.cancelPaymentIntent({
    id,
    idempotencyKey, // without one the client makes a new key for this call
    body: { cancellation_reason: 'Ordered twice' },
  })
  if (result.status === 200) {
    console.log(`${result.data.status}: ${result.data.cancellation_reason}`)
  } else if (result.status === 400) {
    console.log(`refused: ${result.error.error.code}`)
  } else {
    throw new Error(`${result.status}: ${result.error.error.message}`)
  }
}

await cancel(`cancel-${id}`)
await cancel(`cancel-${id}`) // as after a lost answer: the saved one comes back
await cancel(`again-${id}`) // another cancellation: it is canceled already

// Prints:
// canceled: Ordered twice
// canceled: Ordered twice
// refused: payment_intent_unexpected_state
