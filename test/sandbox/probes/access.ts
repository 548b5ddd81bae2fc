import { basic, summarize, type Tester } from '../tester.ts'
import type { Probe } from './probe.ts'

/** Cancels with other credentials. Returns the status code. */
const statusWith = (authorization: (t: Tester) => string | null) => async (t: Tester) =>
  (await t.cancel(await t.create(), { authorization: authorization(t) })).status

const secret = (t: Tester): string => t.sandbox.keys.secret

/** Cancels another merchant's PaymentIntent in a state. */
const foreign = (state: string) => async (t: Tester) => {
  const id = await t.create(state)
  const code = (text: string) => text.replace(/ (id|intent)$/, '')
  const result = code(summarize(await t.cancel(id, { authorization: t.other })))
  return [result, result === code(summarize(await t.cancel('pi_unknown', { authorization: t.other })))]
}

/** Cancels with an id that does not exist. */
const wrongPath = (path: (id: string) => string) => async (t: Tester) => {
  const id = await t.create()
  const response = await t.cancel('', { path: `/v1/payment_intents/${path(id)}/cancel` })
  return summarize(response).replace(/ (id|intent)$/, ' id')
}

const missing = '404 invalid_request_error resource_missing id'

export const accessProbes: readonly Probe[] = [
  {
    about: 'a request without an API key is rejected',
    faults: ['auth-not-needed', 'auth-returns-200'],
    run: statusWith(() => null),
    expected: 401,
  },
  {
    about: 'a request with a body and without an API key is rejected',
    faults: ['auth-not-needed-with-body'],
    run: async (t) => (await t.cancel(await t.create(), { authorization: null, reason: 'duplicate' })).status,
    expected: 401,
  },
  {
    about: 'an unknown API key is rejected',
    faults: [],
    run: statusWith(() => basic('nobody')),
    expected: 401,
  },
  {
    about: 'an API key with a correct start is rejected',
    faults: [],
    run: statusWith(() => basic('sk_test_nobody')),
    expected: 401,
  },
  {
    about: 'an API key with a wrong end is rejected',
    faults: ['auth-compares-prefix'],
    run: statusWith((t) => basic(`${secret(t)}x`)),
    expected: 401,
  },
  {
    about: 'an API key in another case is rejected',
    faults: ['auth-ignores-case'],
    run: statusWith((t) => basic(secret(t).toUpperCase())),
    expected: 401,
  },
  {
    about: 'a publishable API key is rejected',
    faults: ['auth-publishable', 'auth-without-kind'],
    run: statusWith((t) => basic(t.sandbox.keys.publishable)),
    expected: 401,
  },
  { about: 'an empty API key is rejected', faults: [], run: statusWith(() => basic('')), expected: 401 },
  {
    about: 'another scheme is rejected',
    faults: ['auth-any-scheme'],
    run: statusWith((t) => `Digest ${secret(t)}`),
    expected: 401,
  },
  {
    about: 'a header that is not Base64 is rejected',
    faults: ['auth-malformed-crashes'],
    run: statusWith(() => 'Basic ###'),
    expected: 401,
  },
  {
    about: 'a scheme in lower case is accepted',
    faults: ['auth-scheme-case-sensitive'],
    run: statusWith((t) => basic(secret(t)).replace('B', 'b')),
    expected: 200,
  },
  {
    about: 'a bearer token is accepted',
    only: 'stripe',
    faults: ['auth-bearer-rejected'],
    run: statusWith((t) => `Bearer ${secret(t)}`),
    expected: 200,
  },
  {
    about: 'the API key as the user name of HTTP Basic is accepted',
    only: 'stripe',
    faults: ['auth-basic-rejected'],
    run: statusWith((t) => basic(secret(t))),
    expected: 200,
  },
  {
    about: 'a request without an API key for a canceled PaymentIntent is rejected with 401',
    faults: ['auth-after-state'],
    run: async (t) => (await t.cancel(await t.create('canceled'), { authorization: null })).status,
    expected: 401,
  },
  {
    about: "another merchant's bearer token gives no access",
    only: 'stripe',
    faults: ['auth-bearer-sees-all'],
    run: async (t) =>
      (await t.cancel(await t.create(), { authorization: `Bearer ${t.sandbox.keys.other}` })).status,
    expected: 404,
  },
  {
    about: 'a rejected request is not executed',
    faults: ['auth-after-execution'],
    run: async (t) => {
      const id = await t.create()
      await t.cancel(id, { authorization: basic('nobody') })
      return (await t.cancel(id)).status
    },
    expected: 200,
  },
  {
    about: 'a 401 of LeanRails has the documented error',
    only: 'leanrails',
    faults: ['auth-login-page'],
    run: async (t) => summarize(await t.cancel('x', { authorization: null })),
    expected: '401 authentication_error api_key_invalid -',
  },
  {
    about: 'a 401 of Stripe has the documented error and a challenge',
    only: 'stripe',
    faults: ['auth-challenge-missing'],
    run: async (t) => {
      const response = await t.cancel('x', { authorization: null })
      return [summarize(response), response.headers['www-authenticate'] !== undefined]
    },
    expected: ['401 invalid_request_error - -', true],
  },
  {
    about: 'another merchant receives 404 for a PaymentIntent in requires_action',
    faults: ['other-merchant-cancels', 'other-merchant-forbidden', 'other-merchant-distinguishable'],
    run: foreign('requires_action'),
    expected: ['404 invalid_request_error resource_missing', true],
  },
  {
    about: 'another merchant receives 404 for a PaymentIntent in requires_capture',
    faults: ['other-merchant-cancels-capturable'],
    run: foreign('requires_capture'),
    expected: ['404 invalid_request_error resource_missing', true],
  },
  {
    about: 'another merchant receives 404 for a succeeded PaymentIntent',
    faults: ['other-merchant-success-revealed'],
    run: foreign('succeeded'),
    expected: ['404 invalid_request_error resource_missing', true],
  },
  {
    about: 'another merchant receives 404 for a canceled PaymentIntent',
    faults: ['other-merchant-state-revealed'],
    run: foreign('canceled'),
    expected: ['404 invalid_request_error resource_missing', true],
  },
  {
    about: 'another merchant receives the same response as for an unknown id',
    faults: ['other-merchant-named'],
    run: async (t) => {
      const output = async (id: string) =>
        (await t.cancel(id, { authorization: t.other })).text.replace(id, '…').replace(/req_\w+/, '…')
      return (await output(await t.create())) === (await output('pi_unknown'))
    },
    expected: true,
  },
  {
    about: 'no response contains the API key',
    faults: ['secret-in-401', 'secret-in-header'],
    run: async (t) => {
      const wrong = 'sk_test_NobodyKnows'
      const responses = [
        await t.cancel(await t.create()),
        await t.cancel('pi_unknown'),
        await t.cancel('x', { authorization: basic(wrong) }),
      ]
      const output = responses.map(({ headers, text }) => JSON.stringify(headers) + text).join()
      return [secret(t), wrong, basic(secret(t)), basic(wrong)].filter((text) => output.includes(text)).length
    },
    expected: 0,
  },
  {
    about: 'an unknown id returns 404',
    faults: ['not-found-param-missing'],
    run: wrongPath(() => 'pi_unknown'),
    expected: missing,
  },
  {
    about: 'SQL as the id returns 404',
    faults: ['crash-on-quote-in-id', 'firewall-blocks-quotes'],
    run: wrongPath(() => "x'%20OR%20'1'='1"),
    expected: missing,
  },
  {
    about: 'a percent sign as the id returns 404',
    faults: [],
    run: wrongPath(() => '%25'),
    expected: missing,
  },
  {
    about: 'an id in another case returns 404',
    faults: ['id-case-insensitive'],
    run: wrongPath((id) => id.toUpperCase()),
    expected: missing,
  },
  {
    about: 'an id with white space returns 404',
    faults: ['id-trimmed'],
    run: wrongPath((id) => `${id}%20`),
    expected: missing,
  },
  {
    about: 'an empty id returns 404',
    faults: ['id-empty-is-latest'],
    run: wrongPath(() => ''),
    expected: missing,
  },
  {
    about: 'an id of 300 characters returns 404',
    faults: [],
    run: wrongPath(() => 'x'.repeat(300)),
    expected: missing,
  },
  {
    about: 'an id of 10,000 characters returns 404',
    faults: [],
    run: wrongPath(() => 'x'.repeat(10_000)),
    expected: missing,
  },
  {
    about: 'an id with a NUL returns 404',
    faults: ['crash-on-nul-in-id'],
    run: wrongPath((id) => `${id}%00`),
    expected: missing,
  },
  {
    about: 'an id with invalid percent-encoding returns 404',
    faults: ['crash-on-broken-percent-in-id'],
    run: wrongPath(() => 'x%zz'),
    expected: missing,
  },
  {
    about: 'an id with a Unicode character returns 404',
    faults: [],
    run: wrongPath(() => '%E2%82%AC'),
    expected: missing,
  },
  {
    about: 'an id with a slash returns 404',
    faults: [],
    run: wrongPath(() => 'a%2Fb'),
    expected: missing,
  },
  { about: 'two dots as the id return 404', faults: [], run: wrongPath(() => '..'), expected: missing },
]
