import { randomBytes } from 'node:crypto'
import type { Caller } from './keys.ts'
import type { PaymentKind } from './payment-kinds.ts'

/** The statuses of a PaymentIntent. */
export const statuses = [
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
  'processing',
  'requires_capture',
  'canceled',
  'succeeded',
] as const

export type Status = (typeof statuses)[number]

/** Returns whether a value is a status. */
export function isStatus(text: unknown): text is Status {
  return (statuses as readonly unknown[]).includes(text)
}

/** An error response that replaces the response to the next request. */
export type NextResponse = 429 | 500 | 'lock_timeout'

/** A PaymentIntent as the sandbox stores it. Each API renders it differently. */
export interface Intent {
  readonly id: string
  readonly merchant: string
  readonly livemode: boolean
  amount: number
  amountCapturable: number
  amountReceived: number
  currency: string
  status: Status
  /** Unix seconds. */
  created: number
  /** Unix seconds, or null if it is not canceled. */
  canceledAt: number | null
  cancellationReason: string | null
  captureMethod: 'automatic' | 'manual'
  customer: string | null
  paymentMethod: string | null
  description: string | null
  metadata: Record<string, string>
  latestCharge: string | null
  readonly clientSecret: string
  /** Created by a Checkout Session, which owns it until `requires_capture`. */
  checkoutSession: boolean
  /** `processing` can be canceled "in rare cases": whether this is such a case. */
  cancelableWhileProcessing: boolean
  /** The error response to the next valid request, once. Null for the normal response. */
  nextResponse: NextResponse | null
  readonly kind: string
}

/** The properties of a new intent that the admin request can set. */
export type IntentOverrides = Partial<
  Pick<
    Intent,
    | 'amount'
    | 'currency'
    | 'created'
    | 'canceledAt'
    | 'cancellationReason'
    | 'customer'
    | 'description'
    | 'metadata'
    | 'checkoutSession'
    | 'cancelableWhileProcessing'
    | 'nextResponse'
  >
>

/** The age of a new intent in seconds, so that `created` and `canceled_at` differ. */
const age = 60

/** The description of an intent to create. */
export interface IntentSpec {
  readonly status: Status
  /** The name of the payment kind, and how it differs from a plain payment. */
  readonly kind: readonly [string, PaymentKind]
  readonly overrides: IntentOverrides
}

/** Creates an intent with the properties of its status. `now` is in milliseconds. */
export function createIntent({ status, kind, overrides }: IntentSpec, owner: Caller, now: number): Intent {
  const id = `pi_3${token(23)}`
  const seconds = Math.floor(now / 1000)
  const amount = overrides.amount ?? 2000
  const charged = status === 'requires_capture' || status === 'succeeded'
  const plain: Intent = {
    id,
    merchant: owner.merchant,
    livemode: owner.livemode,
    amount,
    amountCapturable: status === 'requires_capture' ? amount : 0,
    amountReceived: status === 'succeeded' ? amount : 0,
    currency: 'usd',
    status,
    created: seconds - age,
    canceledAt: status === 'canceled' ? seconds - age / 2 : null,
    cancellationReason: null,
    captureMethod: status === 'requires_capture' ? 'manual' : 'automatic',
    customer: 'cus_NffrFeUfNV2Hib',
    paymentMethod: status === 'requires_payment_method' ? null : `pm_1${token(23)}`,
    description: 'Order 1042',
    metadata: { order: '1042' },
    latestCharge: charged ? `ch_3${token(23)}` : null,
    clientSecret: `${id}_secret_${token(25)}`,
    checkoutSession: false,
    cancelableWhileProcessing: false,
    nextResponse: null,
    kind: kind[0],
  }
  return { ...plain, ...kind[1].intentChanges?.(plain), ...overrides }
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Returns random letters and digits for an id. */
export function token(length: number): string {
  return Array.from(randomBytes(length), (byte) => alphabet[byte % alphabet.length]).join('')
}
