import { randomBytes } from 'node:crypto'
import type { Status, Intent } from './intent.ts'
import type { Caller } from './keys.ts'
import type { PaymentKind } from './payment-kinds.ts'

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
