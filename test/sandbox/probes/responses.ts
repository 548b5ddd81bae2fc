import type { Tester } from '../tester.ts'
import type { Probe } from './probe.ts'
import { problems } from './well-formed.ts'

/** Cancels two PaymentIntents. Returns the problems of the responses. */
async function canceled(t: Tester): Promise<string[]> {
  const [a, b] = [await t.create('requires_capture'), await t.create()]
  const reason = 'abandoned'
  return [
    ...problems(t, await t.cancel(a, { reason }), a, reason),
    ...problems(t, await t.cancel(b), b, null),
  ]
}

/** Returns one field of a canceled PaymentIntent of a payment kind. */
const fieldOf = (kind: string, field: string) => async (t: Tester) => {
  const id = await t.createWith({ status: 'requires_payment_method', kind })
  return (await t.cancel(id)).json?.[field]
}

/** Creates a probe that a reason is returned unchanged. */
const echo = (about: string, reason: string, faults: readonly string[]): Probe => ({
  about: `a reason ${about} is returned unchanged`,
  only: 'leanrails',
  faults,
  run: async (t) => (await t.cancel(await t.create(), { reason })).json?.['cancellation_reason'],
  expected: reason,
})

export const responseProbes: readonly Probe[] = [
  {
    about: 'a canceled PaymentIntent is valid',
    faults: [
      ...['amount-as-string', 'amount-with-fraction', 'currency-missing', 'created-in-milliseconds'],
      ...['canceled-at-iso', 'canceled-at-before-created', 'canceled-at-in-local-time'],
      ...['status-stale', 'id-lower-case', 'metadata-as-array', 'camel-case', 'wrapped-in-data'],
      ...['body-truncated', 'success-201', 'reason-not-stored', 'reason-invented'],
      ...['content-type-text', 'content-type-missing', 'rejects-requires-capture', 'body-required'],
    ],
    run: canceled,
    expected: [],
  },
  {
    about: 'a canceled PaymentIntent has each field once',
    faults: ['currency-twice'],
    run: async (t) => (await t.cancel(await t.create())).text.split('"currency":').length - 1,
    expected: 1,
  },
  {
    about: 'a canceled PaymentIntent of LeanRails is valid',
    only: 'leanrails',
    faults: ['charges-without-has-more', 'capture-method-unknown'],
    run: canceled,
    expected: [],
  },
  {
    about: 'a canceled PaymentIntent of Stripe is valid',
    only: 'stripe',
    faults: [
      ...['nulls-left-out', 'nulls-as-empty-strings', 'amount-capturable-not-reset'],
      ...['payment-method-types-as-string', 'content-type-needed'],
    ],
    run: canceled,
    expected: [],
  },
  {
    about: 'last_payment_error is complete',
    only: 'leanrails',
    faults: ['payment-error-without-code'],
    run: fieldOf('declined', 'last_payment_error'),
    expected: { type: 'card_error', code: 'card_declined', message: 'The card was declined.' },
  },
  {
    about: 'an address is complete',
    only: 'stripe',
    faults: ['address-nulls-left-out'],
    run: async (t) => {
      const { address } = (await fieldOf('shipped', 'shipping')(t)) as { address: object }
      return Object.keys(address)
    },
    expected: ['city', 'country', 'line1', 'line2', 'postal_code', 'state'],
  },
  {
    about: 'a fee is in cents',
    only: 'stripe',
    faults: ['fee-in-dollars'],
    run: fieldOf('platform', 'application_fee_amount'),
    expected: 200,
  },
  echo('in Latin letters', 'Déjà vu', ['reason-mojibake', 'response-in-latin-1']),
  echo('with combining marks', 'e\u0301', ['reason-normalised']),
  echo('with astral characters', 'paid 💳', ['reason-without-astral', 'crash-on-astral']),
  echo('with mark-up', '<b>"a" & b</b>', ['reason-html-escaped']),
  echo('with quotes', "it's", []),
  echo('with surrounding spaces', ' x ', ['reason-trimmed']),
  echo('in mixed case', 'Ordered Twice', []),
  echo('of 256 letters', 'r'.repeat(256), ['reason-truncated', 'reason-long-rejected']),
  echo('of 1,001 letters', 'r'.repeat(1001), ['reason-cut-after-1000']),
  echo('of digits', '1042', ['reason-digits-as-number']),
  echo('that is the word null', 'null', ['reason-word-null-is-null']),
  echo('that is the word true', 'true', ['reason-true-is-boolean']),
  echo('that is the word undefined', 'undefined', ['reason-undefined-is-null']),
  echo('that is a date', '2024-02-29', ['reason-date-with-time']),
  echo('that begins like a formula', '=1+1', ['reason-formula-escaped']),
  echo('in double quotes', '"quoted"', ['reason-unquoted']),
  echo('with a template', 'a {{name}}', ['reason-templates-emptied']),
  echo('that is empty', '', ['reason-empty-is-null', 'reason-empty-rejected']),
  echo('with control characters', 'a\nb\0c', ['crash-on-nul-in-reason']),
]
