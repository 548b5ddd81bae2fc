// Generated from openapi/stripe.yaml by `npm run generate`. Do not edit: change the description instead.

import { basic, connect, connectPaths, form, headerReader, responseValidator } from '../../src/client/index.ts'
import type { Call, ClientOptions, Method, ResponseValidator, Result } from '../../src/client/index.ts'
import type { operations, paths } from './types.ts'
import { validateCanceledPaymentIntent } from './validators.js'

export {
  AbortError, ApiError, ClientError, InvalidRequestError, InvalidResponseError, NetworkError, TimeoutError,
} from '../../src/client/index.ts'

type FilledIn = "Idempotency-Key"

/** What `cancelPaymentIntent` takes. */
export type CancelPaymentIntentCall = Call<operations["cancelPaymentIntent"], FilledIn>
/** What `cancelPaymentIntent` answers: a member for each status. */
export type CancelPaymentIntentResult = Result<operations["cancelPaymentIntent"]>

export interface StripeOptions extends ClientOptions {
  /** Your secret key; it goes into the header that the API wants it in, and nowhere else. */
  readonly apiKey: string
  /** Sent as `Stripe-Version`. Default: none, and so your account's version. */
  readonly apiVersion?: string | undefined
}

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
   */
  cancelPaymentIntent: Method<operations["cancelPaymentIntent"], FilledIn>
}

/** A client of Stripe API: a method for each operation. */
export const createStripe = (options: StripeOptions): Stripe => {
  const operation = connect(
    { key: "Idempotency-Key", retry: "Stripe-Should-Retry", requestId: "Request-Id", error: "error", ...options },
    { baseUrl: options.baseUrl ?? "https://api.stripe.com", headers: { Authorization: basic(options.apiKey), "Stripe-Version": options.apiVersion, "Content-Type": null }, bodySerializer: form },
  )
  return {
    cancelPaymentIntent: operation<operations["cancelPaymentIntent"], FilledIn>(
      "POST", "/v1/payment_intents/{intent}/cancel", { 200: "id" },
    ),
  }
}

/**
 * openapi-fetch's own client of Stripe API, for those who want paths: with the same key, retries and refusals of ids.
 * `use` gives it middleware.
 */
export const createStripePaths = (options: StripeOptions) =>
  connectPaths<paths, FilledIn>(
    { key: "Idempotency-Key", retry: "Stripe-Should-Retry", requestId: "Request-Id", error: "error", ...options },
    { baseUrl: options.baseUrl ?? "https://api.stripe.com", headers: { Authorization: basic(options.apiKey), "Stripe-Version": options.apiVersion, "Content-Type": null }, bodySerializer: form },
  )

/** openapi-fetch's middleware for the methods: for `createStripe({ …, middleware: middleware(…) })`, or for one call. */
export { middleware } from '../../src/client/index.ts'

/** Reads a header of an answer of `cancelPaymentIntent`, as what the description says it is; `null` for none that is such a thing. */
export const cancelPaymentIntentHeader = /* @__PURE__ */ headerReader<operations["cancelPaymentIntent"]["responses"]>(
  {},
)

/** Checks the body of each success against its schema: for `createStripe({ …, validate })`. */
export const validate: ResponseValidator = /* @__PURE__ */ responseValidator({
  "POST/v1/payment_intents/{intent}/cancel": { 200: validateCanceledPaymentIntent },
})
