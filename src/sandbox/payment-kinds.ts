import type { Intent, Status } from './intent.ts'

/** A payment kind: how it differs from a plain payment. */
export interface PaymentKind {
  /** The statuses in which it exists. Absent: all statuses. */
  readonly statuses?: readonly Status[]
  /** The properties of the stored intent that differ. */
  readonly intentChanges?: (plain: Intent) => Partial<Intent>
  /** The fields of the response that differ. */
  readonly responseChanges?: (intent: Intent) => Readonly<Record<string, unknown>>
}

/** The payment kinds of an API, by name. The first one is the plain payment. */
export type PaymentKinds = Readonly<Record<string, PaymentKind>>

/** Returns the names of the payment kinds of a status, in the order in which they rotate. */
export function paymentKindsIn(paymentKinds: PaymentKinds, status: Status): string[] {
  return Object.keys(paymentKinds).filter((name) => paymentKinds[name]?.statuses?.includes(status) ?? true)
}

/** A payment without a customer. */
export const guestCheckout: PaymentKind = {
  intentChanges: () => ({ customer: null, description: null, metadata: {} }),
}
