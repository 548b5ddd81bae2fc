// Generated from openapi/leanrails.yaml by `npm run generate`. Do not edit: change the description instead.

import type { Open } from './runtime/index.js'
import type { components } from './types.js'

/** The client, and the types of its arguments, results and errors. */
export * from './client.js'

type Schemas = components['schemas']

export type CancelRequest = Schemas['CancelRequest']

/** One payment from its first attempt to its end. */
export type PaymentIntent = Open<Schemas['PaymentIntent']>

/** A PaymentIntent that is canceled. */
export type CanceledPaymentIntent = Open<Schemas['CanceledPaymentIntent']>

/** An amount in the currency's smallest unit, such as cents. */
export type Amount = Open<Schemas['Amount']>

/** Seconds since 1970-01-01T00:00:00Z. */
export type UnixTime = Open<Schemas['UnixTime']>

/** The current state of the payment. */
export type Status = Open<Schemas['Status']>

/** The error of the last payment attempt; null if there was no error. */
export type PaymentError = Open<Schemas['PaymentError']>

/** The charges of this PaymentIntent. */
export type ChargeList = Open<Schemas['ChargeList']>

/** The common properties of every error of this API. */
export type ErrorDetails = Open<Schemas['ErrorDetails']>

/** The request is invalid, or the state of the PaymentIntent does not allow it. */
export type InvalidRequest = Open<Schemas['InvalidRequest']>

/** The API key is not accepted. */
export type AuthenticationError = Open<Schemas['AuthenticationError']>

/** The resource does not exist or is not accessible with this key. */
export type NotFound = Open<Schemas['NotFound']>

/** The path does not support this method. */
export type MethodNotAllowed = Open<Schemas['MethodNotAllowed']>

/** A request with this key is in progress. */
export type IdempotencyKeyInUse = Open<Schemas['IdempotencyKeyInUse']>

/** The operation does not accept the media type of the body. */
export type UnsupportedMediaType = Open<Schemas['UnsupportedMediaType']>

/** The key belongs to another request. */
export type IdempotencyKeyReused = Open<Schemas['IdempotencyKeyReused']>

/** Too many requests. */
export type RateLimitError = Open<Schemas['RateLimitError']>

/** Something went wrong on the server. */
export type ApiErrorSchema = Open<Schemas['ApiError']>
