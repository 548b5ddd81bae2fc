import createClient from 'openapi-fetch'
import Stripe from 'stripe'
import { createLeanRails, validate } from '../../generated/leanrails/client.ts'
import type { LeanRailsOptions } from '../../generated/leanrails/client.ts'
import type { paths } from '../../generated/leanrails/types.ts'
import { ORVAL_BASE, type GeneratedPeers } from './generated-peers.ts'
import type { Ky } from './peers.ts'

/** The result of a call, as the client reports it. */
export type CallOutcome = { readonly value: unknown } | { readonly returned: string }

/** What a program gives to a client. */
export interface Setup {
  readonly baseUrl: string
  readonly apiKey: string
  /** The value of the header `X-API-Version`. */
  readonly version?: string
}

/** What a program gives to a call. */
export interface CallSetup {
  readonly idempotencyKey?: string | undefined
  readonly signal?: AbortSignal | undefined
}

type Cancel = (id: string, call?: CallSetup) => Promise<CallOutcome>

export interface Client {
  readonly name: string
  /** The program that is bundled to measure the size: it makes a client and calls cancel. */
  readonly entry: string
  /** Whether its address is one URL. */
  readonly hasBaseUrl: boolean
  /** Whether it makes idempotency keys. For the others the program does. */
  readonly makesKeys?: boolean
  readonly make: (setup: Setup) => Cancel
}

/** The packages that only the benchmark uses. */
export interface Peers extends GeneratedPeers {
  readonly ky: Ky
}

const body = { cancellation_reason: 'duplicate' } as const
const PATH = '/v1/payment_intents/{id}/cancel'
const TIMEOUT = 1000

/** The generated client, with a timeout of one second for each attempt. */
export const ours = (options: Pick<LeanRailsOptions, 'middleware' | 'validate'> = {}): Client => ({
  name: options.middleware === undefined ? 'ours' : 'ours, with middleware',
  entry: `import { createLeanRails } from './generated/leanrails/client.ts'
    await createLeanRails({ apiKey: 'sk_test_123' }).cancelPaymentIntent({ id: 'pi_1' })`,
  hasBaseUrl: true,
  makesKeys: true,
  make: ({ baseUrl, apiKey, version }) => {
    const leanrails = createLeanRails({ ...options, apiKey, baseUrl, apiVersion: version, timeout: TIMEOUT })
    return async (id, call = {}) => {
      const result = await leanrails.cancelPaymentIntent({ ...call, id, body })
      return result.ok ? { value: result.data } : { returned: String(result.status) }
    }
  },
})

export const validating = (): Client => ours({ validate })

/** The headers that a client without support for keys and credentials gets from its user. */
const headersOf = ({ apiKey, version }: Setup, { idempotencyKey }: CallSetup): Record<string, string> => ({
  Authorization: `Basic ${btoa(`${apiKey}:`)}`,
  'Idempotency-Key': idempotencyKey === undefined ? crypto.randomUUID() : idempotencyKey,
  ...(version !== undefined && { 'X-API-Version': version }),
})

const openapiFetch: Client = {
  name: 'openapi-fetch',
  entry: `import createClient from 'openapi-fetch'
    await createClient({ baseUrl: 'https://api.leanrails.com', headers: { Authorization: 'Basic x' } }).POST(
      '${PATH}',
      { params: { path: { id: 'pi_1' }, header: { 'Idempotency-Key': crypto.randomUUID() } } })`,
  hasBaseUrl: true,
  make: (setup) => {
    const client = createClient<paths>({ baseUrl: setup.baseUrl })
    return async (id, call = {}) => {
      const headers = headersOf(setup, call)
      const { data, error, response } = await client.POST(PATH, {
        params: { path: { id }, header: { 'Idempotency-Key': headers['Idempotency-Key'] ?? '' } },
        headers,
        body,
        ...(call.signal && { signal: call.signal }),
      })
      return error === undefined && response.ok ? { value: data } : { returned: String(response.status) }
    }
  },
}

