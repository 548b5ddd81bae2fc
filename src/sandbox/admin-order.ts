import {
  isStatus,
  statuses,
  type IntentChoices,
  type NextResponse,
  type Order,
  type Status,
} from './intents.ts'
import { paymentKindsIn, type PaymentKind, type PaymentKinds } from './payment-kinds.ts'

/** What an API leaves to be ordered. */
export interface OrderOptions {
  readonly paymentKinds: PaymentKinds
  /** The answers that can be ordered in place of the next one. */
  readonly nextResponses: readonly NextResponse[]
  /** Which kind comes next in a status, where the order names none. */
  readonly turn: (status: Status) => number
}

const isString = (value: unknown): boolean => typeof value === 'string'
const isStringOrNull = (value: unknown): boolean => value === null || isString(value)
const isNonNegativeInteger = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0
const isBoolean = (value: unknown): boolean => typeof value === 'boolean'
const isStringMap = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(isString)

/** Each field of the admin call besides `status`, `kind` and `next_response`: what it sets, and which values it takes. */
const fields: Readonly<Record<string, readonly [keyof IntentChoices, (value: unknown) => boolean]>> = {
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

/** Reads the body of the admin call; a text that says what is wrong with it, where something is. */
export function readOrder(body: Buffer, menu: OrderOptions): Order | string {
  let order: unknown
  try {
    order = JSON.parse(body.toString('utf8'))
  } catch {
    return 'The body must be JSON, such as {"status": "requires_capture"}.'
  }
  const entries = new Map<string, unknown>(Object.entries(order ?? {}))
  const status = entries.get('status')
  entries.delete('status')
  if (!isStatus(status)) return `"status" must be one of ${statuses.join(', ')}.`
  const kind = readPaymentKind(entries.get('kind'), status, menu)
  if (typeof kind === 'string') return kind
  entries.delete('kind')
  const choices: Record<string, unknown> = {}
  const nextResponse = entries.get('next_response')
  if (nextResponse !== undefined) {
    if (!(menu.nextResponses as readonly unknown[]).includes(nextResponse)) {
      return `"next_response" must be one of ${menu.nextResponses.join(', ')}.`
    }
    choices['nextResponse'] = nextResponse
    entries.delete('next_response')
  }
  for (const [name, value] of entries) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (field === undefined) {
      return `Unknown field "${name}"; there are ${[...Object.keys(fields), 'kind', 'next_response'].join(', ')}.`
    }
    if (!field[1](value)) return `The field "${name}" has a wrong value.`
    choices[field[0]] = value
  }
  return { status, kind, choices }
}

/** The kind that was ordered, or the one whose turn it is. */
function readPaymentKind(
  wanted: unknown,
  status: Status,
  { paymentKinds, turn }: OrderOptions,
): readonly [string, PaymentKind] | string {
  const names = paymentKindsIn(paymentKinds, status)
  const name = wanted === undefined ? names[turn(status) % names.length] : wanted
  const kind = typeof name === 'string' && names.includes(name) ? paymentKinds[name] : undefined
  if (typeof name !== 'string' || kind === undefined) {
    return `"kind" must be one of ${names.join(', ')} for the status ${status}.`
  }
  return [name, kind]
}
