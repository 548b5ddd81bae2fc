// Needs LEANRAILS_KEY, a secret key, and PAYMENT_INTENT, an id. LEANRAILS_URL may name a sandbox.
import { ApiError, createLeanRails } from '../../../generated/leanrails/client.ts'

const { LEANRAILS_KEY: apiKey = '', LEANRAILS_URL: baseUrl, PAYMENT_INTENT: id = '' } = process.env
const leanrails = createLeanRails({ apiKey, baseUrl })

// The key is a new UUID for each call and the same on every attempt. Errors contain it.
async function cancel(): Promise<void> {
  try {
    const intent = await leanrails.cancelPaymentIntent({ id }).orThrow()
    console.log(intent.status)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    console.log(`rejected: ${error.status} ${error.code}`)
  }
}

await cancel()
await cancel()

// Prints:
// canceled
// rejected: 400 payment_intent_unexpected_state
