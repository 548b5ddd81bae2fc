/** Creates a PaymentIntent in each state that a test account of LeanRails reaches, by LeanRails' own calls. */

const confirmed = { payment_method: 'pm_card_visa', confirm: true }

const states = {
  requires_payment_method: {},
  requires_confirmation: { payment_method: 'pm_card_visa' },
  requires_action: { ...confirmed, payment_method: 'pm_card_authenticationRequired' },
  requires_capture: { ...confirmed, capture_method: 'manual' },
  succeeded: { ...confirmed, capture_method: 'manual' },
  canceled: {},
  processing: { ...confirmed, payment_method: 'pm_usBankAccount_processing' },
}

const post = async ({ baseUrl, apiKey, fetch }, path, fields = {}) => {
  const response = await fetch(`${baseUrl}/v1/payment_intents${path}`, {
    method: 'POST',
    headers: {
      Authorization: `Basic ${btoa(`${apiKey}:`)}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': crypto.randomUUID(),
    },
    body: JSON.stringify(fields),
  })
  const body = await response.json()
  if (!response.ok) throw new Error(`${path || 'create'}: ${response.status} ${JSON.stringify(body)}`)
  return body
}

/** @type {import('openapi-contracts/contract').Fixtures} */
export default {
  async create(state, context) {
    if (!Object.hasOwn(states, state)) return undefined
    let intent = await post(context, '', { amount: 2000, currency: 'usd', ...states[state] })
    if (state === 'succeeded') intent = await post(context, `/${intent.id}/capture`)
    if (state === 'canceled') intent = await post(context, `/${intent.id}/cancel`)
    if (intent.status !== state) throw new Error(`The PaymentIntent is ${intent.status}, not ${state}.`)
    return { id: intent.id, resource: intent }
  },

  /** Captures or cancels, where one of these leads to the state. */
  async move({ id }, state, context) {
    const action = { succeeded: 'capture', canceled: 'cancel' }[state]
    if (action === undefined) return false
    return post(context, `/${id}/${action}`).then(
      () => true,
      () => false,
    )
  },
}
