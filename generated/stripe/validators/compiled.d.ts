// Generated from openapi/stripe.yaml by `npm run generate`. Do not edit: change the description instead.

import type { components } from '../types.js'
import type { Validator } from './index.js'

export declare const validateCancelRequest: Validator<components['schemas']['CancelRequest']>
export declare const validatePaymentIntent: Validator<components['schemas']['PaymentIntent']>
export declare const validateCanceledPaymentIntent: Validator<components['schemas']['CanceledPaymentIntent']>
export declare const validateUnixTime: Validator<components['schemas']['UnixTime']>
export declare const validateStatus: Validator<components['schemas']['Status']>
export declare const validateExpanded: Validator<components['schemas']['Expanded']>
export declare const validateAmountDetails: Validator<components['schemas']['AmountDetails']>
export declare const validateAutomaticPaymentMethods: Validator<
  components['schemas']['AutomaticPaymentMethods']
>
export declare const validatePaymentError: Validator<components['schemas']['PaymentError']>
export declare const validateNextAction: Validator<components['schemas']['NextAction']>
export declare const validatePaymentMethodOptions: Validator<components['schemas']['PaymentMethodOptions']>
export declare const validateProcessing: Validator<components['schemas']['Processing']>
export declare const validateShipping: Validator<components['schemas']['Shipping']>
export declare const validateAddress: Validator<components['schemas']['Address']>
export declare const validateTransferData: Validator<components['schemas']['TransferData']>
export declare const validateErrorDetails: Validator<components['schemas']['ErrorDetails']>
export declare const validateInvalidRequest: Validator<components['schemas']['InvalidRequest']>
export declare const validateAuthenticationError: Validator<components['schemas']['AuthenticationError']>
export declare const validatePermissionError: Validator<components['schemas']['PermissionError']>
export declare const validateNotFound: Validator<components['schemas']['NotFound']>
export declare const validateMethodNotAllowed: Validator<components['schemas']['MethodNotAllowed']>
export declare const validateIdempotencyKeyInUse: Validator<components['schemas']['IdempotencyKeyInUse']>
export declare const validateRateLimitError: Validator<components['schemas']['RateLimitError']>
export declare const validateApiError: Validator<components['schemas']['ApiError']>
