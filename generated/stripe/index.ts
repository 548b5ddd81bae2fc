// Generated from openapi/stripe.yaml by `npm run generate`. Do not edit: change the description instead.

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

/** Seconds since 1970-01-01T00:00:00Z. */
export type UnixTime = Open<Schemas['UnixTime']>

/** The current state of the payment. */
export type Status = Open<Schemas['Status']>

/** Another object of the API, in full because `expand` names it. */
export type Expanded = Open<Schemas['Expanded']>

/** The parts of the amount. */
export type AmountDetails = Open<Schemas['AmountDetails']>

/** Automatic selection of payment methods by Stripe; null if you select them yourself. */
export type AutomaticPaymentMethods = Open<Schemas['AutomaticPaymentMethods']>

/** The error of the last payment attempt; null if there was no error. */
export type PaymentError = Open<Schemas['PaymentError']>

/** The next action of the customer; null if there is no action. */
export type NextAction = Open<Schemas['NextAction']>

/** Settings for each kind of payment method, in the property of its name. Two are described; the others have the same form. */
export type PaymentMethodOptions = Open<Schemas['PaymentMethodOptions']>

/** The state of the processing; null before and after. */
export type Processing = Open<Schemas['Processing']>

/** The shipping address; null without shipping. */
export type Shipping = Open<Schemas['Shipping']>

/** A postal address. */
export type Address = Open<Schemas['Address']>

/** The transfer after the payment, in Connect; null without a transfer. */
export type TransferData = Open<Schemas['TransferData']>

/** The common properties of every error of this API. */
export type ErrorDetails = Open<Schemas['ErrorDetails']>

/** The request is invalid, or the state of the PaymentIntent does not allow it. */
export type InvalidRequest = Open<Schemas['InvalidRequest']>

/** The API key is not accepted. */
export type AuthenticationError = Open<Schemas['AuthenticationError']>

/** The API key does not allow it. */
export type PermissionError = Open<Schemas['PermissionError']>

/** The resource does not exist or is not accessible with this key. */
export type NotFound = Open<Schemas['NotFound']>

/** The path does not support this method. */
export type MethodNotAllowed = Open<Schemas['MethodNotAllowed']>

/** A request with this key is in progress. */
export type IdempotencyKeyInUse = Open<Schemas['IdempotencyKeyInUse']>

/** Too many requests for the account or the PaymentIntent. */
export type RateLimitError = Open<Schemas['RateLimitError']>

/** Something went wrong on the server. */
export type ApiErrorSchema = Open<Schemas['ApiError']>
