// Generated from openapi/leanrails.yaml by `npm run generate`. Do not edit: change the description instead.

import { basic, connect, integer, responseValidator } from '../../src/client/index.ts'
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

export interface LeanRailsOptions extends ClientOptions {
  /** Your secret key; it goes into the header that the API wants it in, and nowhere else. */
  readonly apiKey: string
  /** Sent as `X-API-Version`. Default: none, and so your account's version. */
  readonly apiVersion?: string | undefined
}

export interface LeanRails {
  /** openapi-fetch's client, with the same key, retries and middleware: `raw.POST(path, …)`, `raw.use(…)`. */
  readonly raw: Raw<paths, FilledIn>
  /**
   * Cancel a PaymentIntent
   *
   * Cancels a PaymentIntent that has not come to its end. Afterwards no charge is made by it, and every
   * further operation on it fails.
   *
   * You can cancel a PaymentIntent whose `status` is `requires_payment_method`, `requires_confirmation`,
   * `requires_action` or `requires_capture`. One that is `processing` can be canceled only in rare cases:
   * expect either answer. One that has `succeeded` or is already `canceled` cannot be canceled. A refusal
   * changes nothing.
   *
   * Of several requests at the same time, with different keys, exactly one cancels.
   */
  cancelPaymentIntent: Method<operations["cancelPaymentIntent"], FilledIn>
}

const api: Api<LeanRailsOptions> = {
  baseUrl: "https://api.leanrails.com",
  headers: ({ apiKey, apiVersion }) => ({ Authorization: basic(apiKey), "X-API-Version": apiVersion }),
  key: "Idempotency-Key",
  error: "error",
}

/** A client of LeanRails API. */
export const createLeanRails = (options: LeanRailsOptions): LeanRails => {
  const [raw, operation] = connect<paths, FilledIn, LeanRailsOptions>(api, options)
  return {
    raw,
    cancelPaymentIntent: operation<operations["cancelPaymentIntent"], FilledIn>(
      "cancelPaymentIntent", "POST", "/v1/payment_intents/{id}/cancel",
      { 200: "id" },
      { "X-RateLimit-Limit": integer, "X-RateLimit-Remaining": integer, "Retry-After": integer },
    ),
  }
}

/** Checks the body of each success against its schema: for `createLeanRails({ …, validate })`. */
export const validate: ResponseValidator = /* @__PURE__ */ responseValidator({
  cancelPaymentIntent: { 200: validateCanceledPaymentIntent },
})
