/** What the contract's runner hands to a fixture module. */
export interface FixtureContext {
  readonly baseUrl: string
  readonly apiKey: string
  readonly fetch: typeof fetch
}

/** The contract's fixtures for a sandbox, made with its admin call. */
export default {
  /**
   * A fresh PaymentIntent in `state` that belongs to the key: its path parameters (`id` at LeanRails,
   * `intent` at Stripe). Undefined for a state that the sandbox does not know.
   *
   * @throws Error when the sandbox refuses for another reason, such as a wrong key.
   */
  async create(state: string, context: FixtureContext): Promise<Record<string, string> | undefined> {
    return make({ status: state }, context)
  },

  /**
   * A fresh PaymentIntent on which the next valid request is answered with `status` (429 or 500), once.
   * Undefined for a status that cannot be ordered.
   */
  async provoke(status: string, context: FixtureContext): Promise<Record<string, string> | undefined> {
    return make({ status: 'requires_payment_method', next_answer: Number(status) }, context)
  },
}

async function make(
  order: { readonly status: string; readonly next_answer?: number },
  { baseUrl, apiKey, fetch }: FixtureContext,
): Promise<Record<string, string> | undefined> {
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
  const made = (await response.json()) as { readonly path_parameters: Record<string, string> }
  return made.path_parameters
}
