import { summarize, type Cancellation, type Tester } from '../tester.ts'
import type { Probe } from './probe.ts'
import { reusedKeyError } from './reused-key.ts'

/** Sends one request several times concurrently. Returns the different responses. */
const sendConcurrently = async (t: Tester) => {
  const id = await t.create()
  const responses = await Promise.all(Array.from({ length: 5 }, () => t.cancel(id, { key: 'concurrent' })))
  return [...new Set(responses.map(summarize))]
    .sort()
    .map((text) => text.replace(/(invalid_request|idempotency)_error/, 'error'))
}

/** Sends concurrent cancellations of one PaymentIntent with different keys. Returns the status codes. */
const race = (state?: string, options?: Cancellation) => async (t: Tester) => {
  const id = await t.create(state)
  const responses = await Promise.all(Array.from({ length: 20 }, () => t.cancel(id, options)))
  return responses.map(({ status }) => status).sort()
}

const oneSucceeds = [200, ...Array.from({ length: 19 }, () => 400)]

const inFlight = (suffix: string) => ['200', `409 error idempotency_key_in_use ${suffix}`]

const inFlightFaults = [
  'in-flight-accepted',
  'in-flight-code-wrong',
  'in-flight-duplicate-executes',
  'race-key-check-then-take',
]

/** Probes of concurrent requests. */
export const concurrencyProbes: readonly Probe[] = [
  {
    about: 'concurrent requests with one key return one success and the 409 of LeanRails',
    only: 'leanrails',
    faults: inFlightFaults,
    latency: 100,
    run: sendConcurrently,
    expected: inFlight('Idempotency-Key'),
  },
  {
    about: 'concurrent requests with one key return one success and the 409 of Stripe',
    only: 'stripe',
    faults: inFlightFaults,
    latency: 100,
    run: sendConcurrently,
    expected: inFlight('-'),
  },
  {
    about: 'a key in use is rejected for another path',
    faults: ['race-key-other-path'],
    latency: 100,
    run: async (t) => {
      const ids = [await t.create(), await t.create()]
      const responses = await Promise.all(ids.map((id) => t.cancel(id, { key: 'in progress' })))
      return responses
        .map((response) => (summarize(response) === reusedKeyError[t.api] ? 'rejected' : summarize(response)))
        .sort()
    },
    expected: ['200', 'rejected'],
  },
  {
    about: 'of concurrent cancellations with different keys, one succeeds',
    faults: ['race-check-then-act', 'race-deadlock', 'race-nobody-wins', 'race-key-of-others'],
    run: race(),
    expected: oneSucceeds,
  },
  {
    about: 'of concurrent cancellations without a key, one succeeds',
    only: 'stripe',
    faults: ['race-without-key'],
    run: race(undefined, { key: null }),
    expected: oneSucceeds,
  },
  {
    about: 'concurrent requests with one key get its rejection',
    faults: ['race-rejection-as-success'],
    run: async (t) => {
      const id = await t.create('succeeded')
      const send = async () => (await t.cancel(id, { key: 'rejected' })).status
      return (await Promise.all([send(), send(), send()])).filter((status) => status < 400)
    },
    expected: [],
  },
  {
    about: 'two accounts use the same key at the same time',
    faults: ['race-key-of-two-accounts'],
    run: async (t) => {
      const [own, other] = [await t.create(), await t.create(undefined, t.sandbox.keys.other)]
      const responses = await Promise.all([
        t.cancel(own, { key: 'k' }),
        t.cancel(other, { key: 'k', authorization: t.other }),
      ])
      return responses.map(({ status }) => status)
    },
    expected: [200, 200],
  },
  {
    about: 'of concurrent cancellations in requires_capture, one succeeds',
    faults: ['race-in-one-state'],
    run: race('requires_capture'),
    expected: oneSucceeds,
  },
  {
    about: 'concurrent cancellations of different PaymentIntents receive their own responses',
    faults: ['race-responses-mixed-up'],
    run: async (t) => {
      const ids = await Promise.all(Array.from({ length: 20 }, () => t.create()))
      const responses = await Promise.all(ids.map((id) => t.cancel(id)))
      return responses.every(({ json }, index) => json?.['id'] === ids[index])
    },
    expected: true,
  },
]
