import type { Intent } from '../intents.ts'

/** A PaymentIntent as Stripe shows it: all 38 fields, always. `expand` names related objects to show whole. */
export function renderIntent(intent: Intent, expand: readonly string[]): Record<string, unknown> {
  const { id, status } = intent
  const related = (field: string, object: string, value: string | null): unknown =>
    value !== null && expand.some((path) => path.split('.')[0] === field) ? { id: value, object } : value
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
    customer: related('customer', 'customer', intent.customer),
    description: intent.description,
    last_payment_error: null,
    latest_charge: related('latest_charge', 'charge', intent.latestCharge),
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
    payment_method: related('payment_method', 'payment_method', intent.paymentMethod),
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
    processing: null,
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
