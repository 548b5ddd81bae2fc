import { basic, summarize, type Cancellation, type Tester } from '../tester.ts'
import { reusedKeyError } from './reused-key.ts'
import type { Probe } from './probe.ts'

/** Cancels with a key, and then again with the same key. Returns whether the second request is rejected or replayed. */
const twice =
  (first: Cancellation, second: Cancellation) =>
  async (t: Tester): Promise<string> => {
    const id = await t.create()
    const { text } = await t.cancel(id, { ...first, key: 'reuse' })
    const again = await t.cancel(id, { ...second, key: 'reuse' })
    if (again.text === text) return 'replayed'
    return summarize(again) === reusedKeyError[t.api] ? 'rejected' : summarize(again)
  }

/** Probes of the length of keys, and of what two requests with the same key may differ in. */
export const reuseProbes: readonly Probe[] = [
  {
    about: 'a used key with a reason without its tags is rejected',
    only: 'leanrails',
    faults: ['reuse-ignores-tags'],
    run: twice({ reason: '<i>Twice</i>' }, { reason: 'Twice' }),
    expected: 'rejected',
  },
  {
    about: 'a used key with another second item of `expand` is rejected',
    only: 'stripe',
    faults: ['reuse-by-first-expand', 'reuse-by-length-of-expand'],
    run: twice(
      { body: 'expand[]=customer&expand[]=review' },
      { body: 'expand[]=customer&expand[]=latest_charge' },
    ),
    expected: 'rejected',
  },
  {
    about: 'a used key with a longer path in `expand` is rejected',
    only: 'stripe',
    faults: ['reuse-by-start-of-expand'],
    run: twice({ body: 'expand[]=customer' }, { body: 'expand[]=customer.default_source' }),
    expected: 'rejected',
  },
  {
    about: 'a replay may have another form of the same credential',
    faults: ['keys-of-a-header'],
    run: async (t) => {
      const authorization = basic(t.sandbox.keys.secret)
      return twice({ authorization }, { authorization: authorization.replace('Basic', 'basic') })(t)
    },
    expected: 'replayed',
  },
  {
    about: 'a key of 255 signs is accepted',
    faults: ['key-measured-encoded'],
    run: async (t) => (await t.cancel(await t.create(), { key: `${'%/'.repeat(127)}a` })).status,
    expected: 200,
  },
  {
    about: 'a replay may name a version',
    faults: ['keys-of-a-version'],
    run: twice({}, { headers: { 'X-API-Version': '2026-03-09', 'Stripe-Version': '2026-10-28.endive' } }),
    expected: 'replayed',
  },
]
