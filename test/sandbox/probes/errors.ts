import { summarize, type TesterResponse, type Tester } from '../tester.ts'
import type { Probe } from './probe.ts'

/** An error in short, and whether everything about it is as it should be. */
function checkError(response: TesterResponse): string {
  const error = Object(response.json?.['error']) as Record<string, unknown>
  const { message, code, param, doc_url } = error
  const good =
    response.headers['content-type'] === 'application/json' &&
    typeof message === 'string' &&
    !/\n\s+at /.test(message) &&
    [code, param].every((value) => value === undefined || typeof value === 'string') &&
    (doc_url === undefined || (typeof doc_url === 'string' && doc_url.startsWith('https:')))
  return `${good ? 'good' : 'bad'} ${summarize(response)}`
}

/** One error of each common kind. */
async function common(t: Tester): Promise<string[]> {
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
    about: 'errors of LeanRails',
    only: 'leanrails',
    faults: [...faults, 'error-doc-url-relative', 'reason-number-accepted'],
    run: common,
    expected: [
      'good 401 authentication_error api_key_invalid -',
      'good 404 invalid_request_error resource_missing id',
      'good 400 invalid_request_error payment_intent_unexpected_state -',
      'good 400 invalid_request_error parameter_invalid cancellation_reason',
      'good 405 invalid_request_error method_not_allowed -',
    ],
  },
  {
    about: 'errors of Stripe',
    only: 'stripe',
    faults: [...faults, 'reason-not-checked'],
    run: common,
    expected: [
      'good 401 invalid_request_error - -',
      'good 404 invalid_request_error resource_missing intent',
      'good 400 invalid_request_error payment_intent_unexpected_state -',
      'good 400 invalid_request_error - cancellation_reason',
      'good 405 invalid_request_error - -',
    ],
  },
  {
    about: 'errors for a client that accepts HTML',
    faults: ['error-for-browsers', 'crash-on-any-accept'],
    run: async (t) =>
      checkError(await t.cancel('x', { authorization: null, headers: { Accept: 'text/html' } })).slice(0, 8),
    expected: 'good 401',
  },
  {
    about: 'answers for a client that accepts JSON among others',
    faults: ['accept-list-rejected'],
    run: async (t) =>
      (await t.cancel(await t.create(), { headers: { Accept: 'application/json, */*' } })).status,
    expected: 200,
  },
  {
    about: 'a failure of the server is told like every other error',
    faults: ['failure-in-html'],
    run: async (t) => checkError(await t.cancel(await t.provoke('500'))).slice(0, 18),
    expected: 'good 500 api_error',
  },
  {
    about: 'an unknown path',
    faults: ['unknown-path-in-html'],
    run: async (t) => checkError(await t.send('POST', '/v1/nothing')).slice(0, 8),
    expected: 'good 404',
  },
  {
    about: 'a version that is no date',
    only: 'leanrails',
    faults: [],
    run: async (t) => summarize(await t.cancel(await t.create(), { headers: { 'X-API-Version': 'latest' } })),
    expected: '400 invalid_request_error parameter_invalid X-API-Version',
  },
  {
    about: 'a version that looks like a date',
    only: 'leanrails',
    faults: ['version-impossible-accepted'],
    run: async (t) => (await t.cancel(await t.create(), { headers: { 'X-API-Version': '2026-02-30' } })).status,
    expected: 400,
  },
  {
    about: 'a version',
    faults: [],
    run: async (t) => {
      const headers = { 'X-API-Version': '2026-03-09', 'Stripe-Version': '2024-06-20' }
      return (await t.cancel(await t.create(), { headers })).status
    },
    expected: 200,
  },
  {
    about: 'a version that only begins like one',
    only: 'stripe',
    faults: ['version-prefix-accepted'],
    run: async (t) => {
      const status = async (version: string) =>
        (await t.cancel(await t.create(), { headers: { 'Stripe-Version': version } })).status
      return [await status('2024-06-20'), await status('2024-06-20.acacia'), await status('2024-06-20x')]
    },
    expected: [200, 200, 400],
  },
  {
    about: 'an unknown parameter',
    only: 'stripe',
    faults: ['unknown-parameter-code-missing', 'unknown-parameter-accepted'],
    run: async (t) => summarize(await t.cancel(await t.create(), { body: 'reason=x' })),
    expected: '400 invalid_request_error parameter_unknown reason',
  },
]
