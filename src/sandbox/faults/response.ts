import { field, isSuccess, ofKind, onlyAt, sent, shown, without, type Body } from './tools.ts'

/** Seconds, as a response shows them. */
const seconds = (value: unknown): number => Number(value)

const both = ofKind('response', [
  {
    name: 'amount-as-string',
    description: 'The amount is a string.',
    install: field('amount', String),
  },
  {
    name: 'amount-with-fraction',
    description: 'The amount went through floating point and is no integer any more.',
    install: field('amount', (value) => Number(value) + 0.01),
  },
  { name: 'amount-missing', description: 'The amount is left out.', install: without('amount') },
  {
    name: 'currency-null',
    description: 'The currency is null.',
    install: field('currency', () => null),
  },
  { name: 'currency-missing', description: 'The currency is left out.', install: without('currency') },
  {
    name: 'created-in-milliseconds',
    description: '`created` is in milliseconds.',
    install: field('created', (value) => seconds(value) * 1000),
  },
  { name: 'created-missing', description: '`created` is left out.', install: without('created') },
  {
    name: 'created-as-string',
    description: '`created` is a string of digits.',
    install: field('created', String),
  },
  {
    name: 'canceled-at-in-milliseconds',
    description: '`canceled_at` is in milliseconds.',
    install: field('canceled_at', (value) => seconds(value) * 1000),
  },
  {
    name: 'canceled-at-null',
    description: '`canceled_at` is null on a canceled PaymentIntent.',
    install: field('canceled_at', () => null),
  },
  { name: 'canceled-at-missing', description: '`canceled_at` is left out.', install: without('canceled_at') },
  {
    name: 'canceled-at-iso',
    description: '`canceled_at` is an ISO 8601 text.',
    install: field('canceled_at', (value) => new Date(seconds(value) * 1000).toISOString()),
  },
  {
    name: 'canceled-at-with-fraction',
    description: '`canceled_at` has a fraction of a second.',
    install: field('canceled_at', (value) => seconds(value) + 0.25),
  },
  {
    name: 'canceled-at-before-created',
    description: '`canceled_at` lies before `created`.',
    install: field('canceled_at', (_, body) => seconds(body['created']) - 1),
  },
  {
    name: 'canceled-at-in-local-time',
    description: '`canceled_at` is two hours ahead: local time taken for UTC.',
    install: field('canceled_at', (value) => seconds(value) + 7200),
  },
  {
    name: 'canceled-at-zero',
    description: '`canceled_at` is 0, the value of a column that nobody set.',
    install: field('canceled_at', () => 0),
  },
  {
    name: 'status-cancelled',
    description: 'The status is spelt `cancelled`.',
    install: field('status', () => 'cancelled'),
  },
  {
    name: 'status-upper-case',
    description: 'The status is in upper case.',
    install: field('status', (value) => String(value).toUpperCase()),
  },
  { name: 'status-missing', description: 'The status is left out.', install: without('status') },
  {
    name: 'status-stale',
    description: 'The answer shows the PaymentIntent as it was before it was canceled.',
    install: field('status', () => 'requires_payment_method'),
  },
  {
    name: 'id-of-another',
    description: 'The answer has another id than the path.',
    install: field('id', (value) => `${String(value).slice(0, -1)}_`),
  },
  {
    name: 'id-lower-case',
    description: 'The id comes back in lower case.',
    install: field('id', (value) => String(value).toLowerCase()),
  },
  { name: 'id-missing', description: 'The id is left out.', install: without('id') },
  {
    name: 'object-wrong',
    description: '`object` names the class of the server, not the type of the API.',
    install: field('object', () => 'PaymentIntent'),
  },
  { name: 'object-missing', description: '`object` is left out.', install: without('object') },
  {
    name: 'livemode-as-string',
    description: '`livemode` is the text "false".',
    install: field('livemode', String),
  },
  {
    name: 'livemode-as-number',
    description: '`livemode` is 0, as the database keeps it.',
    install: field('livemode', Number),
  },
  { name: 'livemode-missing', description: '`livemode` is left out.', install: without('livemode') },
  {
    name: 'metadata-as-array',
    description: 'Metadata are a list, as PHP writes an empty map.',
    install: field('metadata', () => []),
  },
  {
    name: 'metadata-null',
    description: 'Metadata are null.',
    install: field('metadata', () => null),
  },
  {
    name: 'metadata-with-numbers',
    description: 'A metadata value that looks like a number is one.',
    install: field('metadata', () => ({ order: 1042 })),
  },
  {
    name: 'customer-as-number',
    description: 'The customer is the number of a database row.',
    install: field('customer', () => 42),
  },
  {
    name: 'last-payment-error-as-string',
    description: '`last_payment_error` is an empty text where there is none.',
    install: field('last_payment_error', () => ''),
  },
  {
    name: 'camel-case',
    description: 'Field names are in camel case.',
    install: shown((body) => {
      const camel = (name: string): string =>
        name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
      return Object.fromEntries(Object.entries(body).map(([name, value]) => [camel(name), value]))
    }),
  },
  {
    name: 'wrapped-in-data',
    description: 'The PaymentIntent is wrapped in `data`.',
    install: shown((body) => ({ data: body })),
  },
  {
    name: 'wrapped-in-array',
    description: 'The PaymentIntent is the one item of a list.',
    install: shown((body) => [body]),
  },
  {
    name: 'json-in-json',
    description: 'The body is a JSON text that holds the JSON text of the PaymentIntent.',
    install: shown((body) => JSON.stringify(body)),
  },
  {
    name: 'body-empty',
    description: 'A success has an empty body.',
    install: sent(isSuccess, (reply) => ({ ...reply, body: '' })),
  },
  {
    name: 'body-truncated',
    description: 'A success lacks the last character of its JSON.',
    install: sent(isSuccess, (reply) => ({ ...reply, body: reply.body.slice(0, -1) })),
  },
  {
    name: 'body-null',
    description: 'A success has the body `null`.',
    install: sent(isSuccess, (reply) => ({ ...reply, body: 'null' })),
  },
  {
    name: 'body-acknowledges',
    description: 'A success says `{"success":true}` in place of the PaymentIntent.',
    install: sent(isSuccess, (reply) => ({ ...reply, body: '{"success":true}' })),
  },
  {
    name: 'success-201',
    description: 'A success has the status 201.',
    install: sent(isSuccess, (reply) => ({ ...reply, status: 201 })),
  },
  {
    name: 'success-202',
    description: 'A success has the status 202.',
    install: sent(isSuccess, (reply) => ({ ...reply, status: 202 })),
  },
  {
    name: 'success-204',
    description: 'A success has the status 204 and no body.',
    install: sent(isSuccess, (reply) => ({ ...reply, status: 204, body: '' })),
  },
])

