import { setTimeout as pause } from 'node:timers/promises'
import { basic, brief, type Answer, type Cancellation, type Tester } from '../tester.ts'
import type { Probe } from './probe.ts'

/** What is the same of two answers. */
const compare = (a: Answer, b: Answer) => ({ status: b.status, same: a.text === b.text })

const reused = {
  leanrails: '422 invalid_request_error idempotency_key_reused Idempotency-Key',
  stripe: '400 idempotency_error - -',
}

/** A key used for one request, and then for another. */
const reuse =
  (first: Cancellation, second: Cancellation, state?: string) =>
  async (t: Tester): Promise<string> => {
    const a = await t.make(state)
    await t.cancel(a, { ...first, key: 'reuse' })
    const answer = await t.cancel(second.path === 'other' ? await t.make() : a, {
      ...(second.path !== 'other' && second),
      key: 'reuse',
    })
    return brief(answer) === reused[t.api] ? 'refused' : brief(answer)
  }

/** Two bodies that mean the same, with one key. */
const same = (a: string, b: string) => async (t: Tester) => {
  const id = await t.make()
  return compare(await t.cancel(id, { key: 'k', body: a }), await t.cancel(id, { key: 'k', body: b }))
}

/** Two keys that are not the same. */
const apart = (a: string, b: string) => async (t: Tester) => {
  const status = async (key: string) => (await t.cancel(await t.make(), { key })).status
  return [await status(a), await status(b)]
}

/** A key whose first request fails before execution. */
const free = (wrong: (t: Tester) => Cancellation) => async (t: Tester) => {
  const id = await t.make()
  await t.cancel(id, { ...wrong(t), key: 'free' })
  return (await t.cancel(id, { key: 'free' })).status
}

/** Two tries with one key, of which the first fails on the server's side. */
const failing = (status: string) => async (t: Tester) => {
  const id = await t.provoke(status)
  const once = async () => (await t.cancel(id, { key: 'fails' })).status
  return [await once(), await once()]
}

const invalid = (t: Tester): Cancellation => ({
  body: t.api === 'leanrails' ? '{"cancellation_reason":1}' : 'cancellation_reason=x',
})

/** Sends one request many times at once; the kinds of answer. */
const atOnce = async (t: Tester) => {
  const id = await t.make()
  const answers = await Promise.all(Array.from({ length: 5 }, () => t.cancel(id, { key: 'at once' })))
  return [...new Set(answers.map(brief))]
    .sort()
    .map((text) => text.replace(/(invalid_request|idempotency)_error/, 'error'))
}

/** Sends cancellations of one PaymentIntent at once, each with a key of its own; their statuses. */
const race = (state?: string) => async (t: Tester) => {
  const id = await t.make(state)
  const answers = await Promise.all(Array.from({ length: 20 }, () => t.cancel(id)))
  return answers.map(({ status }) => status).sort()
}

const oneWins = [200, ...Array.from({ length: 19 }, () => 400)]

const inFlight = (suffix: string) => ['200', `409 error idempotency_key_in_use ${suffix}`]

const inFlightFaults = [
  'in-flight-accepted',
  'in-flight-code-wrong',
  'in-flight-twin-executes',
  'race-key-check-then-take',
]

