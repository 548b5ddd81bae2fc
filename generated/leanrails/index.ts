// Generated from openapi/leanrails.yaml by `npm run generate`. Do not edit: change the description instead.

import type { Open } from './runtime/index.js'
import type { components } from './types.js'

/** The client, and the types of its arguments, results and errors. */
export * from './client.js'

/** The schemas of the description. `Open`, in responses: the API may add values to an enumeration later. */
type Schemas = components['schemas']

/**
 * The schema `CancelRequest`.
 *
 * @see openapi.json#/components/schemas/CancelRequest
 */
export type CancelRequest = Schemas['CancelRequest']

/**
 * One payment from its first attempt to its end.
 *
 * @see openapi.json#/components/schemas/PaymentIntent
 */
export type PaymentIntent = Open<Schemas['PaymentIntent']>

/**
 * A PaymentIntent that is canceled.
 *
 * @see openapi.json#/components/schemas/CanceledPaymentIntent
 */
export type CanceledPaymentIntent = Open<Schemas['CanceledPaymentIntent']>

/**
 * An amount in the currency's smallest unit, such as cents. At least 0.
 *
 * @see openapi.json#/components/schemas/Amount
 */
export type Amount = Open<Schemas['Amount']>

/**
 * Seconds since 1970-01-01T00:00:00Z. From 0 to 99999999999.
 *
 * @see openapi.json#/components/schemas/UnixTime
 */
export type UnixTime = Open<Schemas['UnixTime']>

/**
 * The current state of the payment.
 *
 * @see openapi.json#/components/schemas/Status
 */
export type Status = Open<Schemas['Status']>

/**
 * The error of the last payment attempt; null if there was no error.
 *
 * @see openapi.json#/components/schemas/PaymentError
 */
export type PaymentError = Open<Schemas['PaymentError']>

/**
 * The charges of this PaymentIntent.
 *
 * @see openapi.json#/components/schemas/ChargeList
 */
export type ChargeList = Open<Schemas['ChargeList']>

/**
 * The common properties of every error of this API.
 *
 * @see openapi.json#/components/schemas/ErrorDetails
 */
export type ErrorDetails = Open<Schemas['ErrorDetails']>

/**
 * The request is invalid, or the state of the PaymentIntent does not allow it.
 *
 * @see openapi.json#/components/schemas/InvalidRequest
 */
export type InvalidRequest = Open<Schemas['InvalidRequest']>

/**
 * The API key is not accepted.
 *
 * @see openapi.json#/components/schemas/AuthenticationError
 */
export type AuthenticationError = Open<Schemas['AuthenticationError']>

/**
 * The resource does not exist or is not accessible with this key.
 *
 * @see openapi.json#/components/schemas/NotFound
 */
export type NotFound = Open<Schemas['NotFound']>

/**
 * The path does not support this method.
 *
 * @see openapi.json#/components/schemas/MethodNotAllowed
 */
export type MethodNotAllowed = Open<Schemas['MethodNotAllowed']>

/**
 * A request with this key is in progress.
 *
 * @see openapi.json#/components/schemas/IdempotencyKeyInUse
 */
export type IdempotencyKeyInUse = Open<Schemas['IdempotencyKeyInUse']>

/**
 * The operation does not accept the media type of the body.
 *
 * @see openapi.json#/components/schemas/UnsupportedMediaType
 */
export type UnsupportedMediaType = Open<Schemas['UnsupportedMediaType']>

/**
 * The key belongs to another request.
 *
 * @see openapi.json#/components/schemas/IdempotencyKeyReused
 */
export type IdempotencyKeyReused = Open<Schemas['IdempotencyKeyReused']>

/**
 * Too many requests.
 *
 * @see openapi.json#/components/schemas/RateLimitError
 */
export type RateLimitError = Open<Schemas['RateLimitError']>

/**
 * Something went wrong on the server.
 *
 * @see openapi.json#/components/schemas/ApiError
 */
export type ApiErrorSchema = Open<Schemas['ApiError']>
