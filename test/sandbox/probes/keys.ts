import { setTimeout as pause } from 'node:timers/promises'
import { reusedKeyError } from './reused-key.ts'
import { basic, summarize, type TesterResponse, type Cancellation, type Tester } from '../tester.ts'
import type { Probe } from './probe.ts'

/** Compares the response and its replay. */
const compare = (a: TesterResponse, b: TesterResponse) => ({ status: b.status, identical: a.text === b.text })

/** Uses a key for one request, and then for another. */
const reuse =
  (first: Cancellation, second: Cancellation, state?: string) =>
  async (t: Tester): Promise<string> => {
    const a = await t.create(state)
    await t.cancel(a, { ...first, key: 'reuse' })
    const response = await t.cancel(second.path === 'other' ? await t.create() : a, {
      ...(second.path !== 'other' && second),
      key: 'reuse',
    })
    return summarize(response) === reusedKeyError[t.api] ? 'rejected' : summarize(response)
  }

/** Sends two equivalent bodies with the same key. */
const equivalentBodies = (a: string, b: string) => async (t: Tester) => {
  const id = await t.create()
  return compare(await t.cancel(id, { key: 'k', body: a }), await t.cancel(id, { key: 'k', body: b }))
}

/** Uses two different keys. Returns both status codes. */
const differentKeys = (a: string, b: string) => async (t: Tester) => {
  const status = async (key: string) => (await t.cancel(await t.create(), { key })).status
  return [await status(a), await status(b)]
}

/** Uses a key for a request that fails before execution, and then for a valid one. */
const retryAfterFailure = (invalidRequest: (t: Tester) => Cancellation) => async (t: Tester) => {
  const id = await t.create()
  await t.cancel(id, { ...invalidRequest(t), key: 'retried' })
  return (await t.cancel(id, { key: 'retried' })).status
}

/** Sends two requests with one key, of which the first receives an error of the server. */
const retryAfterServerError = (status: string) => async (t: Tester) => {
  const id = await t.provoke(status)
  const send = async () => (await t.cancel(id, { key: 'fails' })).status
  return [await send(), await send()]
}

