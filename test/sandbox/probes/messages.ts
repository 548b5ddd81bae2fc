import type { OutgoingHttpHeaders } from 'node:http'
import type { Tester } from '../tester.ts'
import type { Probe } from './probe.ts'

/** Returns whether a header is an integer, in a success and in two errors. */
const header = (name: string) => async (t: Tester) => {
  const responses = [
    await t.cancel(await t.create()),
    await t.cancel('pi_unknown'),
    await t.cancel('x', { authorization: null }),
  ]
  return responses.map(({ headers }) => /^\d+$/.test(String(headers[name])))
}

/** Sends another method and then a POST. Returns both status codes. */
const sendMethod = (name: string) => async (t: Tester) => {
  const id = await t.create()
  const { status } = await t.cancel(id, { method: name })
  return [status, (await t.cancel(id)).status]
}

const withHeaders = (headers: OutgoingHttpHeaders, body?: string) => async (t: Tester) =>
  (await t.cancel(await t.create(), { headers, ...(body !== undefined && { body }) })).status

const otherMethod = (name: string, ...faults: string[]): Probe => ({
  about: `${name} does not cancel`,
  faults,
  run: sendMethod(name),
  expected: [405, 200],
})

export const messageProbes: readonly Probe[] = [
  ...['PUT', 'PATCH', 'DELETE', 'OPTIONS'].map((name) => otherMethod(name)),
  otherMethod('HEAD', 'head-cancels'),
  {
    about: 'a 405 has an Allow header',
    faults: ['allow-missing'],
    run: async (t) => (await t.cancel('x', { method: 'GET' })).headers['allow'],
    expected: 'POST',
  },
  {
    about: 'header names in upper case are accepted',
    faults: ['header-names-case-sensitive'],
    run: async (t) => {
      const id = await t.create()
      const send = async () => {
        const Authorization = `Basic ${Buffer.from(`${t.sandbox.keys.secret}:`).toString('base64')}`
        return (
          await t.cancel(id, {
            authorization: null,
            key: null,
            headers: { AUTHORIZATION: Authorization, 'IDEMPOTENCY-KEY': 'k' },
          })
        ).status
      }
      return [await send(), await send()]
    },
    expected: [200, 200],
  },
  {
    about: 'a repeated header is accepted',
    faults: ['crash-on-repeated-header'],
    run: withHeaders({ 'X-Trace': ['a', 'b'] }),
    expected: 200,
  },
  {
    about: 'an uncompressed success has no Content-Encoding',
    faults: ['content-encoding-wrong'],
    run: async (t) => {
      const { headers, json } = await t.cancel(await t.create())
      return [json?.['object'], headers['content-encoding']]
    },
    expected: ['payment_intent', undefined],
  },
  {
    about: 'a chunked body is read',
    faults: ['chunked-body-ignored'],
    run: async (t) => {
      const options = { reason: 'duplicate', headers: { 'Transfer-Encoding': 'chunked' } }
      const { status, json } = await t.cancel(await t.create(), options)
      return [status, json?.['cancellation_reason']]
    },
    expected: [200, 'duplicate'],
  },
  {
    about: 'X-RateLimit-Limit is an integer in every response',
    only: 'leanrails',
    faults: ['rate-limit-in-exponents', 'rate-limit-on-success-only'],
    run: header('x-ratelimit-limit'),
    expected: [true, true, true],
  },
  {
    about: 'X-RateLimit-Remaining is an integer in every response',
    only: 'leanrails',
    faults: [],
    run: header('x-ratelimit-remaining'),
    expected: [true, true, true],
  },
  {
    about: 'no more requests remain than the limit allows',
    only: 'leanrails',
    faults: ['rate-limit-swapped'],
    run: async (t) => {
      const { headers } = await t.cancel(await t.create())
      return Number(headers['x-ratelimit-remaining']) < Number(headers['x-ratelimit-limit'])
    },
    expected: true,
  },
  {
    about: 'a 429 has a Retry-After',
    only: 'leanrails',
    faults: ['retry-after-missing', 'retry-after-with-unit', 'retry-after-with-fraction'],
    run: async (t) => {
      const response = await t.cancel(await t.provoke('429'))
      return [response.status, response.headers['retry-after']]
    },
    expected: [429, '1'],
  },
  {
    about: 'an error has a valid Stripe-Should-Retry',
    only: 'stripe',
    faults: ['should-retry-as-number'],
    run: async (t) => (await t.cancel('pi_unknown')).headers['stripe-should-retry'],
    expected: 'false',
  },
  {
    about: 'every response has a Request-Id and a Stripe-Version',
    only: 'stripe',
    faults: ['request-id-on-success-only', 'stripe-version-malformed'],
    run: async (t) => {
      const responses = [await t.cancel(await t.create()), await t.cancel('pi_unknown')]
      return responses.map(({ headers }) => [
        headers['request-id'] !== undefined,
        /^\d{4}-\d\d-\d\d/.test(String(headers['stripe-version'])),
      ])
    },
    expected: [
      [true, true],
      [true, true],
    ],
  },
  {
    about: 'Stripe-Version is that of the request',
    only: 'stripe',
    faults: ['stripe-version-fixed', 'stripe-version-malformed'],
    run: async (t) => {
      const response = await t.cancel(await t.create(), { headers: { 'Stripe-Version': '2024-06-20' } })
      return response.headers['stripe-version']
    },
    expected: '2024-06-20',
  },
  {
    about: 'two requests have two Request-Ids',
    only: 'stripe',
    faults: ['request-id-of-the-process'],
    run: async (t) => {
      const ids = [await t.cancel('pi_unknown'), await t.cancel('pi_unknown')].map(
        ({ headers }) => headers['request-id'],
      )
      return new Set(ids).size
    },
    expected: 2,
  },
  {
    about: 'a requested version is accepted',
    only: 'stripe',
    faults: [],
    run: withHeaders({ 'Stripe-Version': '2024-06-20' }),
    expected: 200,
  },
]
