import type { Intent } from '../intent.ts'
import { stripePaymentKinds } from './payment-kinds.ts'

/** Renders a PaymentIntent as Stripe returns it, with all 38 fields. `expand` names the related objects to include. */
export function renderIntent(intent: Intent, expand: readonly string[]): Record<string, unknown> {
  return expanded({ ...plain(intent), ...stripePaymentKinds[intent.kind]?.responseChanges?.(intent) }, expand)
}

/** The object type of each id in a PaymentIntent. */
const objects: Readonly<Record<string, string>> = {
  application: 'application',
  customer: 'customer',
  destination: 'account',
  latest_charge: 'charge',
  on_behalf_of: 'account',
  payment_method: 'payment_method',
  review: 'review',
  source: 'source',
}

/** Returns the body with objects in place of the ids at `paths`. */
function expanded(body: Record<string, unknown>, paths: readonly string[]): Record<string, unknown> {
  return paths.reduce((result, path) => {
    const [name = '', ...below] = path.split('.')
    const value = result[name]
    if (typeof value === 'string') return { ...result, [name]: { id: value, object: objects[name] } }
    if (typeof value !== 'object' || value === null) return result
    return { ...result, [name]: expanded(value as Record<string, unknown>, [below.join('.')]) }
  }, body)
}

function plain(intent: Intent): Record<string, unknown> {
  const { id, status } = intent
  return {
    id,
    object: 'payment_intent',
    amount: intent.amount,
    amount_capturable: intent.amountCapturable,
    amount_details: { tip: {} },
    amount_received: intent.amountReceived,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: { enabled: true },
    canceled_at: intent.canceledAt,
    cancellation_reason: intent.cancellationReason,
    capture_method: intent.captureMethod,
    client_secret: intent.clientSecret,
    confirmation_method: 'automatic',
    created: intent.created,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    last_payment_error: null,
    latest_charge: intent.latestCharge,
    livemode: intent.livemode,
    metadata: intent.metadata,
    next_action:
      status === 'requires_action'
        ? {
            type: 'redirect_to_url',
            redirect_to_url: { return_url: null, url: `https://hooks.stripe.com/redirect/${id}` },
          }
        : null,
    on_behalf_of: null,
    payment_method: intent.paymentMethod,
    payment_method_options: {
      card: {
        installments: null,
        mandate_options: null,
        network: null,
        request_three_d_secure: 'automatic',
      },
      link: { persistent_token: null },
    },
    payment_method_types: ['card', 'link'],
    processing:
      status === 'processing'
        ? {
            type: 'card',
            card: {
              customer_notification: { approval_requested: true, completes_at: intent.created + 86_400 },
            },
          }
        : null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status,
    transfer_data: null,
    transfer_group: null,
  }
}
