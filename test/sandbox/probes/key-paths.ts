import type { Tester, TesterResponse } from '../tester.ts'
import type { Probe } from './probe.ts'

/** Uses a key for a PaymentIntent, and then for an id that is nearly the same. Returns whether that is rejected. */
const reuse = (fault: string, change: (id: string) => string): Probe => ({
  about: 'a key belongs to the whole path',
  faults: [fault],
  run: async (t) => {
    const id = await t.create()
    await t.cancel(id, { key: 'k' })
    return (await t.cancel(change(id), { key: 'k' })).status >= 400
  },
  expected: true,
})

/** Returns the header that marks a replay, in the last response. */
const marked = (fault: string, send: (t: Tester, id: string) => Promise<TesterResponse[]>): Probe => ({
  about: 'only a replay is marked as one',
  only: 'stripe',
  faults: [fault],
  latency: 20,
  run: async (t) => {
    const responses = await send(t, await t.create())
    return responses.find(({ status }) => status >= 400)?.headers['idempotent-replayed']
  },
  expected: undefined,
})

/** Shows that a key belongs to the whole path, that only replays are marked, and that every request gets a response. */
export const keyPathProbes: readonly Probe[] = [
  reuse('reuse-ignores-path-case', (id) => id.toUpperCase()),
  reuse('reuse-by-start-of-path', (id) => `${id}x`),
  marked('mismatch-marked-as-replay', async (t, id) => [
    await t.cancel(id, { key: 'k' }),
    await t.cancel(id, { key: 'k', reason: 'duplicate' }),
  ]),
  marked('conflict-marked-as-replay', (t, id) =>
    Promise.all([t.cancel(id, { key: 'k' }), t.cancel(id, { key: 'k' })]),
  ),
  {
    about: 'of two concurrent successes with one key, one is marked as a replay',
    only: 'stripe',
    faults: ['waiting-replay-unmarked'],
    latency: 20,
    run: async (t) => {
      const id = await t.create()
      const responses = await Promise.all([t.cancel(id, { key: 'k' }), t.cancel(id, { key: 'k' })])
      const unmarked = responses.filter(({ headers }) => headers['idempotent-replayed'] === undefined)
      return unmarked.filter(({ status }) => status === 200).length
    },
    expected: 1,
  },
]
