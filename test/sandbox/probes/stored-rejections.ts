import { basic, summarize } from '../tester.ts'
import type { Probe } from './probe.ts'
import { reusedKeyError } from './reused-key.ts'

/** Probes of rejections that are stored under their keys. */
export const storedRejectionProbes: readonly Probe[] = [
  {
    about: 'the 404 of an unknown id is replayed, and its key conflicts with a known id',
    faults: [
      'not-found-keeps-key-in-use',
      'not-found-replayed-empty',
      'not-found-replayed-as-500',
      'not-found-replayed-without-param',
      'not-found-replayed-as-conflict',
      'not-found-stored-by-key',
      'not-found-then-known-500',
    ],
    run: async (t) => {
      const first = await t.cancel('pi_unknown', { key: 'k' })
      const again = await t.cancel('pi_unknown', { key: 'k' })
      const known = await t.cancel(await t.create(), { key: 'k' })
      return [first.status, first.text === again.text, summarize(known) === reusedKeyError[t.api]]
    },
    expected: [404, true, true],
  },
  {
    about: 'a rejection is replayed after the PaymentIntent has moved on',
    faults: [
      'rejection-executed-again',
      'rejection-in-current-words',
      'rejection-conflicts-after-move',
      'rejection-shows-success-after-move',
    ],
    run: async (t) => {
      const id = await t.create('processing')
      const first = await t.cancel(id, { key: 'k' })
      const moved = await t.admin('POST', `/${id}`, JSON.stringify({ status: 'requires_capture' }))
      const again = await t.cancel(id, { key: 'k' })
      return [first.status, moved.status, again.status, first.text === again.text]
    },
    expected: [400, 200, 400, true],
  },
]

/** Returns the status code for the right key with a password. */
const withPassword = (password: (key: string) => string) => ({
  only: 'leanrails' as const,
  run: async (t: Parameters<Probe['run']>[0]) => {
    const { secret } = t.sandbox.keys
    const authorization = basic(`${secret}:${password(secret)}`).replace(
      /^Basic (.*)$/,
      (_, text: string) => {
        const pair = Buffer.from(text, 'base64').toString().slice(0, -1)
        return `Basic ${Buffer.from(pair).toString('base64')}`
      },
    )
    return (await t.cancel(await t.create(), { authorization })).status
  },
  expected: 401,
})

/** Probes of the password, which must be empty. */
export const passwordProbes: readonly Probe[] = [
  { about: 'a password is rejected', faults: ['password-ignored'], ...withPassword(() => 'secret') },
  { about: 'a password of a space is rejected', faults: ['password-of-spaces'], ...withPassword(() => ' ') },
  {
    about: 'the key as the password too is rejected',
    faults: ['password-is-key-accepted'],
    ...withPassword((key) => key),
  },
  {
    about: 'a password that begins with a colon is rejected',
    faults: ['password-until-colon'],
    ...withPassword(() => ':x'),
  },
  { about: 'the password `x` is rejected', faults: ['password-of-one-letter'], ...withPassword(() => 'x') },
]

/** Returns the status codes for versions. */
const versions = (header: string, values: readonly string[]) => ({
  run: async (t: Parameters<Probe['run']>[0]) => {
    const statuses = values.map(
      async (value) => (await t.cancel(await t.create(), { headers: { [header]: value } })).status,
    )
    return Promise.all(statuses)
  },
  expected: values.map(() => 200),
})

/** Probes of valid versions. */
export const versionProbes: readonly Probe[] = [
  {
    about: 'dates are accepted as versions',
    only: 'leanrails',
    faults: [
      'version-example-only',
      'version-leap-day-rejected',
      'version-31-rejected',
      'version-day-as-month',
      'version-december-rejected',
      'version-of-the-year-only',
    ],
    ...versions('X-API-Version', ['2024-02-29', '2025-01-31', '2025-10-13', '2025-12-01']),
  },
  {
    about: 'earlier versions are accepted',
    only: 'stripe',
    faults: ['version-example-only', 'version-without-name-rejected', 'version-of-other-release-rejected'],
    ...versions('Stripe-Version', ['2024-06-20', '2025-03-31.basil']),
  },
]
