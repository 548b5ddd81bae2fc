import { summarize, type TesterResponse, type Tester } from '../tester.ts'
import type { Probe } from './probe.ts'

/** Summarizes an error, and whether all its fields are valid. */
function checkError(response: TesterResponse): string {
  const error = Object(response.json?.['error']) as Record<string, unknown>
  const { message, code, param, doc_url } = error
  const isValid =
    response.headers['content-type'] === 'application/json' &&
    typeof message === 'string' &&
    !/\n\s+at /.test(message) &&
    [code, param].every((value) => value === undefined || typeof value === 'string') &&
    (doc_url === undefined || (typeof doc_url === 'string' && doc_url.startsWith('https:')))
  return `${isValid ? 'valid' : 'invalid'} ${summarize(response)}`
}

/** Provokes one error of each common kind. */
async function commonErrors(t: Tester): Promise<string[]> {
  const invalidBody = t.api === 'leanrails' ? '{"cancellation_reason":1}' : 'cancellation_reason=x'
  const responses = [
    await t.cancel('x', { authorization: null }),
    await t.cancel('pi_unknown'),
    await t.cancel(await t.create('canceled')),
    await t.cancel(await t.create(), { body: invalidBody }),
    await t.cancel('x', { method: 'GET' }),
  ]
  return responses.map(checkError)
}

const faults = [
  ...['error-without-type'],
  ...['error-code-as-number'],
  ...['error-as-problem', 'error-in-html', 'error-in-html-as-json'],
  ...['error-with-200', 'error-always-400', 'error-with-stack-trace', 'not-found-with-java-trace'],
  ...['wrong-reason-unprocessable'],
  ...['wrong-method-not-implemented'],
  ...['get-cancels'],
]

export const errorProbes: readonly Probe[] = [
  {
    about: 'errors of LeanRails are as documented',
    only: 'leanrails',
    faults: [...faults, 'error-doc-url-relative', 'reason-number-accepted'],
    run: commonErrors,
    expected: [
      'valid 401 authentication_error api_key_invalid -',
      'valid 404 invalid_request_error resource_missing id',
      'valid 400 invalid_request_error payment_intent_unexpected_state -',
      'valid 400 invalid_request_error parameter_invalid cancellation_reason',
      'valid 405 invalid_request_error method_not_allowed -',
    ],
  },
  {
    about: 'errors of Stripe are as documented',
    only: 'stripe',
    faults: [...faults, 'reason-not-checked'],
    run: commonErrors,
    expected: [
      'valid 401 invalid_request_error - -',
      'valid 404 invalid_request_error resource_missing intent',
      'valid 400 invalid_request_error payment_intent_unexpected_state -',
      'valid 400 invalid_request_error - cancellation_reason',
      'valid 405 invalid_request_error - -',
    ],
  },
  {
    about: 'an error for a client that accepts HTML is JSON',
    faults: ['error-for-browsers', 'crash-on-any-accept'],
    run: async (t) =>
      checkError(await t.cancel('x', { authorization: null, headers: { Accept: 'text/html' } })).slice(0, 9),
    expected: 'valid 401',
  },
  {
    about: 'a client that accepts JSON and other media types receives a success',
    faults: ['accept-list-rejected'],
    run: async (t) =>
      (await t.cancel(await t.create(), { headers: { Accept: 'application/json, */*' } })).status,
    expected: 200,
  },
  {
    about: 'a client that accepts anything receives a success',
    faults: ['accept-required'],
    run: async (t) => (await t.cancel(await t.create())).status,
    expected: 200,
  },
  {
    about: 'a 500 has a valid error',
    faults: ['failure-in-html'],
    run: async (t) => checkError(await t.cancel(await t.provoke('500'))).slice(0, 19),
    expected: 'valid 500 api_error',
  },
  {
    about: 'an unknown path returns a valid error',
    faults: ['unknown-path-in-html'],
    run: async (t) => checkError(await t.send('POST', '/v1/nothing')).slice(0, 9),
    expected: 'valid 404',
  },
  {
    about: 'a version that is not a date is rejected',
    only: 'leanrails',
    faults: [],
    run: async (t) => summarize(await t.cancel(await t.create(), { headers: { 'X-API-Version': 'latest' } })),
    expected: '400 invalid_request_error parameter_invalid X-API-Version',
  },
  {
    about: 'a version that is not an existing date is rejected',
    only: 'leanrails',
    faults: ['version-impossible-accepted'],
    run: async (t) =>
      (await t.cancel(await t.create(), { headers: { 'X-API-Version': '2026-02-30' } })).status,
    expected: 400,
  },
  {
    about: 'a valid version is accepted',
    faults: [],
    run: async (t) => {
      const headers = { 'X-API-Version': '2026-03-09', 'Stripe-Version': '2024-06-20' }
      return (await t.cancel(await t.create(), { headers })).status
    },
    expected: 200,
  },
  {
    about: 'a version with a valid start only, or another sign than a dot, is rejected',
    only: 'stripe',
    faults: ['version-prefix-accepted', 'version-separator-accepted'],
    run: async (t) => {
      const status = async (version: string) =>
        (await t.cancel(await t.create(), { headers: { 'Stripe-Version': version } })).status
      const versions = ['2024-06-20', '2024-06-20.acacia', '2024-06-20x', '2024-06-20-acacia']
      const statuses: number[] = []
      for (const version of versions) statuses.push(await status(version))
      return statuses
    },
    expected: [200, 200, 400, 400],
  },
  {
    about: 'an account that is not connected is rejected',
    only: 'stripe',
    faults: ['account-not-checked'],
    run: async (t) =>
      (await t.cancel(await t.create(), { headers: { 'Stripe-Account': 'acct_NotConnected' } })).status,
    expected: 403,
  },
  {
    about: 'an error contains the PaymentIntent in its state',
    only: 'stripe',
    faults: ['unexpected-state-with-stale-status'],
    run: async (t) => {
      const error = (await t.cancel(await t.create('succeeded'))).json?.['error']
      return (error as { payment_intent: { status: string } }).payment_intent.status
    },
    expected: 'succeeded',
  },
  {
    about: 'an error contains the PaymentIntent with the id of its customer, whatever a request expanded',
    only: 'stripe',
    faults: ['unexpected-state-expanded', 'expand-sticks'],
    run: async (t) => {
      const id = await t.create()
      await t.cancel(id, { body: 'expand[]=customer' })
      const error = (await t.cancel(id)).json?.['error']
      return (error as { payment_intent: { customer: unknown } }).payment_intent.customer
    },
    expected: 'cus_NffrFeUfNV2Hib',
  },
  {
    about: 'an error contains the PaymentIntent as it was',
    only: 'stripe',
    faults: ['unexpected-state-sets-time'],
    run: async (t) => {
      const id = await t.create('succeeded')
      const error = (await t.cancel(id)).json?.['error']
      return (error as { payment_intent: { canceled_at: unknown } }).payment_intent.canceled_at
    },
    expected: null,
  },
  {
    about: 'an unknown parameter is rejected',
    only: 'stripe',
    faults: ['unknown-parameter-code-missing', 'unknown-parameter-accepted'],
    run: async (t) => summarize(await t.cancel(await t.create(), { body: 'reason=x' })),
    expected: '400 invalid_request_error parameter_unknown reason',
  },
]
