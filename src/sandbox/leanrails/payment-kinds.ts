import { token } from '../intents.ts'
import { guestCheckout, type PaymentKinds } from '../payment-kinds.ts'

/** The payment kinds of LeanRails. */
export const leanrailsPaymentKinds: PaymentKinds = {
  plain: {},
  guest: guestCheckout,
  declined: {
    statuses: ['requires_payment_method', 'canceled'],
    intentChanges: () => ({ paymentMethod: null, latestCharge: `ch_3${token(23)}` }),
    responseChanges: () => ({
      last_payment_error: {
        type: 'card_error',
        code: 'card_declined',
        message: 'The card was declined.',
      },
    }),
  },
  confirmed_by_server: { responseChanges: () => ({ confirmation_method: 'manual' }) },
}
