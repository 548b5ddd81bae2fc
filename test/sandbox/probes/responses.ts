import type { Tester } from '../tester.ts'
import type { Probe } from './probe.ts'
import { problems } from './well-formed.ts'

async function canceled(t: Tester): Promise<string[]> {
  const [a, b] = [await t.make('requires_capture'), await t.make()]
  const reason = 'abandoned'
  return [
    ...problems(t, await t.cancel(a, { reason }), a, reason),
    ...problems(t, await t.cancel(b), b, null),
  ]
}

/** What comes back of a reason. */
const echo = (about: string, reason: string, faults: readonly string[]): Probe => ({
  about: `the reason ${about} comes back as it was sent`,
  only: 'leanrails',
  faults,
  ask: async (t) => (await t.cancel(await t.make(), { reason })).json?.['cancellation_reason'],
  right: reason,
})

export const responseProbes: readonly Probe[] = [
  {
    about: 'a canceled PaymentIntent is well formed',
    faults: [
      ...['amount-as-string', 'amount-with-fraction', 'amount-missing', 'currency-null', 'currency-missing'],
      ...['created-in-milliseconds', 'created-missing', 'created-as-string', 'canceled-at-in-milliseconds'],
      ...['canceled-at-null', 'canceled-at-missing', 'canceled-at-iso', 'canceled-at-with-fraction'],
      ...['canceled-at-before-created', 'canceled-at-in-local-time', 'canceled-at-zero', 'status-cancelled'],
      ...[
        'status-upper-case',
        'status-missing',
        'status-stale',
        'id-of-another',
        'id-lower-case',
        'id-missing',
      ],
      ...['object-wrong', 'object-missing', 'livemode-as-string', 'livemode-as-number', 'livemode-missing'],
      ...['metadata-as-array', 'metadata-null', 'metadata-with-numbers', 'customer-as-number'],
      ...[
        'last-payment-error-as-string',
        'camel-case',
        'wrapped-in-data',
        'wrapped-in-array',
        'json-in-json',
      ],
      ...['body-empty', 'body-truncated', 'body-null', 'body-acknowledges', 'success-201', 'success-202'],
      ...['success-204', 'reason-not-kept', 'reason-missing', 'reason-invented', 'reason-null-as-text'],
      ...[
        'reason-upper-case',
        'deletes-instead',
        'content-type-text',
        'content-type-html',
        'content-type-bytes',
      ],
      ...['content-type-missing', 'refuses-requires-payment-method', 'refuses-requires-capture'],
      ...['body-required', 'reason-required'],
    ],
    ask: canceled,
    right: [],
  },
  {
    about: 'a canceled PaymentIntent of LeanRails is well formed',
    only: 'leanrails',
    faults: [
      ...['charges-as-array', 'charges-without-has-more', 'charges-data-null', 'capture-method-unknown'],
      ...['customer-expanded', 'merchant-id-null', 'amount-received-as-string', 'crash-on-no-body'],
    ],
    ask: canceled,
    right: [],
  },
  {
    about: 'a canceled PaymentIntent of Stripe is well formed',
    only: 'stripe',
    faults: [
      ...['nulls-left-out', 'nulls-as-empty-strings', 'amount-capturable-kept', 'amount-capturable-missing'],
      ...['amount-details-missing', 'metadata-missing', 'payment-method-types-as-string'],
      ...['automatic-payment-methods-as-flag', 'client-secret-missing', 'transfer-group-missing'],
      ...['confirmation-method-unknown', 'reason-abandoned-refused'],
    ],
    ask: canceled,
    right: [],
  },
  echo('in Latin letters', 'Déjà vu', [
    'reason-mojibake',
    'reason-ascii-only',
    'answer-in-latin-1',
    'crash-on-unicode',
  ]),
  echo('with combining marks', 'e\u0301', ['reason-normalised']),
  echo('with astral characters', 'paid 💳', [
    'reason-without-astral',
    'reason-cut-in-a-character',
    'crash-on-astral',
  ]),
  echo('with mark-up', '<b>"a" & b</b>', ['reason-html-escaped']),
  echo('with quotes', "it's", ['crash-on-quote-in-reason', 'reason-enum']),
  echo('with spaces around it', ' x ', ['reason-trimmed']),
  echo('in mixed case', 'Ordered Twice', ['reason-lower-case']),
  echo('of 256 letters', 'r'.repeat(256), [
    'reason-truncated',
    'reason-long-refused',
    'crash-on-long-reason',
  ]),
  echo('that is empty', '', ['reason-empty-is-null', 'reason-empty-refused', 'crash-on-empty-reason']),
  echo('with control characters', 'a\nb\0c', ['reason-without-control-characters', 'crash-on-nul-in-reason']),
]
