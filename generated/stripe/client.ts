// Generated from openapi/stripe.yaml by `npm run generate`. Do not edit: change the description instead.

import { basic, connect, form, responseValidator } from '../../src/client/index.ts'
import type { Api, Call, ClientOptions, Method, Raw, ResponseValidator, Result } from '../../src/client/index.ts'
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
  /** openapi-fetch's client, with the same key, retries and middleware: `raw.POST(path, …)`, `raw.use(…)`. */
  readonly raw: Raw<paths, FilledIn>
  /**
   * Cancel a PaymentIntent
   *
   * Cancels a PaymentIntent that has not come to its end. Afterwards no charge is made by it, and every
   * further operation on it fails. What remained to be captured of a `requires_capture` PaymentIntent
   * (`amount_capturable`) is refunded.
   *
   * You can cancel a PaymentIntent whose `status` is `requires_payment_method`, `requires_confirmation`,
   * `requires_action` or `requires_capture`. One that is `processing` can be canceled only in rare cases:
   * expect either answer. One that has `succeeded` or is already `canceled` cannot be canceled. A refusal
   * changes nothing.
   *
   * The PaymentIntent of a Checkout Session can be canceled directly only while its `status` is
   * `requires_capture`; otherwise expire the Checkout Session.
   */
  cancelPaymentIntent: Method<operations["cancelPaymentIntent"], FilledIn>
}

const api: Api<StripeOptions> = {
  baseUrl: "https://api.stripe.com",
  headers: ({ apiKey, apiVersion }) => ({ Authorization: basic(apiKey), "Stripe-Version": apiVersion, 'Content-Type': null }),
  key: "Idempotency-Key",
  retry: "Stripe-Should-Retry",
  requestId: "Request-Id",
  error: "error",
  bodySerializer: form,
}

/** A client of Stripe API. */
export const createStripe = (options: StripeOptions): Stripe => {
  const [raw, operation] = connect<paths, FilledIn, StripeOptions>(api, options)
  return {
    raw,
    cancelPaymentIntent: operation<operations["cancelPaymentIntent"], FilledIn>(
      "cancelPaymentIntent", "POST", "/v1/payment_intents/{intent}/cancel",
      { 200: "id" },
      {},
    ),
  }
}

/** Checks the body of each success against its schema: for `createStripe({ …, validate })`. */
export const validate: ResponseValidator = /* @__PURE__ */ responseValidator({
  cancelPaymentIntent: { 200: validateCanceledPaymentIntent },
})
