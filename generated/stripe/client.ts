// Generated from openapi/stripe.yaml by `npm run generate`. Do not edit: change the description instead.

import {
  basic,
  checkOptions,
  connect,
  connectPaths,
  form,
  headerReader,
  responseValidator,
} from './runtime/index.js'
import type {
  ApiRules,
  Call,
  ClientOptions,
  DescribedHeader,
  Method,
  Raw,
  ResponseValidator,
  Result,
} from './runtime/index.js'
import type { operations, paths } from './types.js'
import { validateCanceledPaymentIntent } from './validators/index.js'

export {
  AbortError,
  ApiError,
  ClientError,
  InvalidRequestError,
  InvalidResponseError,
  NetworkError,
  TimeoutError,
} from './runtime/index.js'

/** The header that the client fills in. */
type FilledIn = 'Idempotency-Key'

/** What the description defines about keys, retries and errors. */
const rules: ApiRules = {
  keyHeader: 'Idempotency-Key',
  directiveHeader: 'Stripe-Should-Retry',
  requestIdHeader: 'Request-Id',
  errorMember: 'error',
}

/** The argument of `cancelPaymentIntent`. */
export type CancelPaymentIntentCall = Call<operations['cancelPaymentIntent'], FilledIn>
/** The result of `cancelPaymentIntent`: a union with one member for each status code. */
export type CancelPaymentIntentResult = Result<operations['cancelPaymentIntent']>

/**
 * The options of `createStripe`. Those of a call override them. For one that cannot be used it throws an
 * InvalidRequestError, whose message names the option and never has its value.
 */
export interface StripeOptions extends ClientOptions {
  /**
   * Your secret key. It is sent only in the header that the API defines for it.
   *
   * @see openapi.json#/components/securitySchemes/secretKey
   */
  readonly apiKey: string
  /** Sent as `Stripe-Version`. Default: not sent, so the API uses the version of your account. */
  readonly apiVersion?: string | undefined
}

/**
 * The client of Stripe API, with a method for each operation.
 *
 * @see openapi.json#/info
 */
export interface Stripe {
  /**
   * Cancel a PaymentIntent
   *
   * Cancels a PaymentIntent that is not yet final. Afterwards it makes no charge, and every further
   * operation on it fails. The remaining `amount_capturable` of a `requires_capture` PaymentIntent
   * is refunded.
   *
   * You can cancel a PaymentIntent whose `status` is `requires_payment_method`, `requires_confirmation`,
   * `requires_action` or `requires_capture`. One that is `processing` can be canceled only in rare cases:
   * expect either response. One that has `succeeded` or is already `canceled` cannot be canceled. A
   * rejection changes nothing.
   *
   * The PaymentIntent of a Checkout Session can be canceled directly only if its `status` is
   * `requires_capture`. Otherwise expire the Checkout Session.
   *
   * Resolves to each response below; `orThrow()` throws an ApiError for an error response. Rejects if there is no
   * usable response: NetworkError, TimeoutError, AbortError, InvalidResponseError, InvalidRequestError.
   *
   * `POST /v1/payment_intents/{intent}/cancel` responds with
   * - 200: The canceled PaymentIntent.
   * - 400: The request is invalid, or the PaymentIntent is in a state that cannot be canceled. Nothing changed.
   * - 401: The API key is missing, malformed, unknown, revoked, or publishable.
   * - 403: The API key is valid, but does not allow this. A publishable key gets this response or a `401`.
   * - 404: No such PaymentIntent is accessible with this key, or the path is unknown.
   * - 405: The path exists, but not with this method. Stripe may also return `404`, as for an unknown path.
   * - 409: A request with the same Idempotency-Key is in progress. Wait a little and send it again.
   * - 429: Too many requests, or another request has locked the PaymentIntent. Wait longer after each attempt and send the same request with the same key again.
   * - 500: Something went wrong at Stripe. With an Idempotency-Key this response is stored too: check the PaymentIntent before you cancel it again with a new key.
   *
   * @see openapi.json#/paths/~1v1~1payment_intents~1{intent}~1cancel/post
   */
  cancelPaymentIntent: Method<operations['cancelPaymentIntent'], FilledIn>
}

/** Creates a client of Stripe API with a method for each operation. */
export const createStripe = (options: StripeOptions): Stripe => {
  const operation = connect(rules, checkOptions(options), {
    baseUrl: options.baseUrl ?? 'https://api.stripe.com',
    headers: {
      Accept: 'application/json',
      Authorization: basic(options.apiKey),
      'Stripe-Version': options.apiVersion,
      'Content-Type': null,
    },
    bodySerializer: form,
  })
  // The last argument names a property that the body of each success must have.
  return {
    cancelPaymentIntent: operation<operations['cancelPaymentIntent'], FilledIn>(
      'POST',
      '/v1/payment_intents/{intent}/cancel',
      { 200: 'id' },
    ),
  }
}

/**
 * Creates openapi-fetch's client of Stripe API, which is called by path. It has the same idempotency key, retries and
 * path checks. `use` adds middleware.
 *
 * @throws InvalidRequestError if an option cannot be used
 * @see openapi.json#/paths
 */
export const createStripePaths = (options: StripeOptions): Raw<paths, FilledIn> =>
  connectPaths<paths, FilledIn>(rules, checkOptions(options), {
    baseUrl: options.baseUrl ?? 'https://api.stripe.com',
    headers: {
      Accept: 'application/json',
      Authorization: basic(options.apiKey),
      'Stripe-Version': options.apiVersion,
      'Content-Type': null,
    },
    bodySerializer: form,
  })

/** Adds openapi-fetch's middleware to all methods, `createStripe({ …, middleware: middleware(…) })`, or to one call. */
export { middleware } from './runtime/index.js'

/**
 * Reads a response header of `cancelPaymentIntent` with its described type. `null` if it is absent or has another type.
 *
 * - `Request-Id`: Identifies this request; include it when you contact support. At least 1 character.
 * - `Stripe-Version`: The version of the API that produced the response. Pattern: `^\d{4}-\d{2}-\d{2}(\.[a-z]+)?$`.
 * - `Idempotent-Replayed`: Marks the stored response of an earlier request with the same Idempotency-Key.
 * - `Stripe-Should-Retry`: Whether to send the request again; has priority over every other sign.
 * - `WWW-Authenticate`: How to authenticate (RFC 9110, section 11.6.1). At least 1 character.
 * - `Allow`: The methods that this path has (RFC 9110, section 10.2.1). At least 1 character.
 */
export const cancelPaymentIntentHeader: DescribedHeader<operations['cancelPaymentIntent']['responses']> =
  /* @__PURE__ */ headerReader({})

/** Checks the body of every success against its schema: `createStripe({ …, validate })`. */
export const validate: ResponseValidator = /* @__PURE__ */ responseValidator({
  'POST/v1/payment_intents/{intent}/cancel': { 200: validateCanceledPaymentIntent },
})
