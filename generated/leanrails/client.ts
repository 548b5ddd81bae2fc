// Generated from openapi/leanrails.yaml by `npm run generate`. Do not edit: change the description instead.

import {
  basic,
  checkOptions,
  connect,
  connectPaths,
  headerReader,
  integer,
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
const rules: ApiRules = { keyHeader: 'Idempotency-Key', requiresKey: true, errorMember: 'error' }

/** The argument of `cancelPaymentIntent`. */
export type CancelPaymentIntentCall = Call<operations['cancelPaymentIntent'], FilledIn>
/** The result of `cancelPaymentIntent`: a union with one member for each status code. */
export type CancelPaymentIntentResult = Result<operations['cancelPaymentIntent']>

/**
 * The options of `createLeanRails`. Those of a call override them. For one that cannot be used it throws an
 * InvalidRequestError, whose message names the option and never has its value.
 */
export interface LeanRailsOptions extends ClientOptions {
  /**
   * Your secret key. It is sent only in the header that the API defines for it.
   *
   * @see openapi.json#/components/securitySchemes/secretKey
   */
  readonly apiKey: string
  /** Sent as `X-API-Version`. Default: not sent, so the API uses the version of your account. */
  readonly apiVersion?: string | undefined
}

/**
 * The client of LeanRails API, with a method for each operation.
 *
 * @see openapi.json#/info
 */
export interface LeanRails {
  /**
   * Cancel a PaymentIntent
   *
   * Cancels a PaymentIntent that is not yet final. Afterwards it makes no charge, and every further
   * operation on it fails.
   *
   * You can cancel a PaymentIntent whose `status` is `requires_payment_method`, `requires_confirmation`,
   * `requires_action` or `requires_capture`. One that is `processing` can be canceled only in rare cases:
   * expect either response. One that has `succeeded` or is already `canceled` cannot be canceled. A
   * rejection changes nothing.
   *
   * Exactly one of several simultaneous requests with different keys cancels the PaymentIntent.
   *
   * Resolves to each response below; `orThrow()` throws an ApiError for an error response. Rejects if there is no
   * usable response: NetworkError, TimeoutError, AbortError, InvalidResponseError, InvalidRequestError.
   *
   * `POST /v1/payment_intents/{id}/cancel` responds with
   * - 200: The canceled PaymentIntent.
   * - 400: The request is invalid, or the PaymentIntent is in a state that cannot be canceled. Nothing changed.
   * - 401: The API key is missing, malformed, unknown, revoked, or publishable.
   * - 404: No such PaymentIntent is accessible with this key, or the path is unknown.
   * - 405: The path exists, but not with this method.
   * - 409: A request with the same Idempotency-Key is in progress. Wait a little and send it again.
   * - 415: The body has a media type other than `application/json`. A server may also return `400` with the code `parameter_invalid`.
   * - 422: The Idempotency-Key was used before for a request with another body or another path.
   * - 429: Too many requests. Wait as long as `Retry-After` requests.
   * - 500: Something went wrong at LeanRails. Send the request again with the same key.
   *
   * @see openapi.json#/paths/~1v1~1payment_intents~1{id}~1cancel/post
   */
  cancelPaymentIntent: Method<operations['cancelPaymentIntent'], FilledIn>
}

/** Creates a client of LeanRails API with a method for each operation. */
export const createLeanRails = (options: LeanRailsOptions): LeanRails => {
  const operation = connect(rules, checkOptions(options), {
    baseUrl: options.baseUrl ?? 'https://api.leanrails.com',
    headers: {
      Accept: 'application/json',
      Authorization: basic(options.apiKey),
      'X-API-Version': options.apiVersion,
    },
  })
  // The last argument names a property that the body of each success must have.
  return {
    cancelPaymentIntent: operation<operations['cancelPaymentIntent'], FilledIn>(
      'POST',
      '/v1/payment_intents/{id}/cancel',
      { 200: 'id' },
    ),
  }
}

/**
 * Creates openapi-fetch's client of LeanRails API, which is called by path. It has the same idempotency key, retries and
 * path checks. `use` adds middleware.
 *
 * @throws InvalidRequestError if an option cannot be used
 * @see openapi.json#/paths
 */
export const createLeanRailsPaths = (options: LeanRailsOptions): Raw<paths, FilledIn> =>
  connectPaths<paths, FilledIn>(rules, checkOptions(options), {
    baseUrl: options.baseUrl ?? 'https://api.leanrails.com',
    headers: {
      Accept: 'application/json',
      Authorization: basic(options.apiKey),
      'X-API-Version': options.apiVersion,
    },
  })

/** Adds openapi-fetch's middleware to all methods, `createLeanRails({ …, middleware: middleware(…) })`, or to one call. */
export { middleware } from './runtime/index.js'

/**
 * Reads a response header of `cancelPaymentIntent` with its described type. `null` if it is absent or has another type.
 *
 * - `X-RateLimit-Limit`: The number of requests that the merchant may send in a minute. At least 0.
 * - `X-RateLimit-Remaining`: The number of remaining requests. At least 0.
 * - `Allow`: The methods that this path has (RFC 9110, section 10.2.1). At least 1 character.
 * - `Retry-After`: Seconds to wait before the next request. From 0 to 86400.
 */
export const cancelPaymentIntentHeader: DescribedHeader<operations['cancelPaymentIntent']['responses']> =
  /* @__PURE__ */ headerReader({
    'X-RateLimit-Limit': integer,
    'X-RateLimit-Remaining': integer,
    'Retry-After': integer,
  })

/** Checks the body of every success against its schema: `createLeanRails({ …, validate })`. */
export const validate: ResponseValidator = /* @__PURE__ */ responseValidator({
  'POST/v1/payment_intents/{id}/cancel': { 200: validateCanceledPaymentIntent },
})
