/**
 * The argument that the contract passes to a fixture module.
 *
 * @typedef {{ readonly baseUrl: string, readonly apiKey: string, readonly fetch: typeof fetch }} FixtureContext
 */

/** The contract's fixtures for a sandbox. They use its admin requests. */
export default {
  /**
   * Creates a PaymentIntent in `state` for the merchant of the key. Returns its path parameters (`id` for LeanRails,
   * `intent` for Stripe) and the PaymentIntent as `resource`, or undefined for a state that the sandbox does not have.
   *
   * @param {string} state
   * @param {FixtureContext} context
   * @throws Error if the sandbox rejects the request for another reason, such as a wrong key.
   */
  async create(state, context) {
    return createIntent({ status: state }, context)
  },

  /**
   * Creates a PaymentIntent for which the next valid request receives `status` (429 or 500), once. Returns undefined
   * for a status code that the sandbox cannot provoke.
   *
   * @param {string} status
   * @param {FixtureContext} context
   */
  async provoke(status, context) {
    return createIntent({ status: 'requires_payment_method', next_response: Number(status) }, context)
  },

  /**
   * Moves a PaymentIntent to another status. Returns whether the sandbox has it.
   *
   * @param {{ readonly id?: string, readonly intent?: string }} parameters
   * @param {string} state
   * @param {FixtureContext} context
   */
  async move({ id, intent }, state, context) {
    const response = await sendAdmin(`/${id ?? intent ?? ''}`, { status: state }, context)
    await response.body?.cancel()
    return response.ok
  },
}

/**
 * @param {{ readonly status: string, readonly next_response?: number }} spec
 * @param {FixtureContext} context
 * @returns {Promise<{ readonly id?: string, readonly intent?: string, readonly resource: object } | undefined>}
 */
async function createIntent(spec, context) {
  const { baseUrl } = context
  const response = await sendAdmin('', spec, context)
  if (response.status === 400) {
    await response.body?.cancel()
    return undefined
  }
  if (!response.ok) {
    await response.body?.cancel()
    throw new Error(
      `The sandbox at ${baseUrl} did not create a PaymentIntent in ${spec.status}: it returned ${response.status}.`,
    )
  }
  const created = /** @type {{ path_parameters: Record<string, string>, payment_intent: object }} */ (
    await response.json()
  )
  return { ...created.path_parameters, resource: created.payment_intent }
}

/**
 * @param {string} rest
 * @param {object} body
 * @param {FixtureContext} context
 */
function sendAdmin(rest, body, { baseUrl, apiKey, fetch }) {
  return fetch(`${baseUrl}/_sandbox/payment_intents${rest}`, {
    method: 'POST',
    headers: {
      Authorization: `Basic ${Buffer.from(`${apiKey}:`).toString('base64')}`,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify(body),
  })
}
