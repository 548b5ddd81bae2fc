import type { OutgoingHttpHeaders } from 'node:http'
import type { Tester } from '../tester.ts'
import type { Probe } from './probe.ts'

const header = (name: string) => async (t: Tester) => {
  const answers = [
    await t.cancel(await t.make()),
    await t.cancel('pi_unknown'),
    await t.cancel('x', { authorization: null }),
  ]
  return answers.map(({ headers }) => /^\d+$/.test(String(headers[name])))
}

/** The second try of a POST after a request with another method. */
const method = (name: string) => async (t: Tester) => {
  const id = await t.make()
  const { status } = await t.cancel(id, { method: name })
  return [status, (await t.cancel(id)).status]
}

const withHeaders = (headers: OutgoingHttpHeaders, body?: string) => async (t: Tester) =>
  (await t.cancel(await t.make(), { headers, ...(body !== undefined && { body }) })).status

const other = (name: string): Probe => ({
  about: `${name} does not cancel`,
  faults: [`${name.toLowerCase()}-cancels`],
  ask: method(name),
  right: [405, 200],
})

export const messageProbes: readonly Probe[] = [
  ...['PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'].map(other),
  {
    about: 'a 405 says what is allowed',
    faults: ['allow-missing', 'allow-wrong'],
    ask: async (t) => (await t.cancel('x', { method: 'GET' })).headers['allow'],
    right: 'POST',
  },
  {
    about: 'header names in capitals',
    faults: ['header-names-case-sensitive'],
    ask: async (t) => {
      const id = await t.make()
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
    right: [200, 200],
  },
  {
    about: 'a header twice',
    faults: ['crash-on-repeated-header'],
    ask: withHeaders({ 'X-Trace': ['a', 'b'] }),
    right: 200,
  },
  {
    about: 'the limit is an integer everywhere',
    only: 'leanrails',
    faults: [
      'rate-limit-missing',
      'rate-limit-in-exponents',
      'rate-limit-with-window',
      'rate-limit-with-comma',
      'rate-limit-on-success-only',
      'rate-limit-on-401-missing',
    ],
    ask: header('x-ratelimit-limit'),
    right: [true, true, true],
  },
  {
    about: 'what remains of it is an integer everywhere',
    only: 'leanrails',
    faults: [
      'rate-limit-remaining-missing',
      'rate-limit-remaining-with-fraction',
      'rate-limit-remaining-as-text',
    ],
    ask: header('x-ratelimit-remaining'),
    right: [true, true, true],
  },
  {
    about: 'a 429 says when to come back',
    only: 'leanrails',
    faults: ['retry-after-missing', 'retry-after-as-text', 'retry-after-with-unit'],
    ask: async (t) => {
      for (let tries = 0; tries < 20; tries += 1) {
        const answer = await t.cancel('pi_unknown')
        if (answer.status === 429) return /^\d+$/.test(answer.headers['retry-after'] ?? '')
      }
      return true
    },
    right: true,
  },
  {
    about: 'every answer has an id and a version',
    only: 'stripe',
    faults: [
      'request-id-missing',
      'request-id-on-success-only',
      'request-id-renamed',
      'stripe-version-malformed',
    ],
    ask: async (t) => {
      const answers = [await t.cancel(await t.make()), await t.cancel('pi_unknown')]
      return answers.map(({ headers }) => [
        headers['request-id'] !== undefined,
        /^\d{4}-\d\d-\d\d/.test(String(headers['stripe-version'])),
      ])
    },
    right: [
      [true, true],
      [true, true],
    ],
  },
  {
    about: 'a version that is asked for',
    only: 'stripe',
    faults: ['crash-on-version'],
    ask: withHeaders({ 'Stripe-Version': '2024-06-20' }),
    right: 200,
  },
]