const stripe: Client = {
  name: 'stripe',
  entry: `import Stripe from 'stripe'
    await new Stripe('sk_test_123').paymentIntents.cancel('pi_1')`,
  hasBaseUrl: false,
  makesKeys: true,
  make: ({ baseUrl, apiKey, version }) => {
    const { hostname, port } = new URL(baseUrl)
    const client = new Stripe(apiKey, { host: hostname, port, protocol: 'http', timeout: TIMEOUT })
    return async (id, { idempotencyKey } = {}) => {
      const options = {
        ...(idempotencyKey !== undefined && { idempotencyKey }),
        ...(version !== undefined && { apiVersion: version }),
      }
      return { value: await client.paymentIntents.cancel(id, body, options) }
    }
  },
}

const kyClient = ({ ky }: Peers): Client => ({
  name: 'ky',
  entry: `import ky from 'ky'
    await ky.post('https://api.leanrails.com/v1/payment_intents/pi_1/cancel',
      { headers: { Authorization: 'Basic x', 'Idempotency-Key': crypto.randomUUID() } }).json()`,
  hasBaseUrl: true,
  make: (setup) => {
    // By default a POST is not retried.
    const api = ky.create({ prefix: setup.baseUrl, timeout: TIMEOUT, retry: { limit: 2, methods: ['post'] } })
    return async (id, call = {}) => {
      const options = { headers: headersOf(setup, call), json: body, signal: call.signal }
      return { value: await api.post(`v1/payment_intents/${id}/cancel`, options).json() }
    }
  },
})

const heyApi = ({ heyApi: { createClient: create, cancelPaymentIntent }, folder }: Peers): Client => ({
  name: 'hey-api',
  entry: `import { createClient } from '${folder}/hey-api/client/index.ts'
    import { cancelPaymentIntent } from '${folder}/hey-api/sdk.gen.ts'
    const client = createClient({ baseUrl: 'https://api.leanrails.com', auth: 'sk_test_123:' })
    await cancelPaymentIntent({ client, path: { id: 'pi_1' }, headers: { 'Idempotency-Key': crypto.randomUUID() } })`,
  hasBaseUrl: true,
  make: (setup) => {
    const client = create({ baseUrl: setup.baseUrl })
    return async (id, call = {}) => {
      const headers = headersOf(setup, call)
      const { data, error, response } = await cancelPaymentIntent({
        ...{ client, path: { id }, headers, body, signal: call.signal },
      })
      // It returns the errors of the connection, too.
      if (error instanceof Error) throw error
      return error === undefined ? { value: data } : { returned: String(response?.status) }
    }
  },
})

const orval = ({ orval: { cancelPaymentIntent }, folder }: Peers): Client => ({
  name: 'orval',
  entry: `import { cancelPaymentIntent } from '${folder}/orval/client.ts'
    await cancelPaymentIntent('pi_1', {}, { headers: { Authorization: 'Basic x', 'Idempotency-Key': crypto.randomUUID() } })`,
  hasBaseUrl: true,
  make:
    (setup) =>
    async (id, call = {}) => {
      Object.assign(globalThis, { [ORVAL_BASE]: setup.baseUrl })
      const init = { headers: headersOf(setup, call), ...(call.signal && { signal: call.signal }) }
      const { data, status } = await cancelPaymentIntent(id, body, init)
      return status === 200 ? { value: data } : { returned: String(status) }
    },
})

const redocly = ({ redocly: { OPERATIONS, createClient: create }, folder }: Peers): Client => ({
  name: 'Redocly',
  entry: `import { client } from '${folder}/redocly/client.ts'
    client.auth.basic('sk_test_123', '')
    await client.cancelPaymentIntent({ path: { id: 'pi_1' } }, { idempotencyKey: true })`,
  hasBaseUrl: true,
  makesKeys: true,
  make: ({ baseUrl, apiKey, version }) => {
    const client = create(OPERATIONS, {
      serverUrl: baseUrl,
      auth: { basic: { username: apiKey, password: '' } },
      timeout: TIMEOUT,
      retry: { retries: 2 },
      ...(version !== undefined && { headers: { 'X-API-Version': version } }),
    })
    return async (id, { idempotencyKey = true as unknown as string, signal } = {}) => ({
      value: await client.cancelPaymentIntent(
        { path: { id }, body },
        { idempotencyKey, ...(signal && { signal }) },
      ),
    })
  },
})

/** Each client as in its documentation, with a timeout of one second for each attempt if it supports one. */
export const clientsOf = (peers: Peers): readonly Client[] => [
  ours(),
  openapiFetch,
  heyApi(peers),
  orval(peers),
  redocly(peers),
  stripe,
  kyClient(peers),
]