export const keyProbes: readonly Probe[] = [
  {
    about: 'a success is replayed',
    faults: [
      'idempotency-forgotten',
      'replay-with-new-time',
      'replay-without-nulls',
      'replay-conflicts',
      'successes-not-kept',
    ],
    ask: async (t) => {
      const id = await t.make()
      return compare(await t.cancel(id, { key: 'k' }), await t.cancel(id, { key: 'k' }))
    },
    right: { status: 200, same: true },
  },
  {
    about: 'a success is replayed as it was, also in another second',
    faults: ['replay-made-anew'],
    ask: async (t) => {
      const id = await t.make()
      const first = await t.cancel(id, { key: 'k' })
      await pause(1001)
      return compare(first, await t.cancel(id, { key: 'k' }))
    },
    right: { status: 200, same: true },
  },
  {
    about: 'a refusal is replayed',
    faults: ['replay-of-refusal-with-200'],
    ask: async (t) => {
      const id = await t.make('succeeded')
      return compare(await t.cancel(id, { key: 'k' }), await t.cancel(id, { key: 'k' }))
    },
    right: { status: 400, same: true },
  },
  {
    about: 'the same parameters in other bytes are the same',
    faults: ['reuse-by-raw-bytes'],
    ask: (t) =>
      t.api === 'leanrails'
        ? same('{"cancellation_reason":"x"}', '{ "cancellation_reason" : "x" }')(t)
        : same('cancellation_reason=duplicate', 'cancellation%5Freason=duplicate')(t),
    right: { status: 200, same: true },
  },
  {
    about: 'the same text in other escapes is the same',
    only: 'leanrails',
    faults: ['reuse-by-escapes'],
    ask: same('{"cancellation_reason":"A"}', '{"cancellation_reason":"\\u0041"}'),
    right: { status: 200, same: true },
  },
  {
    about: 'a key with another path is refused',
    faults: ['reuse-executes', 'reuse-ignores-path'],
    ask: reuse({}, { path: 'other' }),
    right: 'refused',
  },
  {
    about: 'a key with another body is refused',
    faults: ['reuse-ignores-body'],
    ask: reuse({ reason: 'duplicate' }, { reason: 'abandoned' }),
    right: 'refused',
  },
  {
    about: 'a key with a reason in another case is refused',
    only: 'leanrails',
    faults: ['reuse-ignores-case'],
    ask: reuse({ reason: 'Ordered twice' }, { reason: 'ORDERED twice' }),
    right: 'refused',
  },
  {
    about: 'a key with a reason that differs in its 101st character is refused',
    only: 'leanrails',
    faults: ['reuse-by-first-100'],
    ask: reuse({ reason: `${'r'.repeat(100)}a` }, { reason: `${'r'.repeat(100)}b` }),
    right: 'refused',
  },
  {
    about: 'a key with another `expand` is refused',
    only: 'stripe',
    faults: ['reuse-ignores-expand'],
    ask: reuse({ body: 'expand[]=customer' }, { body: 'expand[]=latest_charge' }),
    right: 'refused',
  },
  {
    about: 'a key that got the refusal of what is canceled already is not free for another body',
    faults: ['canceled-refusal-not-kept'],
    ask: reuse({ reason: 'duplicate' }, { reason: 'abandoned' }, 'canceled'),
    right: 'refused',
  },
  {
    about: 'a key that got a refusal is not free for another path',
    faults: ['refusals-not-kept'],
    ask: reuse({}, { path: 'other' }, 'succeeded'),
    right: 'refused',
  },
  {
    about: 'a reused key is refused as LeanRails says',
    only: 'leanrails',
    faults: ['reuse-code-wrong'],
    ask: reuse({}, { path: 'other' }),
    right: 'refused',
  },
  {
    about: 'a reused key is refused as Stripe says',
    only: 'stripe',
    faults: ['reuse-type-wrong'],
    ask: reuse({}, { path: 'other' }),
    right: 'refused',
  },
  {
    about: 'a key belongs to one merchant',
    faults: ['key-shared-by-merchants', 'other-merchant-answer-replayed'],
    ask: async (t) => {
      await t.cancel(await t.make(), { key: 'mine' })
      const theirs = await t.make('requires_action', t.sandbox.keys.other)
      const answer = await t.cancel(theirs, { key: 'mine', authorization: t.other })
      return [answer.status, answer.json?.['id'] === theirs]
    },
    right: [200, true],
  },
  {
    about: 'keys in another case are other keys',
    faults: ['key-case-insensitive'],
    ask: apart('Key', 'kEY'),
    right: [200, 200],
  },
  {
    about: 'keys that differ in punctuation are other keys',
    faults: ['key-without-punctuation'],
    ask: apart('order_1', 'order1'),
    right: [200, 200],
  },
  {
    about: 'keys that differ in a hyphen and an underscore are other keys',
    faults: ['key-hyphen-is-underscore'],
    ask: apart('order-1', 'order_1'),
    right: [200, 200],
  },
  {
    about: 'keys in percent-encoding are other keys',
    faults: ['key-percent-decoded'],
    ask: apart('a%41', 'aA'),
    right: [200, 200],
  },
  {
    about: 'keys differ in their 65th character',
    faults: [],
    ask: apart(`${'k'.repeat(64)}a`, `${'k'.repeat(64)}b`),
    right: [200, 200],
  },
  {
    about: 'keys differ in their 255th character',
    faults: ['key-cut-after-254', 'key-255-refused'],
    ask: apart(`${'k'.repeat(254)}a`, `${'k'.repeat(254)}b`),
    right: [200, 200],
  },
  {
    about: 'keys may be short',
    faults: ['key-must-be-uuid'],
    ask: apart('a', 'b'),
    right: [200, 200],
  },
  {
    about: 'failed validation leaves the key free',
    faults: ['key-poisoned-by-validation', 'key-keeps-validation-failures'],
    ask: free(invalid),
    right: 200,
  },
  {
    about: 'a header that is refused leaves the key free',
    faults: ['key-poisoned-by-header'],
    ask: free(() => ({ headers: { 'X-API-Version': 'latest', 'Stripe-Version': 'latest' } })),
    right: 200,
  },
  {
    about: 'a body that is no JSON leaves the key free',
    only: 'leanrails',
    faults: ['key-poisoned-by-malformed-body'],
    ask: free(() => ({ body: '{' })),
    right: 200,
  },
  {
    about: 'a body of another media type leaves the key free',
    faults: ['key-poisoned-by-media-type'],
    ask: free(() => ({ body: 'x', type: 'text/plain' })),
    right: 200,
  },
  {
    about: 'a 401 leaves the key free',
    faults: ['key-poisoned-by-401'],
    ask: free(() => ({ authorization: basic('sk_test_x') })),
    right: 200,
  },
  {
    about: 'a 429 leaves the key free',
    only: 'stripe',
    faults: ['key-poisoned-by-429'],
    ask: failing('429'),
    right: [429, 200],
  },
  {
    about: 'a 500 is kept under its key',
    only: 'stripe',
    faults: ['failure-not-kept'],
    ask: failing('500'),
    right: [500, 500],
  },
  {
    about: 'a key of 256 characters is refused',
    faults: ['key-256-taken'],
    ask: async (t) => (await t.cancel(await t.make(), { key: 'k'.repeat(256) })).status,
    right: 400,
  },
  {
    about: 'one request at once with itself at LeanRails',
    only: 'leanrails',
    faults: inFlightFaults,
    latency: 100,
    ask: atOnce,
    right: inFlight('Idempotency-Key'),
  },
  {
    about: 'one request at once with itself at Stripe',
    only: 'stripe',
    faults: inFlightFaults,
    latency: 100,
    ask: atOnce,
    right: inFlight('-'),
  },
  {
    about: 'a key is refused for another path while it is in flight',
    faults: ['race-key-other-path'],
    latency: 100,
    ask: async (t) => {
      const ids = [await t.make(), await t.make()]
      const answers = await Promise.all(ids.map((id) => t.cancel(id, { key: 'in flight' })))
      return answers.map((answer) => (brief(answer) === reused[t.api] ? 'refused' : brief(answer))).sort()
    },
    right: ['200', 'refused'],
  },
  {
    about: 'a replay says that it is one',
    only: 'stripe',
    faults: ['replayed-header-missing', 'replayed-header-always'],
    ask: async (t) => {
      const id = await t.make()
      const said = async () => (await t.cancel(id, { key: 'k' })).headers['idempotent-replayed']
      return [await said(), await said()]
    },
    right: [undefined, 'true'],
  },
  {
    about: 'a key is optional',
    only: 'stripe',
    faults: ['key-required'],
    ask: async (t) => (await t.cancel(await t.make(), { key: null })).status,
    right: 200,
  },
  {
    about: 'two requests without a key are two',
    only: 'stripe',
    faults: ['keyless-share-a-key'],
    ask: async (t) => {
      const ids = [await t.make(), await t.make()]
      const answers = [
        await t.cancel(ids[0] ?? '', { key: null }),
        await t.cancel(ids[1] ?? '', { key: null }),
      ]
      return answers.map(({ json }, index) => json?.['id'] === ids[index])
    },
    right: [true, true],
  },
  {
    about: 'a request without a key is executed each time',
    only: 'stripe',
    faults: ['keyless-kept-by-path'],
    ask: async (t) => {
      const id = await t.make()
      const status = async () => (await t.cancel(id, { key: null })).status
      return [await status(), await status()]
    },
    right: [200, 400],
  },
  {
    about: 'a missing key is refused',
    only: 'leanrails',
    faults: ['key-not-required', 'missing-key-code-wrong'],
    ask: async (t) => brief(await t.cancel(await t.make(), { key: null })),
    right: '400 invalid_request_error parameter_missing Idempotency-Key',
  },
  {
    about: 'an empty key is refused, and named',
    only: 'leanrails',
    faults: [],
    ask: async (t) => brief(await t.cancel(await t.make(), { key: '' })),
    right: '400 invalid_request_error parameter_invalid Idempotency-Key',
  },
  {
    about: 'of several at once with keys of their own, one cancels',
    faults: ['race-check-then-act', 'race-deadlock', 'race-nobody-wins'],
    ask: race(),
    right: oneWins,
  },
  {
    about: 'of several at once, one cancels what is to be captured',
    faults: ['race-in-one-state'],
    ask: race('requires_capture'),
    right: oneWins,
  },
  {
    about: 'several at once on different PaymentIntents get their own answers',
    faults: ['race-answers-mixed-up'],
    ask: async (t) => {
      const ids = await Promise.all(Array.from({ length: 20 }, () => t.make()))
      const answers = await Promise.all(ids.map((id) => t.cancel(id)))
      return answers.every(({ json }, index) => json?.['id'] === ids[index])
    },
    right: true,
  },
]
