// Generated from openapi/stripe.yaml by `npm run generate`. Do not edit: change the description instead.

import type { components, operations } from "./types.ts";

/** An error of an invalid value, in the format of ajv. */
export interface ValidationError {
  /** The JSON Pointer (RFC 6901) of the invalid part. `""` is the whole value. */
  instancePath: string;
  /** The keyword that failed: `type`, `required`, … */
  keyword: string;
  /** Details of the keyword: `{ type: "integer" }`, `{ missingProperty: "id" }`, … */
  params: Record<string, unknown>;
}

/** Returns whether a value is valid. If it is not, `errors` has all its errors. */
export interface Validator<T> {
  (data: unknown): data is T;
  errors?: ValidationError[] | null;
}

export declare const validateCancelRequest: Validator<components["schemas"]["CancelRequest"]>;
export declare const validatePaymentIntent: Validator<components["schemas"]["PaymentIntent"]>;
export declare const validateCanceledPaymentIntent: Validator<components["schemas"]["CanceledPaymentIntent"]>;
export declare const validateUnixTime: Validator<components["schemas"]["UnixTime"]>;
export declare const validateStatus: Validator<components["schemas"]["Status"]>;
export declare const validateExpanded: Validator<components["schemas"]["Expanded"]>;
export declare const validateAmountDetails: Validator<components["schemas"]["AmountDetails"]>;
export declare const validateAutomaticPaymentMethods: Validator<components["schemas"]["AutomaticPaymentMethods"]>;
export declare const validatePaymentError: Validator<components["schemas"]["PaymentError"]>;
export declare const validateNextAction: Validator<components["schemas"]["NextAction"]>;
export declare const validatePaymentMethodOptions: Validator<components["schemas"]["PaymentMethodOptions"]>;
export declare const validateProcessing: Validator<components["schemas"]["Processing"]>;
export declare const validateShipping: Validator<components["schemas"]["Shipping"]>;
export declare const validateAddress: Validator<components["schemas"]["Address"]>;
export declare const validateTransferData: Validator<components["schemas"]["TransferData"]>;
export declare const validateErrorDetails: Validator<components["schemas"]["ErrorDetails"]>;
export declare const validateInvalidRequest: Validator<components["schemas"]["InvalidRequest"]>;
export declare const validateAuthenticationError: Validator<components["schemas"]["AuthenticationError"]>;
export declare const validatePermissionError: Validator<components["schemas"]["PermissionError"]>;
export declare const validateNotFound: Validator<components["schemas"]["NotFound"]>;
export declare const validateMethodNotAllowed: Validator<components["schemas"]["MethodNotAllowed"]>;
export declare const validateIdempotencyKeyInUse: Validator<components["schemas"]["IdempotencyKeyInUse"]>;
export declare const validateRateLimitError: Validator<components["schemas"]["RateLimitError"]>;
export declare const validateApiError: Validator<components["schemas"]["ApiError"]>;

/** The validator of each response body: `responses.operationId[status]`. */
export declare const responses: {
  readonly cancelPaymentIntent: {
    readonly 200: typeof validateCanceledPaymentIntent,
    readonly 400: typeof validateInvalidRequest,
    readonly 401: typeof validateAuthenticationError,
    readonly 403: typeof validatePermissionError,
    readonly 404: typeof validateNotFound,
    readonly 405: typeof validateMethodNotAllowed,
    readonly 409: typeof validateIdempotencyKeyInUse,
    readonly 429: typeof validateRateLimitError,
    readonly 500: typeof validateApiError,
  };
};

/** The validator of each request body: `requests.operationId`. */
export declare const requests: {
  readonly cancelPaymentIntent: typeof validateCancelRequest,
};
