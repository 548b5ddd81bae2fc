// Generated from openapi/stripe.yaml by `npm run generate`. Do not edit: change the description instead.

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
 * Another object of the API, in full because `expand` names it.
 *
 * @see openapi.json#/components/schemas/Expanded
 */
export type Expanded = Open<Schemas['Expanded']>

/**
 * The parts of the amount.
 *
 * @see openapi.json#/components/schemas/AmountDetails
 */
export type AmountDetails = Open<Schemas['AmountDetails']>

/**
 * Automatic selection of payment methods by Stripe; null if you select them yourself.
 *
 * @see openapi.json#/components/schemas/AutomaticPaymentMethods
 */
export type AutomaticPaymentMethods = Open<Schemas['AutomaticPaymentMethods']>

/**
 * The error of the last payment attempt; null if there was no error.
 *
 * @see openapi.json#/components/schemas/PaymentError
 */
export type PaymentError = Open<Schemas['PaymentError']>

/**
 * The next action of the customer; null if there is no action.
 *
 * @see openapi.json#/components/schemas/NextAction
 */
export type NextAction = Open<Schemas['NextAction']>

/**
 * Settings for each kind of payment method, in the property of its name. Two are described; the others have the same form.
 *
 * @see openapi.json#/components/schemas/PaymentMethodOptions
 */
export type PaymentMethodOptions = Open<Schemas['PaymentMethodOptions']>

/**
 * The state of the processing; null before and after.
 *
 * @see openapi.json#/components/schemas/Processing
 */
export type Processing = Open<Schemas['Processing']>

/**
 * The shipping address; null without shipping.
 *
 * @see openapi.json#/components/schemas/Shipping
 */
export type Shipping = Open<Schemas['Shipping']>

/**
 * A postal address.
 *
 * @see openapi.json#/components/schemas/Address
 */
export type Address = Open<Schemas['Address']>

/**
 * The transfer after the payment, in Connect; null without a transfer.
 *
 * @see openapi.json#/components/schemas/TransferData
 */
export type TransferData = Open<Schemas['TransferData']>

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
 * The API key does not allow it.
 *
 * @see openapi.json#/components/schemas/PermissionError
 */
export type PermissionError = Open<Schemas['PermissionError']>

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
 * Too many requests for the account or the PaymentIntent.
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
