import type { Tester } from '../tester.ts'
import type { Probe } from './probe.ts'
import { problems } from './well-formed.ts'

async function canceled(t: Tester): Promise<string[]> {
  const [a, b] = [await t.create('requires_capture'), await t.create()]
  const reason = 'abandoned'
  return [
    ...problems(t, await t.cancel(a, { reason }), a, reason),
    ...problems(t, await t.cancel(b), b, null),
  ]
}

/** What a canceled PaymentIntent of a kind shows in one field. */
const shown = (kind: string, field: string) => async (t: Tester) => {
  const id = await t.createWith({ status: 'requires_payment_method', kind })
  return (await t.cancel(id)).json?.[field]
}

/** What comes back of a reason. */
const echo = (about: string, reason: string, faults: readonly string[]): Probe => ({
  about: `the reason ${about} comes back as it was sent`,
  only: 'leanrails',
  faults,
  run: async (t) => (await t.cancel(await t.create(), { reason })).json?.['cancellation_reason'],
  expected: reason,
})

export const responseProbes: readonly Probe[] = [
  {
    about: 'a canceled PaymentIntent is well formed',
    faults: [
      ...['amount-as-string', 'amount-with-fraction', 'currency-missing', 'created-in-milliseconds'],
      ...['canceled-at-iso', 'canceled-at-before-created', 'canceled-at-in-local-time'],
      ...['status-stale', 'id-lower-case', 'metadata-as-array', 'camel-case', 'wrapped-in-data'],
      ...['body-truncated', 'success-201', 'reason-not-stored', 'reason-invented'],
      ...['content-type-text', 'content-type-missing', 'refuses-requires-capture', 'body-required'],
    ],
    run: canceled,
    expected: [],
  },
  {
    about: 'a canceled PaymentIntent of LeanRails is well formed',
    only: 'leanrails',
    faults: ['charges-without-has-more', 'capture-method-unknown'],
    run: canceled,
    expected: [],
  },
  {
    about: 'a canceled PaymentIntent of Stripe is well formed',
    only: 'stripe',
    faults: [
      ...['nulls-left-out', 'nulls-as-empty-strings', 'amount-capturable-not-reset'],
      ...['payment-method-types-as-string'],
    ],
    run: canceled,
    expected: [],
  },
  {
    about: 'a failed attempt is told whole',
    only: 'leanrails',
    faults: ['payment-error-without-code'],
    run: shown('declined', 'last_payment_error'),
    expected: { type: 'card_error', code: 'card_declined', message: 'The card was declined.' },
  },
  {
    about: 'an address is told whole',
    only: 'stripe',
    faults: ['address-nulls-left-out'],
    run: async (t) => {
      const { address } = (await shown('shipped', 'shipping')(t)) as { address: object }
      return Object.keys(address)
    },
    expected: ['city', 'country', 'line1', 'line2', 'postal_code', 'state'],
  },
  {
    about: 'a fee is told in cents',
    only: 'stripe',
    faults: ['fee-in-dollars'],
    run: shown('platform', 'application_fee_amount'),
    expected: 200,
  },
  echo('in Latin letters', 'Déjà vu', ['reason-mojibake', 'response-in-latin-1']),
  echo('with combining marks', 'e\u0301', ['reason-normalised']),
  echo('with astral characters', 'paid 💳', ['reason-without-astral', 'crash-on-astral']),
  echo('with mark-up', '<b>"a" & b</b>', ['reason-html-escaped']),
  echo('with quotes', "it's", []),
  echo('with spaces around it', ' x ', ['reason-trimmed']),
  echo('in mixed case', 'Ordered Twice', []),
  echo('of 256 letters', 'r'.repeat(256), ['reason-truncated', 'reason-long-rejected']),
  echo('of 1,001 letters', 'r'.repeat(1001), ['reason-cut-after-1000']),
  echo('of digits alone', '1042', ['reason-digits-as-number']),
  echo('that is the word null', 'null', ['reason-word-null-is-null']),
  echo('that is empty', '', ['reason-empty-is-null', 'reason-empty-rejected']),
  echo('with control characters', 'a\nb\0c', ['crash-on-nul-in-reason']),
]
