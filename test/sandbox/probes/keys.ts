import { setTimeout as pause } from 'node:timers/promises'
import { basic, summarize, type TesterResponse, type Cancellation, type Tester } from '../tester.ts'
import type { Probe } from './probe.ts'

/** What is the same of two answers. */
const compare = (a: TesterResponse, b: TesterResponse) => ({ status: b.status, sameKey: a.text === b.text })

const reused = {
  leanrails: '422 invalid_request_error idempotency_key_reused Idempotency-Key',
  stripe: '400 idempotency_error - -',
}

/** A key used for one request, and then for another. */
const reuse =
  (first: Cancellation, second: Cancellation, state?: string) =>
  async (t: Tester): Promise<string> => {
    const a = await t.create(state)
    await t.cancel(a, { ...first, key: 'reuse' })
    const response = await t.cancel(second.path === 'other' ? await t.create() : a, {
      ...(second.path !== 'other' && second),
      key: 'reuse',
    })
    return summarize(response) === reused[t.api] ? 'refused' : summarize(response)
  }

/** Two bodies that mean the same, with one key. */
const sameKey = (a: string, b: string) => async (t: Tester) => {
  const id = await t.create()
  return compare(await t.cancel(id, { key: 'k', body: a }), await t.cancel(id, { key: 'k', body: b }))
}

/** Two keys that are not the same. */
const differentKeys = (a: string, b: string) => async (t: Tester) => {
  const status = async (key: string) => (await t.cancel(await t.create(), { key })).status
  return [await status(a), await status(b)]
}

