import { Refusal, type ErrorBody, type Refusals } from '../refusal.ts'
import { renderIntent } from './render.ts'

/** An error of this API: type and message always, the rest where it applies; and whether to try again. */
function refusal(status: number, message: string, details: Details = {}): Refusal {
  const { type = 'invalid_request_error', headers, ...rest } = details
  const doc =
    details.code === undefined
      ? {}
      : { doc_url: `https://stripe.com/docs/error-codes/${details.code.replaceAll('_', '-')}` }
  // What was not executed because of somebody else succeeds later; what was is kept, and comes back the same.
  const retry = { 'Stripe-Should-Retry': String(status === 409 || status === 429) }
  return new Refusal(status, { type, message, ...rest, ...doc }, { ...retry, ...headers })
}

type Details = Partial<ErrorBody> & { readonly headers?: Readonly<Record<string, string>> }

/** How Stripe says no. */
export const stripeRefusals: Refusals & StripeRefusals = {
  unknownRoute: () => refusal(404, 'Unrecognized request URL.'),

  methodNotAllowed: (allow) =>
    refusal(405, `This URL answers to ${allow} only.`, { headers: { Allow: allow } }),

  unauthorized: (why) =>
    refusal(401, why, { headers: { 'WWW-Authenticate': 'Bearer realm="Stripe", Basic realm="Stripe"' } }),

  rateLimited: (seconds) =>
    refusal(429, 'Too many requests hit the API too quickly.', {
      code: 'rate_limit',
      headers: { 'Retry-After': String(seconds) },
    }),

  // Stripe names fields of the body only.
  invalidHeader: (_, message) => refusal(400, message),

  invalidParameter: (param, message) => refusal(400, message, { param }),

  malformedBody: (message) => refusal(400, message),

  unsupportedMediaType: (message) => refusal(400, message),

  locked: () =>
    refusal(429, 'This object cannot be accessed right now because another request is accessing it.', {
      code: 'lock_timeout',
    }),

  noSuchIntent: () => refusal(404, 'No such payment_intent.', { code: 'resource_missing', param: 'intent' }),

  unexpectedState: (intent) =>
    refusal(
      400,
      `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with ` +
        'one of the following statuses may be canceled: requires_payment_method, requires_capture, ' +
        'requires_confirmation, requires_action, processing.',
      { code: 'payment_intent_unexpected_state', payment_intent: renderIntent(intent, []) },
    ),

  keyInUse: () =>
    refusal(409, 'There is currently another in-progress request using this Idempotency-Key.', {
      type: 'idempotency_error',
      code: 'idempotency_key_in_use',
    }),

  keyReused: () =>
    refusal(
      400,
      'Keys for idempotent requests can only be used with the same parameters they were first used with.',
      { type: 'idempotency_error' },
    ),

  badHttp: (message) => refusal(400, message),

  internal: () => refusal(500, 'Something went wrong on our side.', { type: 'api_error' }),

  unknownParameter: (param) =>
    refusal(400, `Received unknown parameter: ${param}`, { code: 'parameter_unknown', param }),

  inaccessibleAccount: () =>
    refusal(403, 'The provided key does not have access to this account (or it does not exist).', {
      code: 'account_invalid',
    }),

  createdByCheckout: () =>
    refusal(400, 'You cannot perform this action on PaymentIntents created by Checkout.'),
}

/** What only Stripe says. */
interface StripeRefusals {
  readonly unknownParameter: (param: string) => Refusal
  readonly inaccessibleAccount: () => Refusal
  /** The Checkout Session owns it: expire the session. */
  readonly createdByCheckout: () => Refusal
}
