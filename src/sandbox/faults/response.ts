import {
  editField,
  isSuccess,
  ofKind,
  onlyAt,
  editResponse,
  editSuccess,
  omitField,
  type Body,
} from './tools.ts'

/** Returns a time of a response in seconds. */
const seconds = (value: unknown): number => Number(value)

const isBody = (value: unknown): value is Body => typeof value === 'object' && value !== null

const both = ofKind('response', [
  {
    name: 'amount-as-string',
    description: 'The amount is a string.',
    install: editField('amount', String),
  },
  {
    name: 'amount-with-fraction',
    description: 'The amount is not an integer because of floating-point arithmetic.',
    install: editField('amount', (value) => Number(value) + 0.01),
  },
  { name: 'currency-missing', description: 'The currency is missing.', install: omitField('currency') },
  {
    name: 'created-in-milliseconds',
    description: '`created` is in milliseconds.',
    install: editField('created', (value) => seconds(value) * 1000),
  },
  {
    name: 'canceled-at-iso',
    description: '`canceled_at` is an ISO 8601 string.',
    install: editField('canceled_at', (value) => new Date(seconds(value) * 1000).toISOString()),
  },
  {
    name: 'canceled-at-before-created',
    description: '`canceled_at` is before `created`.',
    install: editField('canceled_at', (_, body) => seconds(body['created']) - 1),
  },
  {
    name: 'canceled-at-in-local-time',
    description: '`canceled_at` is two hours late: local time instead of UTC.',
    install: editField('canceled_at', (value) => seconds(value) + 7200),
  },
  {
    name: 'status-stale',
    description: 'The response has the status from before the cancellation.',
    install: editField('status', () => 'requires_payment_method'),
  },
  {
    name: 'id-lower-case',
    description: 'The id is returned in lower case.',
    install: editField('id', (value) => String(value).toLowerCase()),
  },
  {
    name: 'metadata-as-array',
    description: '`metadata` is an empty array, as PHP encodes an empty map.',
    install: editField('metadata', () => []),
  },
  {
    name: 'camel-case',
    description: 'Field names are in camel case.',
    install: editSuccess((body) => {
      const camel = (name: string): string =>
        name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
      return Object.fromEntries(Object.entries(body).map(([name, value]) => [camel(name), value]))
    }),
  },
  {
    name: 'wrapped-in-data',
    description: 'The PaymentIntent is wrapped in `data`.',
    install: editSuccess((body) => ({ data: body })),
  },
  {
    name: 'body-truncated',
    description: 'A success lacks the last character of its JSON.',
    install: editResponse(isSuccess, (response) => ({
      ...response,
      body: Buffer.from(response.body).subarray(0, -1),
    })),
  },
  {
    name: 'currency-twice',
    description: 'A success has `currency` twice. Parsers that return the first one find null.',
    install: editResponse(isSuccess, (response) => ({
      ...response,
      body: Buffer.from(`{"currency":null,${Buffer.from(response.body).toString().slice(1)}`),
    })),
  },
  {
    name: 'success-201',
    description: 'A success has the status code 201.',
    install: editResponse(isSuccess, (response) => ({ ...response, status: 201 })),
  },
])

const leanrails = onlyAt(
  'leanrails',
  ofKind('response', [
    {
      name: 'charges-without-has-more',
      description: 'The list of charges has no `has_more`.',
      install: editField('charges', () => ({ object: 'list', data: [] })),
    },
    {
      name: 'payment-error-without-code',
      description: '`last_payment_error` has no `code`.',
      install: editSuccess(({ last_payment_error }) => {
        if (isBody(last_payment_error)) delete last_payment_error['code']
      }),
    },
    {
      name: 'capture-method-unknown',
      description: '`capture_method` has an undocumented value.',
      install: editField('capture_method', () => 'auto'),
    },
  ]),
)

const stripe = onlyAt(
  'stripe',
  ofKind('response', [
    {
      name: 'nulls-left-out',
      description: 'Null fields are missing.',
      install: editSuccess((body: Body) =>
        Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null)),
      ),
    },
    {
      name: 'nulls-as-empty-strings',
      description: 'Null fields are empty strings.',
      install: editSuccess((body: Body) =>
        Object.fromEntries(Object.entries(body).map(([name, value]) => [name, value ?? ''])),
      ),
    },
    {
      name: 'address-nulls-left-out',
      description: 'Null fields of an address are missing.',
      install: editSuccess(({ shipping }) => {
        const address = isBody(shipping) ? shipping['address'] : undefined
        if (!isBody(address)) return
        for (const [name, value] of Object.entries(address)) {
          if (value === null) Reflect.deleteProperty(address, name)
        }
      }),
    },
    {
      name: 'fee-in-dollars',
      description: '`application_fee_amount` is in dollars with a fraction, not in cents.',
      install: editField('application_fee_amount', (fee) => (fee === null ? null : Number(fee) / 100 + 0.01)),
    },
    {
      name: 'amount-capturable-not-reset',
      description: '`amount_capturable` is not reset by the cancellation.',
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
      name: 'payment-method-types-as-string',
      description: '`payment_method_types` is a comma-separated string.',
      install: editField('payment_method_types', () => 'card,link'),
    },
  ]),
)

/** Faults in the returned PaymentIntent: wrong types, missing fields, wrong dates. */
export const responseFaults = [...both, ...leanrails, ...stripe]
