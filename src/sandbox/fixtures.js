/**
 * What the contract hands to a fixture module.
 *
 * @typedef {{ readonly baseUrl: string, readonly apiKey: string, readonly fetch: typeof fetch }} FixtureContext
 */

/** The contract's fixtures for a sandbox, made with its admin call. */
export default {
  /**
   * A fresh PaymentIntent in `state` that belongs to the key: its path parameters (`id` at LeanRails,
   * `intent` at Stripe). Undefined for a state that the sandbox does not know.
   *
   * @param {string} state
   * @param {FixtureContext} context
   * @throws Error when the sandbox refuses for another reason, such as a wrong key.
   */
  async create(state, context) {
    return make({ status: state }, context)
  },

  /**
   * A fresh PaymentIntent on which the next valid request is answered with `status` (429 or 500), once.
   * Undefined for a status that cannot be ordered.
   *
   * @param {string} status
   * @param {FixtureContext} context
   */
  async provoke(status, context) {
    return make({ status: 'requires_payment_method', next_response: Number(status) }, context)
  },
}

/**
 * @param {{ readonly status: string, readonly next_response?: number }} order
 * @param {FixtureContext} context
 * @returns {Promise<Record<string, string> | undefined>}
 */
async function make(order, { baseUrl, apiKey, fetch }) {
  const response = await fetch(new URL('/_sandbox/payment_intents', baseUrl), {
    method: 'POST',
    headers: {
      Authorization: `Basic ${Buffer.from(`${apiKey}:`).toString('base64')}`,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify(order),
  })
  if (response.status === 400) {
    await response.body?.cancel()
    return undefined
  }
  if (!response.ok) {
    await response.body?.cancel()
    throw new Error(
      `The sandbox at ${baseUrl} made no PaymentIntent in ${order.status}: it answered ${response.status}.`,
    )
  }
  const made = /** @type {{ path_parameters: Record<string, string> }} */ (await response.json())
  return made.path_parameters
}
