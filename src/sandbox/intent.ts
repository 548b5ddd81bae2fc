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
