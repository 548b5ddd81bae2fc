import { basic } from '../tester.ts'
import type { Cancellation, Tester } from '../tester.ts'
import type { Probe } from './probe.ts'

/** Sends two equivalent requests with one key. Returns the status code of the second, and whether the bodies are the same. */
const resent = (first: Cancellation, second: Cancellation) => async (t: Tester) => {
  const id = await t.create()
  const { text } = await t.cancel(id, { ...first, key: 'k' })
  const again = await t.cancel(id, { ...second, key: 'k' })
  return [again.status, again.text === text]
}

const form = { body: 'cancellation_reason=duplicate' }

/** Probes of what is stored under a key, and of requests that are the same. */
export const storedOutcomeProbes: readonly Probe[] = [
  {
    about: 'a success is replayed after the PaymentIntent has moved on',
    faults: ['success-in-current-state'],
    run: async (t) => {
      const id = await t.create()
      const { text } = await t.cancel(id, { key: 'k' })
      await t.admin('POST', `/${id}`, JSON.stringify({ status: 'requires_capture' }))
      const again = await t.cancel(id, { key: 'k' })
      return [again.status, again.text === text]
    },
    expected: [200, true],
  },
  {
    about: 'a replay executes nothing',
    faults: ['replay-executes-again'],
    run: async (t) => {
      const id = await t.create()
      await t.cancel(id, { key: 'k' })
      await t.admin('POST', `/${id}`, JSON.stringify({ status: 'requires_capture' }))
      return [(await t.cancel(id, { key: 'k' })).status, (await t.cancel(id)).status]
    },
    expected: [200, 200],
  },
  {
    about: 'a key is free after a 500',
    only: 'leanrails',
    faults: ['failure-keeps-key-in-use'],
    run: async (t) => {
      const id = await t.provoke('500')
      return [(await t.cancel(id, { key: 'k' })).status, (await t.cancel(id, { key: 'k' })).status]
    },
    expected: [500, 200],
  },
  {
    about: 'a charset is no parameter of the request',
    only: 'stripe',
    faults: ['reuse-by-content-type'],
    run: resent(form, { ...form, type: 'application/x-www-form-urlencoded; charset=utf-8' }),
    expected: [200, true],
  },
  {
    about: 'missing and wrong credentials and methods are rejected with a used key too',
    faults: [
      'used-key-with-any-method',
      'used-key-with-any-credentials',
      'used-key-without-credentials',
      'used-key-with-publishable-key',
    ],
    run: async (t) => {
      const id = await t.create()
      const options = [
        {},
        { authorization: null },
        ...['sk_test_none', 'pk_test_none'].map((key) => ({ authorization: basic(key) })),
        { method: 'PUT' },
      ]
      const statuses: number[] = []
      for (const one of options) statuses.push((await t.cancel(id, { ...one, key: 'k' })).status)
      return statuses
    },
    expected: [200, 401, 401, 401, 405],
  },
]