const leanrails = onlyAt(
  'leanrails',
  ofKind('response', [
    {
      name: 'charges-as-array',
      description: '`charges` is a bare list.',
      install: field('charges', () => []),
    },
    {
      name: 'charges-without-has-more',
      description: 'The list of charges has no `has_more`.',
      install: field('charges', () => ({ object: 'list', data: [] })),
    },
    {
      name: 'charges-data-null',
      description: 'The empty list of charges is null.',
      install: field('charges', () => ({ object: 'list', data: null, has_more: false })),
    },
    {
      name: 'capture-method-unknown',
      description: '`capture_method` is a value that the API does not have.',
      install: field('capture_method', () => 'auto'),
    },
    {
      name: 'customer-expanded',
      description: 'The customer is an object, which nobody asked for.',
      install: field('customer', (value) => ({ id: value, object: 'customer' })),
    },
    {
      name: 'merchant-id-null',
      description: '`merchant_id` is null.',
      install: field('merchant_id', () => null),
    },
    {
      name: 'amount-received-as-string',
      description: '`amount_received` is a string.',
      install: field('amount_received', String),
    },
  ]),
)

const stripe = onlyAt(
  'stripe',
  ofKind('response', [
    {
      name: 'nulls-left-out',
      description: 'Fields that are null are left out.',
      install: shown((body: Body) =>
        Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null)),
      ),
    },
    {
      name: 'nulls-as-empty-strings',
      description: 'Fields that are null are empty texts.',
      install: shown((body: Body) =>
        Object.fromEntries(Object.entries(body).map(([name, value]) => [name, value ?? ''])),
      ),
    },
    {
      name: 'amount-capturable-kept',
      description: 'What was held is still capturable after the cancellation.',
      install: (rules) => {
        const { cancel } = rules
        rules.cancel = (intent, call) => {
          const { amountCapturable } = intent
          cancel(intent, call)
          intent.amountCapturable = amountCapturable
        }
      },
    },
    {
      name: 'amount-capturable-missing',
      description: '`amount_capturable` is left out.',
      install: without('amount_capturable'),
    },
    {
      name: 'amount-details-missing',
      description: '`amount_details` is left out.',
      install: without('amount_details'),
    },
    { name: 'metadata-missing', description: 'Metadata are left out.', install: without('metadata') },
    {
      name: 'payment-method-types-as-string',
      description: '`payment_method_types` is a text with commas.',
      install: field('payment_method_types', () => 'card,link'),
    },
    {
      name: 'automatic-payment-methods-as-flag',
      description: '`automatic_payment_methods` is true.',
      install: field('automatic_payment_methods', () => true),
    },
    {
      name: 'client-secret-missing',
      description: '`client_secret` is left out.',
      install: without('client_secret'),
    },
    {
      name: 'transfer-group-missing',
      description: '`transfer_group`, the last field, is left out.',
      install: without('transfer_group'),
    },
    {
      name: 'confirmation-method-unknown',
      description: '`confirmation_method` is a value that the API does not have.',
      install: field('confirmation_method', () => 'publishable'),
    },
  ]),
)

/** Wrong types, missing fields, dates, echoes: what is wrong with a PaymentIntent that was canceled. */
export const responseFaults = [...both, ...leanrails, ...stripe]
