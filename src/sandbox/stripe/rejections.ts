import { Rejection, type ErrorBody, type Rejections } from '../rejection.ts'
import { renderIntent } from './render.ts'

/** Creates an error of this API. It always has a type, a message and the `Stripe-Should-Retry` header. */
function rejection(status: number, message: string, details: Details = {}): Rejection {
  const { type = 'invalid_request_error', headers, ...rest } = details
  const doc =
    details.code === undefined
      ? {}
      : { doc_url: `https://stripe.com/docs/error-codes/${details.code.replaceAll('_', '-')}` }
  // A 409 or 429 was not executed because of another request, so a retry may succeed. Other errors are stored and replayed.
  const retry = { 'Stripe-Should-Retry': String(status === 409 || status === 429) }
  return new Rejection(status, { type, message, ...rest, ...doc }, { ...retry, ...headers })
}

type Details = Partial<ErrorBody> & { readonly headers?: Readonly<Record<string, string>> }

/** The rejections of Stripe. */
export const stripeRejections: Rejections & StripeRejections = {
  unknownRoute: () => rejection(404, 'Unrecognized request URL.'),

  methodNotAllowed: (allow) =>
    rejection(405, `This URL supports ${allow} only.`, { headers: { Allow: allow } }),

  unauthorized: (why) =>
    rejection(401, why, { headers: { 'WWW-Authenticate': 'Bearer realm="Stripe", Basic realm="Stripe"' } }),

  rateLimited: (seconds) =>
    rejection(429, 'Too many requests hit the API too quickly.', {
      code: 'rate_limit',
      headers: { 'Retry-After': String(seconds) },
    }),

  // Stripe sets `param` for body fields only.
  invalidHeader: (_, message) => rejection(400, message),

  invalidParameter: (param, message) => rejection(400, message, { param }),

  malformedBody: (message) => rejection(400, message),

  unsupportedMediaType: (message) => rejection(400, message),

  locked: () =>
    rejection(429, 'This object cannot be accessed right now because another request is accessing it.', {
      code: 'lock_timeout',
    }),

  noSuchIntent: () =>
    rejection(404, 'No such payment_intent.', { code: 'resource_missing', param: 'intent' }),

  unexpectedState: (intent) =>
    rejection(
      400,
      `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with ` +
        'one of the following statuses may be canceled: requires_payment_method, requires_capture, ' +
        'requires_confirmation, requires_action, processing.',
      { code: 'payment_intent_unexpected_state', payment_intent: renderIntent(intent, []) },
    ),

  keyInUse: () =>
    rejection(409, 'There is currently another in-progress request using this Idempotency-Key.', {
      type: 'idempotency_error',
      code: 'idempotency_key_in_use',
    }),

  keyReused: () =>
    rejection(
      400,
      'Keys for idempotent requests can only be used with the same parameters they were first used with.',
      { type: 'idempotency_error' },
    ),

  badHttp: (message) => rejection(400, message),

  internal: () => rejection(500, 'Something went wrong on our side.', { type: 'api_error' }),

  unknownParameter: (param) =>
    rejection(400, `Received unknown parameter: ${param}`, { code: 'parameter_unknown', param }),

  inaccessibleAccount: () =>
    rejection(403, 'The provided key does not have access to this account (or it does not exist).', {
      code: 'account_invalid',
    }),

  createdByCheckout: () =>
    rejection(400, 'You cannot perform this action on PaymentIntents created by Checkout.'),
}

/** The rejections that only Stripe has. */
interface StripeRejections {
  readonly unknownParameter: (param: string) => Rejection
  readonly inaccessibleAccount: () => Rejection
  /** The Checkout Session owns the intent. The client must expire the session instead. */
  readonly createdByCheckout: () => Rejection
}
