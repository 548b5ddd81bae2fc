import type { TesterResponse, Tester } from '../tester.ts'

/** Returns whether a field is valid. */
type Test = (value: unknown, body: Record<string, unknown>) => boolean

const text: Test = (value) => typeof value === 'string'
const whole: Test = (value) => Number.isSafeInteger(value)
const flag: Test = (value) => typeof value === 'boolean'
const object: Test = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)
const list: Test = Array.isArray
const is =
  (...values: readonly unknown[]): Test =>
  (value) =>
    values.includes(value)
const orNull =
  (test: Test): Test =>
  (value, body) =>
    value === null || test(value, body)
const texts: Test = (value, body) =>
  object(value, body) && Object.values(value as object).every((one) => text(one, body))
const seconds: Test = (value) =>
  Number.isSafeInteger(value) && Math.abs(Number(value) - Date.now() / 1000) < 120

const shared: Record<string, Test> = {
  object: is('payment_intent'),
  amount: whole,
  currency: text,
  status: is('canceled'),
  created: seconds,
  livemode: flag,
  amount_received: whole,
  confirmation_method: is('automatic', 'manual'),
  customer: orNull(text),
  payment_method: orNull(text),
  description: orNull(text),
  metadata: texts,
  last_payment_error: orNull(object),
  canceled_at: (value, body) => seconds(value, body) && Number(value) >= Number(body['created']),
  client_secret: text,
}

const leanrails: Record<string, Test> = {
  ...shared,
  capture_method: is('automatic', 'manual'),
  merchant_id: text,
  charges: (value, body) => {
    const { data, has_more } = Object(value) as { data: unknown; has_more: unknown }
    return list(data, body) && flag(has_more, body)
  },
}

const anything: Test = (value) => value !== undefined

const stripe: Record<string, Test> = {
  ...shared,
  amount_capturable: is(0),
  amount_details: object,
  application: orNull(text),
  application_fee_amount: orNull(whole),
  automatic_payment_methods: orNull(object),
  capture_method: is('automatic', 'automatic_async', 'manual'),
  latest_charge: orNull(text),
  next_action: orNull(object),
  on_behalf_of: orNull(text),
  payment_method_options: orNull(object),
  payment_method_types: list,
  processing: orNull(object),
  receipt_email: anything,
  review: anything,
  setup_future_usage: is('off_session', 'on_session', null),
  shipping: orNull(object),
  source: anything,
  statement_descriptor: anything,
  statement_descriptor_suffix: anything,
  transfer_data: orNull(object),
  transfer_group: anything,
}

/** Returns the problems of the response to a cancellation that must succeed. */
export function problems(t: Tester, response: TesterResponse, id: string, reason: string | null): string[] {
  const body = Object(response.json) as Record<string, unknown>
  const tests: Record<string, Test> = {
    ...(t.api === 'leanrails' ? leanrails : stripe),
    id: is(id),
    cancellation_reason: is(reason),
  }
  const invalidFields = Object.entries(tests).filter(([name, test]) => !test(body[name], body))
  return [
    ...(response.status === 200 ? [] : [`status ${response.status}`]),
    ...(response.headers['content-type'] === 'application/json' ? [] : ['content-type']),
    ...invalidFields.map(([name]) => name),
  ]
}
