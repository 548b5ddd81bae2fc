import { randomBytes } from 'node:crypto'
import type { Caller } from './keys.ts'
import type { PaymentKind } from './payment-kinds.ts'

/** Where a payment stands. */
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

/** Whether a text names a status. */
export function isStatus(text: unknown): text is Status {
  return (statuses as readonly unknown[]).includes(text)
}

/** An answer that was ordered in place of the next one. */
export type NextResponse = 429 | 500 | 'lock_timeout'

/** One payment, as the sandbox keeps it; each API shows it in its own way. */
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
  /** Unix seconds, or null while it is not canceled. */
  canceledAt: number | null
  cancellationReason: string | null
  captureMethod: 'automatic' | 'manual'
  customer: string | null
  paymentMethod: string | null
  description: string | null
  metadata: Record<string, string>
  latestCharge: string | null
  readonly clientSecret: string
  /** Made by a Checkout Session, which owns it until the money is held. */
  checkoutSession: boolean
  /** `processing` can be canceled "in rare cases"; this says whether this is one. */
  cancelableWhileProcessing: boolean
  /** What the next valid request gets, once; null for the answer that is due. */
  nextResponse: NextResponse | null
  readonly kind: string
}

/** What a maker of intents may choose. */
export type IntentChoices = Partial<
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

/** How old a fresh intent is, so that "created" and "canceled" are told apart. */
const age = 60

/** What is to be made. */
export interface Order {
  readonly status: Status
  /** The name of the kind, and what makes it differ from a plain payment. */
  readonly kind: readonly [string, PaymentKind]
  readonly choices: IntentChoices
}

/** A fresh intent in a status, with everything that belongs to that status. `now` in milliseconds. */
export function createIntent({ status, kind, choices }: Order, owner: Caller, now: number): Intent {
  const id = `pi_3${token(23)}`
  const seconds = Math.floor(now / 1000)
  const amount = choices.amount ?? 2000
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
  return { ...plain, ...kind[1].intentChanges?.(plain), ...choices }
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** A random text of letters and digits, as ids are made of. */
export function token(length: number): string {
  return Array.from(randomBytes(length), (byte) => alphabet[byte % alphabet.length]).join('')
}
