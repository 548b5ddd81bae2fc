// Generated from openapi/leanrails.yaml by `npm run generate`. Do not edit: change the description instead.

import {
  validateApiError,
  validateAuthenticationError,
  validateCancelRequest,
  validateCanceledPaymentIntent,
  validateIdempotencyKeyInUse,
  validateIdempotencyKeyReused,
  validateInvalidRequest,
  validateMethodNotAllowed,
  validateNotFound,
  validateRateLimitError,
  validateUnsupportedMediaType,
} from './compiled.js'

export * from './compiled.js'

/** An error of an invalid value, in the format of ajv. */
export interface ValidationError {
  /** The JSON Pointer (RFC 6901) of the invalid part. `""` is the whole value. */
  instancePath: string
  /** The keyword that failed: `type`, `required`, … */
  keyword: string
  /** Details of the keyword: `{ type: "integer" }`, `{ missingProperty: "id" }`, … */
  params: Record<string, unknown>
}

/** Returns whether a value is valid. If it is not, `errors` has all its errors. */
export interface Validator<T> {
  (data: unknown): data is T
  errors?: ValidationError[] | null
}

/** The validator of each response body: `responses.operationId[status]`. */
export const responses: {
  readonly cancelPaymentIntent: {
    readonly 200: typeof validateCanceledPaymentIntent
    readonly 400: typeof validateInvalidRequest
    readonly 401: typeof validateAuthenticationError
    readonly 404: typeof validateNotFound
    readonly 405: typeof validateMethodNotAllowed
    readonly 409: typeof validateIdempotencyKeyInUse
    readonly 415: typeof validateUnsupportedMediaType
    readonly 422: typeof validateIdempotencyKeyReused
    readonly 429: typeof validateRateLimitError
    readonly 500: typeof validateApiError
  }
} = {
  cancelPaymentIntent: {
    200: validateCanceledPaymentIntent,
    400: validateInvalidRequest,
    401: validateAuthenticationError,
    404: validateNotFound,
    405: validateMethodNotAllowed,
    409: validateIdempotencyKeyInUse,
    415: validateUnsupportedMediaType,
    422: validateIdempotencyKeyReused,
    429: validateRateLimitError,
    500: validateApiError,
  },
}

/** The validator of each request body: `requests.operationId`. */
export const requests: {
  readonly cancelPaymentIntent: typeof validateCancelRequest
} = {
  cancelPaymentIntent: validateCancelRequest,
}
