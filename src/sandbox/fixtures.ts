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
  async create(
    state: string,
    { baseUrl, apiKey, fetch }: FixtureContext,
  ): Promise<Record<string, string> | undefined> {
    const response = await fetch(new URL('/_sandbox/payment_intents', baseUrl), {
      method: 'POST',
      headers: {
        Authorization: `Basic ${Buffer.from(`${apiKey}:`).toString('base64')}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({ status: state }),
    })
    if (response.status === 400) {
      await response.body?.cancel()
      return undefined
    }
    if (!response.ok) {
      await response.body?.cancel()
      throw new Error(
        `The sandbox at ${baseUrl} made no PaymentIntent in ${state}: it answered ${response.status}.`,
      )
    }
    const made = (await response.json()) as { readonly path_parameters: Record<string, string> }
    return made.path_parameters
  },
}
