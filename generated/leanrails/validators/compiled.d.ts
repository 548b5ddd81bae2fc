// Generated from openapi/leanrails.yaml by `npm run generate`. Do not edit: change the description instead.

import type { components } from '../types.js'
import type { Validator } from './index.js'

export declare const validateCancelRequest: Validator<components['schemas']['CancelRequest']>
export declare const validatePaymentIntent: Validator<components['schemas']['PaymentIntent']>
export declare const validateCanceledPaymentIntent: Validator<components['schemas']['CanceledPaymentIntent']>
export declare const validateAmount: Validator<components['schemas']['Amount']>
export declare const validateUnixTime: Validator<components['schemas']['UnixTime']>
export declare const validateStatus: Validator<components['schemas']['Status']>
export declare const validatePaymentError: Validator<components['schemas']['PaymentError']>
export declare const validateChargeList: Validator<components['schemas']['ChargeList']>
export declare const validateErrorDetails: Validator<components['schemas']['ErrorDetails']>
export declare const validateInvalidRequest: Validator<components['schemas']['InvalidRequest']>
export declare const validateAuthenticationError: Validator<components['schemas']['AuthenticationError']>
export declare const validateNotFound: Validator<components['schemas']['NotFound']>
export declare const validateMethodNotAllowed: Validator<components['schemas']['MethodNotAllowed']>
export declare const validateIdempotencyKeyInUse: Validator<components['schemas']['IdempotencyKeyInUse']>
export declare const validateUnsupportedMediaType: Validator<components['schemas']['UnsupportedMediaType']>
export declare const validateIdempotencyKeyReused: Validator<components['schemas']['IdempotencyKeyReused']>
export declare const validateRateLimitError: Validator<components['schemas']['RateLimitError']>
export declare const validateApiError: Validator<components['schemas']['ApiError']>
