import createClient from 'openapi-fetch'
import Stripe from 'stripe'
import { createLeanRails, validate } from '../../generated/leanrails/client.ts'
import type { LeanRailsOptions } from '../../generated/leanrails/client.ts'
import type { paths } from '../../generated/leanrails/types.ts'
import type { Ky } from './peers.ts'

/** The result of a call, as the client reports it. */
export type CallOutcome = { readonly value: unknown } | { readonly returned: string }

export interface Client {
  readonly name: string
  /** The program that is bundled to measure the size: it makes a client and calls cancel. */
  readonly entry: string
  readonly cancel: (id: string) => Promise<CallOutcome>
}

const apiKey = 'sk_test_bench'
const body = { cancellation_reason: 'duplicate' } as const
const TIMEOUT = 1000

/** The generated client, with a timeout of one second for each attempt. */
export function ours(
  baseUrl: string,
  options: { validate: boolean; middleware?: LeanRailsOptions['middleware'] },
): Client {
  const leanrails = createLeanRails({
    apiKey,
    baseUrl,
    timeout: TIMEOUT,
    validate: options.validate ? validate : undefined,
    middleware: options.middleware,
  })
  return {
    name: options.middleware === undefined ? 'ours' : 'ours, with middleware',
    entry: `import { createLeanRails } from './generated/leanrails/client.ts'
      await createLeanRails({ apiKey: 'sk_test_123' }).cancelPaymentIntent({ id: 'pi_1' })`,
    cancel: async (id) => {
      const result = await leanrails.cancelPaymentIntent({ id, body })
      return result.ok ? { value: result.data } : { returned: String(result.status) }
    },
  }
}

/** Each client as in its documentation, with a timeout of one second for each attempt if it supports one. */
export function clientsOf(baseUrl: string, ky: Ky, options: { validate: boolean }): readonly Client[] {
  const authorization = `Basic ${btoa(`${apiKey}:`)}`
  const openapiFetch = createClient<paths>({ baseUrl, headers: { Authorization: authorization } })
  const { hostname, port } = new URL(baseUrl)
  const stripe = new Stripe(apiKey, { host: hostname, port, protocol: 'http', timeout: TIMEOUT })
  const api = ky.create({
    prefix: baseUrl,
    headers: { Authorization: authorization },
    timeout: TIMEOUT,
    // By default a POST is not retried.
    retry: { limit: 2, methods: ['post'] },
  })
  return [
    ours(baseUrl, options),
    {
      name: 'openapi-fetch',
      entry: `import createClient from 'openapi-fetch'
        await createClient({ baseUrl: 'https://api.leanrails.com', headers: { Authorization: 'Basic x' } }).POST(
          '/v1/payment_intents/{id}/cancel',
          { params: { path: { id: 'pi_1' }, header: { 'Idempotency-Key': crypto.randomUUID() } } })`,
      cancel: async (id) => {
        const header = { 'Idempotency-Key': crypto.randomUUID() }
        const init = { params: { path: { id }, header }, body }
        const { data, error, response } = await openapiFetch.POST('/v1/payment_intents/{id}/cancel', init)
        return error === undefined && response.ok ? { value: data } : { returned: String(response.status) }
      },
    },
    {
      name: 'stripe',
      entry: `import Stripe from 'stripe'
        await new Stripe('sk_test_123').paymentIntents.cancel('pi_1')`,
      cancel: async (id) => ({ value: await stripe.paymentIntents.cancel(id, body) }),
    },
    {
      name: 'ky',
      entry: `import ky from 'ky'
        await ky.post('https://api.leanrails.com/v1/payment_intents/pi_1/cancel',
          { headers: { Authorization: 'Basic x', 'Idempotency-Key': crypto.randomUUID() } }).json()`,
      cancel: async (id) => {
        const headers = { 'Idempotency-Key': crypto.randomUUID() }
        return { value: await api.post(`v1/payment_intents/${id}/cancel`, { headers, json: body }).json() }
      },
    },
  ]
}
