import { isStatus, statuses, type NextResponse, type Status } from './intent.ts'
import { type IntentOverrides, type IntentSpec } from './intents.ts'
import { paymentKindsIn, type PaymentKind, type PaymentKinds } from './payment-kinds.ts'

/** The choices that an API offers for a new PaymentIntent. */
export interface IntentSpecOptions {
  readonly paymentKinds: PaymentKinds
  /** The error responses that can be set for the next request. */
  readonly nextResponses: readonly NextResponse[]
  /** The index of the payment kind to use for a status if the body has no `kind`. */
  readonly kindIndex: (status: Status) => number
}

const isString = (value: unknown): boolean => typeof value === 'string'
const isStringOrNull = (value: unknown): boolean => value === null || isString(value)
const isNonNegativeInteger = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0
const isBoolean = (value: unknown): boolean => typeof value === 'boolean'
const isStringMap = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(isString)

/** The fields of the admin request except `status`, `kind` and `next_response`: the property they set, and a check. */
const fields: Readonly<Record<string, readonly [keyof IntentOverrides, (value: unknown) => boolean]>> = {
  amount: ['amount', isNonNegativeInteger],
  currency: ['currency', isString],
  created: ['created', isNonNegativeInteger],
  canceled_at: ['canceledAt', isNonNegativeInteger],
  cancellation_reason: ['cancellationReason', isStringOrNull],
  customer: ['customer', isStringOrNull],
  description: ['description', isStringOrNull],
  metadata: ['metadata', isStringMap],
  checkout_session: ['checkoutSession', isBoolean],
  cancelable_while_processing: ['cancelableWhileProcessing', isBoolean],
}

/** Parses the body of the admin request. Returns an error message if it is invalid. */
export function parseIntentSpec(body: Buffer, options: IntentSpecOptions): IntentSpec | string {
  let parsed: unknown
  try {
    parsed = JSON.parse(body.toString('utf8'))
  } catch {
    return 'The body must be JSON, such as {"status": "requires_capture"}.'
  }
  const entries = new Map<string, unknown>(Object.entries(parsed ?? {}))
  const status = entries.get('status')
  entries.delete('status')
  if (!isStatus(status)) return `"status" must be one of ${statuses.join(', ')}.`
  const kind = readPaymentKind(entries.get('kind'), status, options)
  if (typeof kind === 'string') return kind
  entries.delete('kind')
  const choices: Record<string, unknown> = {}
  const nextResponse = entries.get('next_response')
  if (nextResponse !== undefined) {
    if (!(options.nextResponses as readonly unknown[]).includes(nextResponse)) {
      return `"next_response" must be one of ${options.nextResponses.join(', ')}.`
    }
    choices['nextResponse'] = nextResponse
    entries.delete('next_response')
  }
  for (const [name, value] of entries) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (field === undefined) {
      return `Unknown field "${name}". The fields are status, kind, next_response, ${Object.keys(fields).join(', ')}.`
    }
    if (!field[1](value)) return `Invalid value of "${name}": ${JSON.stringify(value)}.`
    choices[field[0]] = value
  }
  return { status, kind, overrides: choices }
}

/** Returns the payment kind of the body, or the next kind of the status. */
function readPaymentKind(
  wanted: unknown,
  status: Status,
  { paymentKinds, kindIndex }: IntentSpecOptions,
): readonly [string, PaymentKind] | string {
  const names = paymentKindsIn(paymentKinds, status)
  const name = wanted === undefined ? names[kindIndex(status) % names.length] : wanted
  const kind = typeof name === 'string' && names.includes(name) ? paymentKinds[name] : undefined
  if (typeof name !== 'string' || kind === undefined) {
    return `"kind" must be one of ${names.join(', ')} for the status ${status}.`
  }
  return [name, kind]
}
