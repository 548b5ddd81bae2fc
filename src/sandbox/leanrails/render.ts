import type { Intent } from '../intent.ts'
import { leanrailsPaymentKinds } from './payment-kinds.ts'

/** Renders a PaymentIntent as LeanRails returns it. */
export function renderIntent(intent: Intent): Record<string, unknown> {
  const { latestCharge } = intent
  return {
    id: intent.id,
    object: 'payment_intent',
    amount: intent.amount,
    currency: intent.currency,
    status: intent.status,
    created: intent.created,
    livemode: intent.livemode,
    amount_received: intent.amountReceived,
    capture_method: intent.captureMethod,
    confirmation_method: 'automatic',
    customer: intent.customer,
    payment_method: intent.paymentMethod,
    description: intent.description,
    metadata: intent.metadata,
    merchant_id: intent.merchant,
    client_secret: intent.clientSecret,
    last_payment_error: null,
    charges: {
      object: 'list',
      data: latestCharge === null ? [] : [{ id: latestCharge, object: 'charge' }],
      has_more: false,
      next_cursor: null,
      url: `/v1/charges?payment_intent=${intent.id}`,
    },
    canceled_at: intent.canceledAt,
    cancellation_reason: intent.cancellationReason,
    ...leanrailsPaymentKinds[intent.kind]?.responseChanges?.(intent),
  }
}
