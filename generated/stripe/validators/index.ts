// Generated from openapi/stripe.yaml by `npm run generate`. Do not edit: change the description instead.

import {
  validateApiError,
  validateAuthenticationError,
  validateCancelRequest,
  validateCanceledPaymentIntent,
  validateIdempotencyKeyInUse,
  validateInvalidRequest,
  validateMethodNotAllowed,
  validateNotFound,
  validatePermissionError,
  validateRateLimitError,
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
    readonly 403: typeof validatePermissionError
    readonly 404: typeof validateNotFound
    readonly 405: typeof validateMethodNotAllowed
    readonly 409: typeof validateIdempotencyKeyInUse
    readonly 429: typeof validateRateLimitError
    readonly 500: typeof validateApiError
  }
} = {
  cancelPaymentIntent: {
    200: validateCanceledPaymentIntent,
    400: validateInvalidRequest,
    401: validateAuthenticationError,
    403: validatePermissionError,
    404: validateNotFound,
    405: validateMethodNotAllowed,
    409: validateIdempotencyKeyInUse,
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
