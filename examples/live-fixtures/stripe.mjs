/** Creates a PaymentIntent in each state that a test account of Stripe reaches, by Stripe's own calls. */

const card = { 'payment_method_types[]': 'card' }
const confirmed = { ...card, confirm: 'true', return_url: 'https://example.com' }

const states = {
  requires_payment_method: card,
  requires_confirmation: { ...card, payment_method: 'pm_card_visa' },
  requires_action: { ...confirmed, payment_method: 'pm_card_authenticationRequired' },
  requires_capture: { ...confirmed, payment_method: 'pm_card_visa', capture_method: 'manual' },
  succeeded: { ...confirmed, payment_method: 'pm_card_visa', capture_method: 'manual' },
  canceled: card,
  processing: {
    confirm: 'true',
    'payment_method_types[]': 'us_bank_account',
    payment_method: 'pm_usBankAccount_processing',
    'mandate_data[customer_acceptance][type]': 'offline',
  },
}

const post = async ({ baseUrl, apiKey, fetch }, path, fields = {}) => {
  const response = await fetch(`${baseUrl}/v1/payment_intents${path}`, {
    method: 'POST',
    headers: {
      Authorization: `Basic ${btoa(`${apiKey}:`)}`,
      'Content-Type': 'application/x-www-form-urlencoded',
      'Idempotency-Key': crypto.randomUUID(),
    },
    body: String(new URLSearchParams(fields)),
  })
  const body = await response.json()
  if (!response.ok) throw new Error(`${path || 'create'}: ${response.status} ${JSON.stringify(body)}`)
  return body
}

/** @type {import('openapi-contracts/contract').Fixtures} */
export default {
  async create(state, context) {
    if (!Object.hasOwn(states, state)) return undefined
    let intent = await post(context, '', { amount: '2000', currency: 'usd', ...states[state] })
    if (state === 'succeeded') intent = await post(context, `/${intent.id}/capture`)
    if (state === 'canceled') intent = await post(context, `/${intent.id}/cancel`)
    if (intent.status !== state) throw new Error(`The PaymentIntent is ${intent.status}, not ${state}.`)
    return { intent: intent.id, resource: intent }
  },

  /** Captures or cancels, where one of these leads to the state. */
  async move({ intent }, state, context) {
    const action = { succeeded: 'capture', canceled: 'cancel' }[state]
    if (action === undefined) return false
    return post(context, `/${intent}/${action}`).then(
      () => true,
      () => false,
    )
  },
}
