import { basic, brief, type Tester } from '../tester.ts'
import type { Probe } from './probe.ts'

/** A cancellation with other credentials; whether it is refused, and how. */
const knock = (authorization: (t: Tester) => string | null) => async (t: Tester) =>
  (await t.cancel(await t.make(), { authorization: authorization(t) })).status

const secret = (t: Tester): string => t.sandbox.keys.secret

/** Another merchant's cancellation of a PaymentIntent in a state. */
const foreign = (state: string) => async (t: Tester) => {
  const id = await t.make(state)
  const code = (text: string) => text.replace(/ (id|intent)$/, '')
  const theirs = code(brief(await t.cancel(id, { authorization: t.other })))
  return [theirs, theirs === code(brief(await t.cancel('pi_unknown', { authorization: t.other })))]
}

/** Ids that name nothing, or not quite. */
const stray = (path: (id: string) => string) => async (t: Tester) => {
  const id = await t.make()
  const answer = await t.cancel('', { path: `/v1/payment_intents/${path(id)}/cancel` })
  return brief(answer).replace(/ (id|intent)$/, ' it')
}

const missing = '404 invalid_request_error resource_missing it'

export const accessProbes: readonly Probe[] = [
  {
    about: 'no API key',
    faults: ['auth-not-needed', 'auth-says-200'],
    ask: knock(() => null),
    right: 401,
  },
  { about: 'any API key', faults: [], ask: knock(() => basic('nobody')), right: 401 },
  {
    about: 'an API key with the right beginning',
    faults: [],
    ask: knock(() => basic('sk_test_nobody')),
    right: 401,
  },
  {
    about: 'an API key with a wrong end',
    faults: ['auth-compares-a-part'],
    ask: knock((t) => basic(`${secret(t)}x`)),
    right: 401,
  },
  {
    about: 'an API key in another case',
    faults: ['auth-ignores-case'],
    ask: knock((t) => basic(secret(t).toUpperCase())),
    right: 401,
  },
  {
    about: 'a publishable API key',
    faults: ['auth-publishable'],
    ask: knock((t) => basic(t.sandbox.keys.publishable)),
    right: 401,
  },
  { about: 'an empty API key', faults: [], ask: knock(() => basic('')), right: 401 },
  {
    about: 'another scheme',
    faults: ['auth-any-scheme'],
    ask: knock((t) => `Digest ${secret(t)}`),
    right: 401,
  },
  {
    about: 'a header that is no Base64',
    faults: ['auth-malformed-crashes'],
    ask: knock(() => 'Basic ###'),
    right: 401,
  },
  {
    about: 'a scheme in lower case',
    faults: ['auth-scheme-case-sensitive'],
    ask: knock((t) => basic(secret(t)).replace('B', 'b')),
    right: 200,
  },
  {
    about: 'a Bearer token',
    only: 'stripe',
    faults: ['auth-bearer-refused'],
    ask: knock((t) => `Bearer ${secret(t)}`),
    right: 200,
  },
  {
    about: 'no API key, on what is canceled already',
    faults: ['auth-after-state'],
    ask: async (t) => (await t.cancel(await t.make('canceled'), { authorization: null })).status,
    right: 401,
  },
  {
    about: "another merchant's Bearer token",
    only: 'stripe',
    faults: ['auth-bearer-sees-all'],
    ask: async (t) =>
      (await t.cancel(await t.make(), { authorization: `Bearer ${t.sandbox.keys.other}` })).status,
    right: 404,
  },
  {
    about: 'a refused request is not executed',
    faults: ['auth-after-the-fact'],
    ask: async (t) => {
      const id = await t.make()
      await t.cancel(id, { authorization: basic('nobody') })
      return (await t.cancel(id)).status
    },
    right: 200,
  },
  {
    about: 'a 401 of LeanRails says what is wrong',
    only: 'leanrails',
    faults: ['auth-login-page'],
    ask: async (t) => brief(await t.cancel('x', { authorization: null })),
    right: '401 authentication_error api_key_invalid -',
  },
  {
    about: 'a 401 of Stripe says what is wrong, and how to do better',
    only: 'stripe',
    faults: ['auth-challenge-missing'],
    ask: async (t) => {
      const answer = await t.cancel('x', { authorization: null })
      return [brief(answer), answer.headers['www-authenticate'] !== undefined]
    },
    right: ['401 invalid_request_error - -', true],
  },
  {
    about: 'an open PaymentIntent of another merchant does not exist',
    faults: ['other-merchant-cancels', 'other-merchant-forbidden', 'other-merchant-told-apart'],
    ask: foreign('requires_action'),
    right: ['404 invalid_request_error resource_missing', true],
  },
  {
    about: 'a PaymentIntent of another merchant that is to be captured does not exist',
    faults: ['other-merchant-cancels-held'],
    ask: foreign('requires_capture'),
    right: ['404 invalid_request_error resource_missing', true],
  },
  {
    about: 'a PaymentIntent of another merchant that has succeeded does not exist',
    faults: ['other-merchant-success-told'],
    ask: foreign('succeeded'),
    right: ['404 invalid_request_error resource_missing', true],
  },
  {
    about: 'a final PaymentIntent of another merchant does not exist',
    faults: ['other-merchant-state-told'],
    ask: foreign('canceled'),
    right: ['404 invalid_request_error resource_missing', true],
  },
  {
    about: 'the answer about a PaymentIntent of another merchant is that about an unknown one',
    faults: ['other-merchant-named'],
    ask: async (t) => {
      const said = async (id: string) =>
        (await t.cancel(id, { authorization: t.other })).text.replace(id, '…').replace(/req_\w+/, '…')
      return (await said(await t.make())) === (await said('pi_unknown'))
    },
    right: true,
  },
  {
    about: 'no answer repeats the API key',
    faults: ['secret-in-401', 'secret-in-header'],
    ask: async (t) => {
      const wrong = 'sk_test_NobodyKnows'
      const answers = [
        await t.cancel(await t.make()),
        await t.cancel('pi_unknown'),
        await t.cancel('x', { authorization: basic(wrong) }),
      ]
      const said = answers.map(({ headers, text }) => JSON.stringify(headers) + text).join()
      return [secret(t), wrong, basic(secret(t)), basic(wrong)].filter((word) => said.includes(word)).length
    },
    right: 0,
  },
  {
    about: 'an unknown id',
    faults: ['not-found-param-missing'],
    ask: stray(() => 'pi_unknown'),
    right: missing,
  },
  {
    about: 'SQL as id',
    faults: ['crash-on-quote-in-id', 'firewall-blocks-quotes'],
    ask: stray(() => "x'%20OR%20'1'='1"),
    right: missing,
  },
  { about: 'a percent sign as id', faults: [], ask: stray(() => '%25'), right: missing },
  {
    about: 'an id in another case',
    faults: ['id-case-insensitive'],
    ask: stray((id) => id.toUpperCase()),
    right: missing,
  },
  { about: 'an id with white space', faults: ['id-trimmed'], ask: stray((id) => `${id}%20`), right: missing },
  { about: 'an empty id', faults: ['id-empty-is-latest'], ask: stray(() => ''), right: missing },
  {
    about: 'an id of 300 characters',
    faults: [],
    ask: stray(() => 'x'.repeat(300)),
    right: missing,
  },
  {
    about: 'an id of 10,000 characters',
    faults: [],
    ask: stray(() => 'x'.repeat(10_000)),
    right: missing,
  },
  {
    about: 'an id with a NUL',
    faults: ['crash-on-nul-in-id'],
    ask: stray((id) => `${id}%00`),
    right: missing,
  },
  {
    about: 'an id with broken percent-encoding',
    faults: ['crash-on-broken-percent-in-id'],
    ask: stray(() => 'x%zz'),
    right: missing,
  },
  {
    about: 'an id in Unicode',
    faults: [],
    ask: stray(() => '%E2%82%AC'),
    right: missing,
  },
  {
    about: 'an id with a slash',
    faults: [],
    ask: stray(() => 'a%2Fb'),
    right: missing,
  },
  { about: 'two dots as id', faults: [], ask: stray(() => '..'), right: missing },
]
