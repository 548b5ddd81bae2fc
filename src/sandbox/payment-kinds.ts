import type { Intent, Status } from './intents.ts'

/** One kind of payment, as real merchants have them: what makes it differ from a plain one. */
export interface PaymentKind {
  /** Where such a payment may stand; absent: anywhere. */
  readonly statuses?: readonly Status[]
  /** What is different about the payment itself. */
  readonly intentChanges?: (plain: Intent) => Partial<Intent>
  /** What the API shows of it in other words than of a plain one. */
  readonly responseChanges?: (intent: Intent) => Readonly<Record<string, unknown>>
}

/** The kinds of payment that an API can show, by name; the first is the plain one. */
export type PaymentKinds = Readonly<Record<string, PaymentKind>>

/** The names of the kinds that are found in a status, in the order in which they take turns. */
export function paymentKindsIn(paymentKinds: PaymentKinds, status: Status): string[] {
  return Object.keys(paymentKinds).filter((name) => paymentKinds[name]?.statuses?.includes(status) ?? true)
}

/** A payment without a customer whom the merchant knows. */
export const guestCheckout: PaymentKind = {
  intentChanges: () => ({ customer: null, description: null, metadata: {} }),
}