/** A key whose first request fails before execution. */
const retryAfterFailure = (invalidRequest: (t: Tester) => Cancellation) => async (t: Tester) => {
  const id = await t.create()
  await t.cancel(id, { ...invalidRequest(t), key: 'free' })
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
const sendConcurrently = async (t: Tester) => {
  const id = await t.create()
  const responses = await Promise.all(Array.from({ length: 5 }, () => t.cancel(id, { key: 'at once' })))
  return [...new Set(responses.map(summarize))]
    .sort()
    .map((text) => text.replace(/(invalid_request|idempotency)_error/, 'error'))
}

/** Sends cancellations of one PaymentIntent at once, each with a key of its own; their statuses. */
const race = (state?: string) => async (t: Tester) => {
  const id = await t.create(state)
  const responses = await Promise.all(Array.from({ length: 20 }, () => t.cancel(id)))
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

export const keyProbes: readonly Probe[] = [
  {
    about: 'a success is replayed',
    faults: [
      'idempotency-forgotten',
      'replay-with-new-time',
      'replay-without-nulls',
      'replay-conflicts',
      'successes-not-stored',
    ],
    run: async (t) => {
      const id = await t.create()
      return compare(await t.cancel(id, { key: 'k' }), await t.cancel(id, { key: 'k' }))
    },
    expected: { status: 200, sameKey: true },
  },
  {
    about: 'a success is replayed as it was, also in another second',
    faults: ['replay-made-anew'],
    run: async (t) => {
      const id = await t.create()
      const first = await t.cancel(id, { key: 'k' })
      await pause(1001)
      return compare(first, await t.cancel(id, { key: 'k' }))
    },
    expected: { status: 200, sameKey: true },
  },
  {
    about: 'a refusal is replayed',
    faults: ['replay-of-rejection-with-200'],
    run: async (t) => {
      const id = await t.create('succeeded')
      return compare(await t.cancel(id, { key: 'k' }), await t.cancel(id, { key: 'k' }))
    },
    expected: { status: 400, sameKey: true },
  },
  {
    about: 'the same parameters in other bytes are the same',
    faults: ['reuse-by-raw-bytes'],
    run: (t) =>
      t.api === 'leanrails'
        ? sameKey('{"cancellation_reason":"x"}', '{ "cancellation_reason" : "x" }')(t)
        : sameKey('cancellation_reason=duplicate', 'cancellation%5Freason=duplicate')(t),
    expected: { status: 200, sameKey: true },
  },
  {
    about: 'the same text in other escapes is the same',
    only: 'leanrails',
    faults: ['reuse-by-escapes'],
    run: sameKey('{"cancellation_reason":"A"}', '{"cancellation_reason":"\\u0041"}'),
    expected: { status: 200, sameKey: true },
  },
  {
    about: 'a key with another path is refused',
    faults: ['reuse-executes', 'reuse-ignores-path'],
    run: reuse({}, { path: 'other' }),
    expected: 'refused',
  },
  {
    about: 'a key with another body is refused',
    faults: ['reuse-ignores-body'],
    run: reuse({ reason: 'duplicate' }, { reason: 'abandoned' }),
    expected: 'refused',
  },
  {
    about: 'a key with a reason in another case is refused',
    only: 'leanrails',
    faults: ['reuse-ignores-case'],
    run: reuse({ reason: 'Ordered twice' }, { reason: 'ORDERED twice' }),
    expected: 'refused',
  },
  {
    about: 'a key with a reason that differs in its 101st character is refused',
    only: 'leanrails',
    faults: ['reuse-by-first-100'],
    run: reuse({ reason: `${'r'.repeat(100)}a` }, { reason: `${'r'.repeat(100)}b` }),
    expected: 'refused',
  },
  {
    about: 'a key with another `expand` is refused',
    only: 'stripe',
    faults: ['reuse-ignores-expand'],
    run: reuse({ body: 'expand[]=customer' }, { body: 'expand[]=latest_charge' }),
    expected: 'refused',
  },
  {
    about: 'a key that got the refusal of what is canceled already is not free for another body',
    faults: ['canceled-rejection-not-stored'],
    run: reuse({ reason: 'duplicate' }, { reason: 'abandoned' }, 'canceled'),
    expected: 'refused',
  },
  {
    about: 'a key that got a refusal is not free for another path',
    faults: ['rejections-not-stored'],
    run: reuse({}, { path: 'other' }, 'succeeded'),
    expected: 'refused',
  },
  {
    about: 'a reused key is refused as LeanRails says',
    only: 'leanrails',
    faults: ['reuse-code-wrong'],
    run: reuse({}, { path: 'other' }),
    expected: 'refused',
  },
  {
    about: 'a reused key is refused as Stripe says',
    only: 'stripe',
    faults: ['reuse-type-wrong'],
    run: reuse({}, { path: 'other' }),
    expected: 'refused',
  },
  {
    about: 'a key belongs to one merchant',
    faults: ['key-shared-by-merchants', 'other-merchant-response-replayed'],
    run: async (t) => {
      await t.cancel(await t.create(), { key: 'mine' })
      const theirs = await t.create('requires_action', t.sandbox.keys.other)
      const response = await t.cancel(theirs, { key: 'mine', authorization: t.other })
      return [response.status, response.json?.['id'] === theirs]
    },
    expected: [200, true],
  },
  {
    about: 'keys in another case are other keys',
    faults: ['key-case-insensitive'],
    run: differentKeys('Key', 'kEY'),
    expected: [200, 200],
  },
  {
    about: 'keys that differ in punctuation are other keys',
    faults: ['key-without-punctuation'],
    run: differentKeys('order_1', 'order1'),
    expected: [200, 200],
  },
  {
    about: 'keys that differ in a hyphen and an underscore are other keys',
    faults: ['key-hyphen-is-underscore'],
    run: differentKeys('order-1', 'order_1'),
    expected: [200, 200],
  },
  {
    about: 'keys in percent-encoding are other keys',
    faults: ['key-percent-decoded'],
    run: differentKeys('a%41', 'aA'),
    expected: [200, 200],
  },
  {
    about: 'keys differ in their 65th character',
    faults: [],
    run: differentKeys(`${'k'.repeat(64)}a`, `${'k'.repeat(64)}b`),
    expected: [200, 200],
  },
  {
    about: 'keys differ in their 255th character',
    faults: ['key-cut-after-254', 'key-255-rejected'],
    run: differentKeys(`${'k'.repeat(254)}a`, `${'k'.repeat(254)}b`),
    expected: [200, 200],
  },
  {
    about: 'keys may be short',
    faults: ['key-must-be-uuid'],
    run: differentKeys('a', 'b'),
    expected: [200, 200],
  },
  {
    about: 'failed validation leaves the key free',
    faults: ['key-poisoned-by-validation', 'key-stores-validation-failures'],
    run: retryAfterFailure(invalid),
    expected: 200,
  },
  {
    about: 'a header that is refused leaves the key free',
    faults: ['key-poisoned-by-header'],
    run: retryAfterFailure(() => ({ headers: { 'X-API-Version': 'latest', 'Stripe-Version': 'latest' } })),
    expected: 200,
  },
  {
    about: 'a body that is no JSON leaves the key free',
    only: 'leanrails',
    faults: ['key-poisoned-by-malformed-body'],
    run: retryAfterFailure(() => ({ body: '{' })),
    expected: 200,
  },
  {
    about: 'a body of another media type leaves the key free',
    faults: ['key-poisoned-by-media-type'],
    run: retryAfterFailure(() => ({ body: 'x', type: 'text/plain' })),
    expected: 200,
  },
  {
    about: 'a 401 leaves the key free',
    faults: ['key-poisoned-by-401'],
    run: retryAfterFailure(() => ({ authorization: basic('sk_test_x') })),
    expected: 200,
  },
  {
    about: 'a 429 leaves the key free',
    only: 'stripe',
    faults: ['key-poisoned-by-429'],
    run: failing('429'),
    expected: [429, 200],
  },
  {
    about: 'a 500 is kept under its key',
    only: 'stripe',
    faults: ['failure-not-stored'],
    run: failing('500'),
    expected: [500, 500],
  },
  {
    about: 'a key of 256 characters is refused',
    faults: ['key-256-accepted'],
    run: async (t) => (await t.cancel(await t.create(), { key: 'k'.repeat(256) })).status,
    expected: 400,
  },
  {
    about: 'one request at once with itself at LeanRails',
    only: 'leanrails',
    faults: inFlightFaults,
    latency: 100,
    run: sendConcurrently,
    expected: inFlight('Idempotency-Key'),
  },
  {
    about: 'one request at once with itself at Stripe',
    only: 'stripe',
    faults: inFlightFaults,
    latency: 100,
    run: sendConcurrently,
    expected: inFlight('-'),
  },
  {
    about: 'a key is refused for another path while it is in flight',
    faults: ['race-key-other-path'],
    latency: 100,
    run: async (t) => {
      const ids = [await t.create(), await t.create()]
      const responses = await Promise.all(ids.map((id) => t.cancel(id, { key: 'in flight' })))
      return responses
        .map((response) => (summarize(response) === reused[t.api] ? 'refused' : summarize(response)))
        .sort()
    },
    expected: ['200', 'refused'],
  },
  {
    about: 'a replay says that it is one',
    only: 'stripe',
    faults: ['replayed-header-missing', 'replayed-header-always'],
    run: async (t) => {
      const id = await t.create()
      const replayHeader = async () => (await t.cancel(id, { key: 'k' })).headers['idempotent-replayed']
      return [await replayHeader(), await replayHeader()]
    },
    expected: [undefined, 'true'],
  },
  {
    about: 'a key is optional',
    only: 'stripe',
    faults: ['key-required'],
    run: async (t) => (await t.cancel(await t.create(), { key: null })).status,
    expected: 200,
  },
  {
    about: 'two requests without a key are two',
    only: 'stripe',
    faults: ['keyless-share-a-key'],
    run: async (t) => {
      const ids = [await t.create(), await t.create()]
      const responses = [
        await t.cancel(ids[0] ?? '', { key: null }),
        await t.cancel(ids[1] ?? '', { key: null }),
      ]
      return responses.map(({ json }, index) => json?.['id'] === ids[index])
    },
    expected: [true, true],
  },
  {
    about: 'a request without a key is executed each time',
    only: 'stripe',
    faults: ['keyless-stored-by-path'],
    run: async (t) => {
      const id = await t.create()
      const status = async () => (await t.cancel(id, { key: null })).status
      return [await status(), await status()]
    },
    expected: [200, 400],
  },
  {
    about: 'a missing key is refused',
    only: 'leanrails',
    faults: ['key-not-required', 'missing-key-code-wrong'],
    run: async (t) => summarize(await t.cancel(await t.create(), { key: null })),
    expected: '400 invalid_request_error parameter_missing Idempotency-Key',
  },
  {
    about: 'an empty key is refused, and named',
    only: 'leanrails',
    faults: [],
    run: async (t) => summarize(await t.cancel(await t.create(), { key: '' })),
    expected: '400 invalid_request_error parameter_invalid Idempotency-Key',
  },
  {
    about: 'of several at once with keys of their own, one cancels',
    faults: ['race-check-then-act', 'race-deadlock', 'race-nobody-wins'],
    run: race(),
    expected: oneSucceeds,
  },
  {
    about: 'of several at once, one cancels what is to be captured',
    faults: ['race-in-one-state'],
    run: race('requires_capture'),
    expected: oneSucceeds,
  },
  {
    about: 'several at once on different PaymentIntents get their own answers',
    faults: ['race-responses-mixed-up'],
    run: async (t) => {
      const ids = await Promise.all(Array.from({ length: 20 }, () => t.create()))
      const responses = await Promise.all(ids.map((id) => t.cancel(id)))
      return responses.every(({ json }, index) => json?.['id'] === ids[index])
    },
    expected: true,
  },
]
