import type { Intent } from '../intent.ts'
import { token } from '../intents.ts'
import { guestCheckout, type PaymentKinds } from '../payment-kinds.ts'

/** Returns a percentage of the amount, in whole cents. */
const part = ({ amount }: Intent, percent: number): number => Math.floor((amount * percent) / 100)

/** The payment kinds of Stripe. */
export const stripePaymentKinds: PaymentKinds = {
  plain: {},
  guest: guestCheckout,
  declined: {
    statuses: ['requires_payment_method', 'canceled'],
    intentChanges: () => ({ paymentMethod: null, latestCharge: `ch_3${token(23)}` }),
    responseChanges: ({ latestCharge }) => ({
      last_payment_error: {
        type: 'card_error',
        code: 'expired_card',
        decline_code: 'expired_card',
        message: 'Your card has expired.',
        param: 'exp_month',
        charge: latestCharge,
        doc_url: 'https://stripe.com/docs/error-codes/expired-card',
      },
    }),
  },
  shipped: {
    responseChanges: (intent) => ({
      amount_details: {
        discount_amount: part(intent, 10),
        shipping: { amount: part(intent, 5), from_postal_code: '10115', to_postal_code: '80331' },
        tax: { total_tax_amount: part(intent, 19) },
        tip: { amount: 0 },
      },
      receipt_email: 'jenny.rosen@example.com',
      shipping: {
        address: {
          city: 'München',
          country: 'DE',
          line1: 'Marienplatz 8',
          line2: '3. Stock',
          postal_code: '80331',
          state: null,
        },
        carrier: 'DHL',
        name: 'Jenny Rosen',
        phone: '+49 89 23300',
        tracking_number: '00340434161094015902',
      },
    }),
  },
  /** A platform keeps a fee and transfers the rest. */
  platform: {
    responseChanges: (intent) => ({
      application: 'ca_SandboxPlatform',
      application_fee_amount: part(intent, 10),
      on_behalf_of: 'acct_SandboxSeller',
      transfer_data: { destination: 'acct_SandboxSeller' },
      transfer_group: 'order_1042',
    }),
  },
  /** A platform transfers a fixed amount. This excludes a fee. */
  split: {
    responseChanges: (intent) => ({
      transfer_data: {
        amount: part(intent, 90),
        description: 'The share of the seller',
        destination: 'acct_SandboxSeller',
        metadata: { order: '1042' },
      },
      transfer_group: 'order_1042',
    }),
  },
  confirmed_by_server: {
    responseChanges: () => ({
      automatic_payment_methods: { allow_redirects: 'never', enabled: true },
      confirmation_method: 'manual',
      setup_future_usage: 'off_session',
    }),
  },
  /** The merchant sets the payment methods. */
  card_only: {
    responseChanges: () => ({
      automatic_payment_methods: null,
      payment_method_options: {
        card: {
          installments: { available_plans: [], enabled: true, plan: null },
          mandate_options: null,
          network: 'visa',
          request_three_d_secure: 'challenge',
        },
      },
      payment_method_types: ['card'],
      statement_descriptor: 'SANDBOX',
      statement_descriptor_suffix: 'ORDER 1042',
    }),
  },
  reviewed: {
    statuses: ['requires_capture', 'succeeded'],
    responseChanges: ({ id }) => ({ review: `prv_${id.slice(3)}` }),
  },
}
