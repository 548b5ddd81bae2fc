import { basic, summarize, type Tester } from '../tester.ts'
import type { Probe } from './probe.ts'

/** A cancellation with other credentials; whether it is refused, and how. */
const statusWith = (authorization: (t: Tester) => string | null) => async (t: Tester) =>
  (await t.cancel(await t.create(), { authorization: authorization(t) })).status

const secret = (t: Tester): string => t.sandbox.keys.secret

/** Another merchant's cancellation of a PaymentIntent in a state. */
const foreign = (state: string) => async (t: Tester) => {
  const id = await t.create(state)
  const code = (text: string) => text.replace(/ (id|intent)$/, '')
  const theirs = code(summarize(await t.cancel(id, { authorization: t.other })))
  return [theirs, theirs === code(summarize(await t.cancel('pi_unknown', { authorization: t.other })))]
}

/** Ids that name nothing, or not quite. */
const wrongPath = (path: (id: string) => string) => async (t: Tester) => {
  const id = await t.create()
  const response = await t.cancel('', { path: `/v1/payment_intents/${path(id)}/cancel` })
  return summarize(response).replace(/ (id|intent)$/, ' it')
}

const missing = '404 invalid_request_error resource_missing it'

export const accessProbes: readonly Probe[] = [
  {
    about: 'no API key',
    faults: ['auth-not-needed', 'auth-returns-200'],
    run: statusWith(() => null),
    expected: 401,
  },
  { about: 'any API key', faults: [], run: statusWith(() => basic('nobody')), expected: 401 },
  {
    about: 'an API key with the right beginning',
    faults: [],
    run: statusWith(() => basic('sk_test_nobody')),
    expected: 401,
  },
  {
    about: 'an API key with a wrong end',
    faults: ['auth-compares-a-part'],
    run: statusWith((t) => basic(`${secret(t)}x`)),
    expected: 401,
  },
  {
    about: 'an API key in another case',
    faults: ['auth-ignores-case'],
    run: statusWith((t) => basic(secret(t).toUpperCase())),
    expected: 401,
  },
  {
    about: 'a publishable API key',
    faults: ['auth-publishable'],
    run: statusWith((t) => basic(t.sandbox.keys.publishable)),
    expected: 401,
  },
  { about: 'an empty API key', faults: [], run: statusWith(() => basic('')), expected: 401 },
  {
    about: 'another scheme',
    faults: ['auth-any-scheme'],
    run: statusWith((t) => `Digest ${secret(t)}`),
    expected: 401,
  },
  {
    about: 'a header that is no Base64',
    faults: ['auth-malformed-crashes'],
    run: statusWith(() => 'Basic ###'),
    expected: 401,
  },
  {
    about: 'a scheme in lower case',
    faults: ['auth-scheme-case-sensitive'],
    run: statusWith((t) => basic(secret(t)).replace('B', 'b')),
    expected: 200,
  },
  {
    about: 'a Bearer token',
    only: 'stripe',
    faults: ['auth-bearer-rejected'],
    run: statusWith((t) => `Bearer ${secret(t)}`),
    expected: 200,
  },
  {
    about: 'no API key, on what is canceled already',
    faults: ['auth-after-state'],
    run: async (t) => (await t.cancel(await t.create('canceled'), { authorization: null })).status,
    expected: 401,
  },
  {
    about: "another merchant's Bearer token",
    only: 'stripe',
    faults: ['auth-bearer-sees-all'],
    run: async (t) =>
      (await t.cancel(await t.create(), { authorization: `Bearer ${t.sandbox.keys.other}` })).status,
    expected: 404,
  },
  {
    about: 'a refused request is not executed',
    faults: ['auth-after-execution'],
    run: async (t) => {
      const id = await t.create()
      await t.cancel(id, { authorization: basic('nobody') })
      return (await t.cancel(id)).status
    },
    expected: 200,
  },
  {
    about: 'a 401 of LeanRails says what is wrong',
    only: 'leanrails',
    faults: ['auth-login-page'],
    run: async (t) => summarize(await t.cancel('x', { authorization: null })),
    expected: '401 authentication_error api_key_invalid -',
  },
  {
    about: 'a 401 of Stripe says what is wrong, and how to do better',
    only: 'stripe',
    faults: ['auth-challenge-missing'],
    run: async (t) => {
      const response = await t.cancel('x', { authorization: null })
      return [summarize(response), response.headers['www-authenticate'] !== undefined]
    },
    expected: ['401 invalid_request_error - -', true],
  },
  {
    about: 'an open PaymentIntent of another merchant does not exist',
    faults: ['other-merchant-cancels', 'other-merchant-forbidden', 'other-merchant-distinguishable'],
    run: foreign('requires_action'),
    expected: ['404 invalid_request_error resource_missing', true],
  },
  {
    about: 'a PaymentIntent of another merchant that is to be captured does not exist',
    faults: ['other-merchant-cancels-capturable'],
    run: foreign('requires_capture'),
    expected: ['404 invalid_request_error resource_missing', true],
  },
  {
    about: 'a PaymentIntent of another merchant that has succeeded does not exist',
    faults: ['other-merchant-success-revealed'],
    run: foreign('succeeded'),
    expected: ['404 invalid_request_error resource_missing', true],
  },
  {
    about: 'a final PaymentIntent of another merchant does not exist',
    faults: ['other-merchant-state-revealed'],
    run: foreign('canceled'),
    expected: ['404 invalid_request_error resource_missing', true],
  },
  {
    about: 'the answer about a PaymentIntent of another merchant is that about an unknown one',
    faults: ['other-merchant-named'],
    run: async (t) => {
      const output = async (id: string) =>
        (await t.cancel(id, { authorization: t.other })).text.replace(id, '…').replace(/req_\w+/, '…')
      return (await output(await t.create())) === (await output('pi_unknown'))
    },
    expected: true,
  },
  {
    about: 'no answer repeats the API key',
    faults: ['secret-in-401', 'secret-in-header'],
    run: async (t) => {
      const wrong = 'sk_test_NobodyKnows'
      const responses = [
        await t.cancel(await t.create()),
        await t.cancel('pi_unknown'),
        await t.cancel('x', { authorization: basic(wrong) }),
      ]
      const output = responses.map(({ headers, text }) => JSON.stringify(headers) + text).join()
      return [secret(t), wrong, basic(secret(t)), basic(wrong)].filter((word) => output.includes(word)).length
    },
    expected: 0,
  },
  {
    about: 'an unknown id',
    faults: ['not-found-param-missing'],
    run: wrongPath(() => 'pi_unknown'),
    expected: missing,
  },
  {
    about: 'SQL as id',
    faults: ['crash-on-quote-in-id', 'firewall-blocks-quotes'],
    run: wrongPath(() => "x'%20OR%20'1'='1"),
    expected: missing,
  },
  { about: 'a percent sign as id', faults: [], run: wrongPath(() => '%25'), expected: missing },
  {
    about: 'an id in another case',
    faults: ['id-case-insensitive'],
    run: wrongPath((id) => id.toUpperCase()),
    expected: missing,
  },
  {
    about: 'an id with white space',
    faults: ['id-trimmed'],
    run: wrongPath((id) => `${id}%20`),
    expected: missing,
  },
  { about: 'an empty id', faults: ['id-empty-is-latest'], run: wrongPath(() => ''), expected: missing },
  {
    about: 'an id of 300 characters',
    faults: [],
    run: wrongPath(() => 'x'.repeat(300)),
    expected: missing,
  },
  {
    about: 'an id of 10,000 characters',
    faults: [],
    run: wrongPath(() => 'x'.repeat(10_000)),
    expected: missing,
  },
  {
    about: 'an id with a NUL',
    faults: ['crash-on-nul-in-id'],
    run: wrongPath((id) => `${id}%00`),
    expected: missing,
  },
  {
    about: 'an id with broken percent-encoding',
    faults: ['crash-on-broken-percent-in-id'],
    run: wrongPath(() => 'x%zz'),
    expected: missing,
  },
  {
    about: 'an id in Unicode',
    faults: [],
    run: wrongPath(() => '%E2%82%AC'),
    expected: missing,
  },
  {
    about: 'an id with a slash',
    faults: [],
    run: wrongPath(() => 'a%2Fb'),
    expected: missing,
  },
  { about: 'two dots as id', faults: [], run: wrongPath(() => '..'), expected: missing },
]
