// Needs LEANRAILS_KEY, a secret key, and PAYMENT_INTENT, an id. LEANRAILS_URL may name a sandbox.
import { createLeanRails } from '../../../generated/leanrails/client.ts'

const { LEANRAILS_KEY: apiKey = '', LEANRAILS_URL: baseUrl, PAYMENT_INTENT: id = '' } = process.env
const leanrails = createLeanRails({ apiKey, baseUrl })

// The client retries broken connections, timeouts, 408, 409, 429 and 5xx with the same key.
async function cancel(idempotencyKey: string): Promise<void> {
  const result = await leanrails.cancelPaymentIntent({
    id,
    idempotencyKey, // default: a new key for each call
    body: { cancellation_reason: 'Ordered twice' },
  })
  if (result.status === 200) {
    console.log(`${result.data.status}: ${result.data.cancellation_reason}`)
  } else if (result.status === 400) {
    console.log(`rejected: ${result.error.error.code}`)
  } else {
    throw new Error(`${result.status}: ${result.error.error.message}`)
  }
}

await cancel(`cancel-${id}`)
await cancel(`cancel-${id}`) // as after a lost response: the API returns the stored one
await cancel(`again-${id}`) // another cancellation: it is already canceled

// Prints:
// canceled: Ordered twice
// canceled: Ordered twice
// rejected: payment_intent_unexpected_state