const invalid = (t: Tester): Cancellation => ({
  body: t.api === 'leanrails' ? '{"cancellation_reason":1}' : 'cancellation_reason=x',
})

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
    expected: { status: 200, identical: true },
  },
  {
    about: 'a success is replayed unchanged in another second',
    faults: ['replay-regenerated'],
    run: async (t) => {
      const id = await t.create()
      const first = await t.cancel(id, { key: 'k' })
      await pause(1001)
      return compare(first, await t.cancel(id, { key: 'k' }))
    },
    expected: { status: 200, identical: true },
  },
  {
    about: 'a rejection is replayed',
    faults: ['replay-of-rejection-with-200'],
    run: async (t) => {
      const id = await t.create('succeeded')
      return compare(await t.cancel(id, { key: 'k' }), await t.cancel(id, { key: 'k' }))
    },
    expected: { status: 400, identical: true },
  },
  {
    about: 'the same parameters in other bytes are replayed',
    faults: ['reuse-by-raw-bytes'],
    run: (t) =>
      t.api === 'leanrails'
        ? equivalentBodies('{"cancellation_reason":"x"}', '{ "cancellation_reason" : "x" }')(t)
        : equivalentBodies('cancellation_reason=duplicate', 'cancellation%5Freason=duplicate')(t),
    expected: { status: 200, identical: true },
  },
  {
    about: 'the same string with other escapes is replayed',
    only: 'leanrails',
    faults: ['reuse-by-escapes'],
    run: equivalentBodies('{"cancellation_reason":"A"}', '{"cancellation_reason":"\\u0041"}'),
    expected: { status: 200, identical: true },
  },
  {
    about: 'a used key with another path is rejected',
    faults: ['reuse-executes', 'reuse-ignores-path'],
    run: reuse({}, { path: 'other' }),
    expected: 'rejected',
  },
  {
    about: 'a used key with another body is rejected',
    faults: ['reuse-ignores-body'],
    run: reuse({ reason: 'duplicate' }, { reason: 'abandoned' }),
    expected: 'rejected',
  },
  {
    about: 'a used key with a reason in another case is rejected',
    only: 'leanrails',
    faults: ['reuse-ignores-case'],
    run: reuse({ reason: 'Ordered twice' }, { reason: 'ORDERED twice' }),
    expected: 'rejected',
  },
  {
    about: 'a used key with a reason that differs in its 101st character is rejected',
    only: 'leanrails',
    faults: ['reuse-by-first-100'],
    run: reuse({ reason: `${'r'.repeat(100)}a` }, { reason: `${'r'.repeat(100)}b` }),
    expected: 'rejected',
  },
  {
    about: 'a used key with another `expand` is rejected',
    only: 'stripe',
    faults: ['reuse-ignores-expand'],
    run: reuse({ body: 'expand[]=customer' }, { body: 'expand[]=latest_charge' }),
    expected: 'rejected',
  },
  {
    about: 'the key of a rejection for a canceled PaymentIntent is rejected with another body',
    faults: ['canceled-rejection-not-stored'],
    run: reuse({ reason: 'duplicate' }, { reason: 'abandoned' }, 'canceled'),
    expected: 'rejected',
  },
  {
    about: 'the key of a rejection is rejected with another path',
    faults: ['rejections-not-stored'],
    run: reuse({}, { path: 'other' }, 'succeeded'),
    expected: 'rejected',
  },
  {
    about: 'a reused key returns the documented error of LeanRails',
    only: 'leanrails',
    faults: ['reuse-code-wrong'],
    run: reuse({}, { path: 'other' }),
    expected: 'rejected',
  },
  {
    about: 'a reused key returns the documented error of Stripe',
    only: 'stripe',
    faults: ['reuse-type-wrong'],
    run: reuse({}, { path: 'other' }),
    expected: 'rejected',
  },
  {
    about: 'a key belongs to one merchant',
    faults: ['key-shared-by-merchants', 'other-merchant-response-replayed'],
    run: async (t) => {
      await t.cancel(await t.create(), { key: 'shared' })
      const foreignId = await t.create('requires_action', t.sandbox.keys.other)
      const response = await t.cancel(foreignId, { key: 'shared', authorization: t.other })
      return [response.status, response.json?.['id'] === foreignId]
    },
    expected: [200, true],
  },
  {
    about: 'keys in another case are different',
    faults: ['key-case-insensitive'],
    run: differentKeys('Key', 'kEY'),
    expected: [200, 200],
  },
  {
    about: 'keys that differ in punctuation are different',
    faults: ['key-without-punctuation'],
    run: differentKeys('order_1', 'order1'),
    expected: [200, 200],
  },
  {
    about: 'keys that differ in a hyphen and an underscore are different',
    faults: ['key-hyphen-is-underscore'],
    run: differentKeys('order-1', 'order_1'),
    expected: [200, 200],
  },
  {
    about: 'keys that differ after a colon are different',
    faults: ['key-until-colon'],
    run: differentKeys('order:1', 'order:2'),
    expected: [200, 200],
  },
  {
    about: 'keys with and without a backslash are different',
    faults: ['key-without-backslashes'],
    run: differentKeys('order\\1', 'order1'),
    expected: [200, 200],
  },
  {
    about: 'keys with and without a tag are different',
    faults: ['key-without-tags'],
    run: differentKeys('order<b>1', 'order1'),
    expected: [200, 200],
  },
  {
    about: 'keys that name one path are different',
    faults: ['key-is-a-path'],
    run: differentKeys('order//1', 'order/./1'),
    expected: [200, 200],
  },
  {
    about: 'the names of properties are keys like any other',
    faults: ['key-in-an-object-crashes'],
    run: differentKeys('constructor', 'toString'),
    expected: [200, 200],
  },
  {
    about: 'keys with and without quotes are different',
    faults: ['key-unquoted'],
    run: differentKeys('order', '"order"'),
    expected: [200, 200],
  },
  {
    about: 'a key that is a pattern for another one is different',
    faults: ['key-is-a-pattern'],
    run: differentKeys('order~1', 'order_1'),
    expected: [200, 200],
  },
  {
    about: 'a key that matches a stored pattern is different',
    faults: ['stored-key-is-a-pattern'],
    run: differentKeys('order_1', 'order~1'),
    expected: [200, 200],
  },
  {
    about: 'a UUID with and without its hyphens are different keys',
    faults: ['key-stored-as-uuid'],
    run: differentKeys('0f2c9d4e-7f0a-4b9c-9a53-2f6f1d0c8e11', '0f2c9d4e7f0a4b9c9a532f6f1d0c8e11'),
    expected: [200, 200],
  },
  {
    about: 'keys in percent-encoding are different',
    faults: ['key-percent-decoded'],
    run: differentKeys('a%41', 'aA'),
    expected: [200, 200],
  },
  {
    about: 'keys that differ in their 65th character are different',
    faults: [],
    run: differentKeys(`${'k'.repeat(64)}a`, `${'k'.repeat(64)}b`),
    expected: [200, 200],
  },
  {
    about: 'keys that differ in their 255th character are different',
    faults: ['key-cut-after-254', 'key-255-rejected'],
    run: differentKeys(`${'k'.repeat(254)}a`, `${'k'.repeat(254)}b`),
    expected: [200, 200],
  },
  {
    about: 'a key of one character is accepted',
    faults: ['key-must-be-uuid'],
    run: differentKeys('a', 'b'),
    expected: [200, 200],
  },
  {
    about: 'a key with other signs is accepted',
    faults: ['key-of-words-only'],
    run: differentKeys('a:1', 'a:2'),
    expected: [200, 200],
  },
  {
    about: 'a UUID and its name are different keys',
    faults: ['key-without-urn'],
    run: differentKeys('a', 'urn:uuid:a'),
    expected: [200, 200],
  },
  {
    about: 'keys with and without padding are different',
    faults: ['key-without-padding'],
    run: differentKeys('a', 'a=='),
    expected: [200, 200],
  },
  {
    about: 'a validation error does not consume the key',
    faults: ['key-poisoned-by-validation', 'key-stores-validation-failures'],
    run: retryAfterFailure(invalid),
    expected: 200,
  },
  {
    about: 'an invalid header does not consume the key',
    faults: ['key-poisoned-by-header'],
    run: retryAfterFailure(() => ({ headers: { 'X-API-Version': 'latest', 'Stripe-Version': 'latest' } })),
    expected: 200,
  },
  {
    about: 'a body that is not JSON does not consume the key',
    only: 'leanrails',
    faults: ['key-poisoned-by-malformed-body'],
    run: retryAfterFailure(() => ({ body: '{' })),
    expected: 200,
  },
  {
    about: 'a body of another media type does not consume the key',
    faults: ['key-poisoned-by-media-type'],
    run: retryAfterFailure(() => ({ body: 'x', type: 'text/plain' })),
    expected: 200,
  },
  {
    about: 'a 401 does not consume the key',
    faults: ['key-poisoned-by-401'],
    run: retryAfterFailure(() => ({ authorization: basic('sk_test_x') })),
    expected: 200,
  },
  {
    about: 'a 429 does not consume the key',
    only: 'stripe',
    faults: ['key-poisoned-by-429'],
    run: retryAfterServerError('429'),
    expected: [429, 200],
  },
  {
    about: 'a 500 is stored for its key',
    only: 'stripe',
    faults: ['failure-not-stored'],
    run: retryAfterServerError('500'),
    expected: [500, 500],
  },
  {
    about: 'a key of 256 characters is rejected',
    faults: ['key-256-accepted'],
    run: async (t) => (await t.cancel(await t.create(), { key: 'k'.repeat(256) })).status,
    expected: 400,
  },
  {
    about: 'a replay has Idempotent-Replayed',
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
    about: 'two requests without a key are independent',
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
    about: 'a missing key is rejected',
    only: 'leanrails',
    faults: ['key-not-required', 'missing-key-code-wrong'],
    run: async (t) => summarize(await t.cancel(await t.create(), { key: null })),
    expected: '400 invalid_request_error parameter_missing Idempotency-Key',
  },
  {
    about: 'an empty key is rejected, and `param` names the header',
    only: 'leanrails',
    faults: [],
    run: async (t) => summarize(await t.cancel(await t.create(), { key: '' })),
    expected: '400 invalid_request_error parameter_invalid Idempotency-Key',
  },
]
