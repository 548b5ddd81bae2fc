import { token } from '../intents.ts'
import { guest, type Kinds } from '../kinds.ts'

/** The kinds of payment that LeanRails shows. */
export const leanrailsKinds: Kinds = {
  plain: {},
  guest,
  declined: {
    statuses: ['requires_payment_method', 'canceled'],
    made: () => ({ paymentMethod: null, latestCharge: `ch_3${token(23)}` }),
    shows: () => ({
      last_payment_error: {
        type: 'card_error',
        code: 'card_declined',
        message: 'The card was declined.',
      },
    }),
  },
  confirmed_by_server: { shows: () => ({ confirmation_method: 'manual' }) },
}
