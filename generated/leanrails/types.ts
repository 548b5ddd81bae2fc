// Generated from openapi/leanrails.yaml by `npm run generate`. Do not edit: change the description instead.

export interface paths {
  '/v1/payment_intents/{id}/cancel': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * Cancel a PaymentIntent
     * @description Cancels a PaymentIntent that is not yet final. Afterwards it makes no charge, and every further
     *     operation on it fails.
     *
     *     You can cancel a PaymentIntent whose `status` is `requires_payment_method`, `requires_confirmation`,
     *     `requires_action` or `requires_capture`. One that is `processing` can be canceled only in rare cases:
     *     expect either response. One that has `succeeded` or is already `canceled` cannot be canceled. A
     *     rejection changes nothing.
     *
     *     Exactly one of several simultaneous requests with different keys cancels the PaymentIntent.
     */
    post: operations['cancelPaymentIntent']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
}
export type webhooks = Record<string, never>
export interface components {
  schemas: {
    CancelRequest: {
      /**
       * @description The reason for the cancellation; free text.
       * @example Ordered twice
       */
      cancellation_reason?: string
    }
    /** @description One payment from its first attempt to its end. */
    PaymentIntent: {
      /**
       * @description Identifies the PaymentIntent.
       * @example pi_3MtwBwLkdIwHu7ix28a3tqPa
       */
      id: string
      /**
       * @description Always `payment_intent`.
       * @constant
       */
      object: 'payment_intent'
      /**
       * @description An amount in the currency's smallest unit, such as cents.
       *     At least 0.
       */
      amount: components['schemas']['Amount']
      /**
       * @description Three-letter ISO 4217 code in lower case.
       *     Pattern: `^[a-z]{3}$`.
       * @example usd
       */
      currency: string
      /** @description The current state of the payment. */
      status: components['schemas']['Status']
      /**
       * @description Seconds since 1970-01-01T00:00:00Z.
       *     From 0 to 99999999999.
       */
      created: components['schemas']['UnixTime']
      /** @description Whether real money moves. */
      livemode: boolean
      /**
       * @description An amount in the currency's smallest unit, such as cents.
       *     At least 0.
       */
      amount_received?: components['schemas']['Amount']
      /**
       * @description Whether the money is captured automatically or on your request.
       * @enum {string}
       */
      capture_method?: 'automatic' | 'manual'
      /**
       * @description Whether the browser or your server confirms the payment.
       * @enum {string}
       */
      confirmation_method?: 'automatic' | 'manual'
      /**
       * @description The id of the paying customer.
       * @example cus_NffrFeUfNV2Hib
       */
      customer?: string | null
      /**
       * @description The id of the payment method.
       * @example pm_1MtwBwLkdIwHu7ixUEgvXW1l
       */
      payment_method?: string | null
      /** @description Your own description of the payment. */
      description?: string | null
      /** @description Your own key-value pairs; every value is a string. */
      metadata?: {
        [key: string]: string
      }
      /**
       * @description The id of the merchant.
       * @example mer_8Zk2xQ7
       */
      merchant_id?: string
      /**
       * @description Lets the browser confirm this payment. Treat it as a secret.
       * @example pi_3MtwBwLkdIwHu7ix28a3tqPa_secret_example
       */
      client_secret?: string
      /** @description The error of the last payment attempt; null if there was no error. */
      last_payment_error?: components['schemas']['PaymentError']
      /** @description The charges of this PaymentIntent. */
      charges?: components['schemas']['ChargeList']
      /**
       * Format: unix-time
       * @description Time of cancellation, in Unix seconds; null before.
       *     From 0 to 99999999999.
       * @example 1680801569
       */
      canceled_at?: number | null
      /**
       * @description The reason of the cancellation request, or null.
       * @example Ordered twice
       */
      cancellation_reason?: string | null
    }
    /** @description A PaymentIntent that is canceled. */
    CanceledPaymentIntent: components['schemas']['PaymentIntent'] & {
      /**
       * @description Always `canceled`.
       * @constant
       */
      status: 'canceled'
      /**
       * @description Seconds since 1970-01-01T00:00:00Z.
       *     From 0 to 99999999999.
       */
      canceled_at: components['schemas']['UnixTime']
    }
    /**
     * @description An amount in the currency's smallest unit, such as cents.
     *     At least 0.
     * @example 2000
     */
    Amount: number
    /**
     * Format: unix-time
     * @description Seconds since 1970-01-01T00:00:00Z.
     *     From 0 to 99999999999.
     * @example 1680800504
     */
    UnixTime: number
    /**
     * @description The current state of the payment.
     * @enum {string}
     */
    Status:
      | 'requires_payment_method'
      | 'requires_confirmation'
      | 'requires_action'
      | 'processing'
      | 'requires_capture'
      | 'canceled'
      | 'succeeded'
    /** @description The error of the last payment attempt; null if there was no error. */
    PaymentError: {
      /**
       * @description The kind of error.
       * @example card_error
       */
      type: string
      /**
       * @description The error code.
       * @example card_declined
       */
      code: string
      /**
       * @description The error message.
       * @example The card was declined.
       */
      message: string
    } | null
    /** @description The charges of this PaymentIntent. */
    ChargeList: {
      /**
       * @description Always `list`.
       * @constant
       */
      object: 'list'
      /** @description The charges, newest first. */
      data: Record<string, unknown>[]
      /** @description Whether there are more charges than these. */
      has_more: boolean
      /** @description The cursor of the next page. */
      next_cursor?: string | null
      /**
       * @description The path of the list.
       * @example /v1/charges
       */
      url?: string
    }
    /** @description The common properties of every error of this API. */
    ErrorDetails: {
      /** @description The kind of error. */
      type: string
      /** @description The error code; stable. */
      code: string
      /**
       * @description The error message for people.
       *     At least 1 character.
       */
      message: string
      /** @description The invalid parameter. */
      param?: string | null
      /**
       * Format: uri
       * @description Documentation of the error.
       */
      doc_url?: string
    }
    /** @description The request is invalid, or the state of the PaymentIntent does not allow it. */
    InvalidRequest: {
      /** @description What went wrong. */
      error: components['schemas']['ErrorDetails'] & {
        /**
         * @description The kind of error.
         * @constant
         */
        type: 'invalid_request_error'
        /**
         * @description The error code; stable.
         * @enum {string}
         */
        code: 'parameter_missing' | 'parameter_invalid' | 'payment_intent_unexpected_state'
      }
    }
    /** @description The API key is not accepted. */
    AuthenticationError: {
      /** @description What went wrong. */
      error: components['schemas']['ErrorDetails'] & {
        /**
         * @description The kind of error.
         * @constant
         */
        type: 'authentication_error'
        /**
         * @description The error code; stable.
         * @constant
         */
        code: 'api_key_invalid'
      }
    }
    /** @description The resource does not exist or is not accessible with this key. */
    NotFound: {
      /** @description What went wrong. */
      error: components['schemas']['ErrorDetails'] & {
        /**
         * @description The kind of error.
         * @constant
         */
        type: 'invalid_request_error'
        /**
         * @description The error code; stable.
         * @constant
         */
        code: 'resource_missing'
      }
    }
    /** @description The path does not support this method. */
    MethodNotAllowed: {
      /** @description What went wrong. */
      error: components['schemas']['ErrorDetails'] & {
        /**
         * @description The kind of error.
         * @constant
         */
        type: 'invalid_request_error'
        /**
         * @description The error code; stable.
         * @constant
         */
        code: 'method_not_allowed'
      }
    }
    /** @description A request with this key is in progress. */
    IdempotencyKeyInUse: {
      /** @description What went wrong. */
      error: components['schemas']['ErrorDetails'] & {
        /**
         * @description The kind of error.
         * @constant
         */
        type: 'invalid_request_error'
        /**
         * @description The error code; stable.
         * @constant
         */
        code: 'idempotency_key_in_use'
      }
    }
    /** @description The operation does not accept the media type of the body. */
    UnsupportedMediaType: {
      /** @description What went wrong. */
      error: components['schemas']['ErrorDetails'] & {
        /**
         * @description The kind of error.
         * @constant
         */
        type: 'invalid_request_error'
        /**
         * @description The error code; stable.
         * @constant
         */
        code: 'parameter_invalid'
      }
    }
    /** @description The key belongs to another request. */
    IdempotencyKeyReused: {
      /** @description What went wrong. */
      error: components['schemas']['ErrorDetails'] & {
        /**
         * @description The kind of error.
         * @constant
         */
        type: 'invalid_request_error'
        /**
         * @description The error code; stable.
         * @constant
         */
        code: 'idempotency_key_reused'
      }
    }
    /** @description Too many requests. */
    RateLimitError: {
      /** @description What went wrong. */
      error: components['schemas']['ErrorDetails'] & {
        /**
         * @description The kind of error.
         * @constant
         */
        type: 'rate_limit_error'
        /**
         * @description The error code; stable.
         * @constant
         */
        code: 'rate_limit_exceeded'
      }
    }
    /** @description Something went wrong on the server. */
    ApiError: {
      /** @description What went wrong. */
      error: components['schemas']['ErrorDetails'] & {
        /**
         * @description The kind of error.
         * @constant
         */
        type: 'api_error'
        /**
         * @description The error code; stable.
         * @constant
         */
        code: 'internal_error'
      }
    }
  }
  responses: never
  parameters: {
    /**
     * @description The id of the PaymentIntent.
     *     At least 1 character.
     * @example pi_3MtwBwLkdIwHu7ix28a3tqPa
     */
    PaymentIntentId: string
    /**
     * @description Identifies this cancellation so that it can be sent again safely, for example a UUID.
     *     1 to 255 characters.
     * @example 7f2c9d4e-7f0a-4b9c-9a53-2f6f1d0c8e11
     */
    IdempotencyKey: string
    /**
     * @description Selects a version of the API for this request instead of your account's default.
     * @example 2026-03-09
     */
    ApiVersion: string
  }
  requestBodies: never
  headers: {
    /**
     * @description The number of requests that the merchant may send in a minute.
     *     At least 0.
     * @example 1500
     */
    RateLimitLimit: number
    /**
     * @description The number of remaining requests.
     *     At least 0.
     * @example 1499
     */
    RateLimitRemaining: number
  }
  pathItems: never
}
export type $defs = Record<string, never>
export interface operations {
  cancelPaymentIntent: {
    parameters: {
      query?: never
      header: {
        /**
         * @description Identifies this cancellation so that it can be sent again safely, for example a UUID.
         *     1 to 255 characters.
         * @example 7f2c9d4e-7f0a-4b9c-9a53-2f6f1d0c8e11
         */
        'Idempotency-Key': components['parameters']['IdempotencyKey']
        /**
         * @description Selects a version of the API for this request instead of your account's default.
         * @example 2026-03-09
         */
        'X-API-Version'?: components['parameters']['ApiVersion']
      }
      path: {
        /**
         * @description The id of the PaymentIntent.
         *     At least 1 character.
         * @example pi_3MtwBwLkdIwHu7ix28a3tqPa
         */
        id: components['parameters']['PaymentIntentId']
      }
      cookie?: never
    }
    /**
     * @description Optional, in UTF-8: without a body the PaymentIntent is canceled without a reason. Undescribed properties
     *     are ignored.
     */
    requestBody?: {
      content: {
        'application/json': components['schemas']['CancelRequest']
      }
    }
    responses: {
      /** @description The canceled PaymentIntent. */
      200: {
        headers: {
          'X-RateLimit-Limit': components['headers']['RateLimitLimit']
          'X-RateLimit-Remaining': components['headers']['RateLimitRemaining']
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['CanceledPaymentIntent']
        }
      }
      /** @description The request is invalid, or the PaymentIntent is in a state that cannot be canceled. Nothing changed. */
      400: {
        headers: {
          'X-RateLimit-Limit': components['headers']['RateLimitLimit']
          'X-RateLimit-Remaining': components['headers']['RateLimitRemaining']
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['InvalidRequest']
        }
      }
      /** @description The API key is missing, malformed, unknown, revoked, or publishable. */
      401: {
        headers: {
          'X-RateLimit-Limit': components['headers']['RateLimitLimit']
          'X-RateLimit-Remaining': components['headers']['RateLimitRemaining']
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['AuthenticationError']
        }
      }
      /** @description No such PaymentIntent is accessible with this key, or the path is unknown. */
      404: {
        headers: {
          'X-RateLimit-Limit': components['headers']['RateLimitLimit']
          'X-RateLimit-Remaining': components['headers']['RateLimitRemaining']
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['NotFound']
        }
      }
      /** @description The path exists, but not with this method. */
      405: {
        headers: {
          /**
           * @description The methods that this path has (RFC 9110, section 10.2.1).
           *     At least 1 character.
           * @example POST
           */
          Allow: string
          'X-RateLimit-Limit': components['headers']['RateLimitLimit']
          'X-RateLimit-Remaining': components['headers']['RateLimitRemaining']
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['MethodNotAllowed']
        }
      }
      /** @description A request with the same Idempotency-Key is in progress. Wait a little and send it again. */
      409: {
        headers: {
          'X-RateLimit-Limit': components['headers']['RateLimitLimit']
          'X-RateLimit-Remaining': components['headers']['RateLimitRemaining']
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['IdempotencyKeyInUse']
        }
      }
      /**
       * @description The body has a media type other than `application/json`. A server may also return `400` with the
       *     code `parameter_invalid`.
       */
      415: {
        headers: {
          'X-RateLimit-Limit': components['headers']['RateLimitLimit']
          'X-RateLimit-Remaining': components['headers']['RateLimitRemaining']
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['UnsupportedMediaType']
        }
      }
      /** @description The Idempotency-Key was used before for a request with another body or another path. */
      422: {
        headers: {
          'X-RateLimit-Limit': components['headers']['RateLimitLimit']
          'X-RateLimit-Remaining': components['headers']['RateLimitRemaining']
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['IdempotencyKeyReused']
        }
      }
      /** @description Too many requests. Wait as long as `Retry-After` requests. */
      429: {
        headers: {
          /**
           * @description Seconds to wait before the next request.
           *     From 0 to 86400.
           * @example 7
           */
          'Retry-After': number
          'X-RateLimit-Limit': components['headers']['RateLimitLimit']
          'X-RateLimit-Remaining': components['headers']['RateLimitRemaining']
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['RateLimitError']
        }
      }
      /** @description Something went wrong at LeanRails. Send the request again with the same key. */
      500: {
        headers: {
          'X-RateLimit-Limit': components['headers']['RateLimitLimit']
          'X-RateLimit-Remaining': components['headers']['RateLimitRemaining']
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['ApiError']
        }
      }
    }
  }
}

export type CancelRequest = components['schemas']['CancelRequest']
export type PaymentIntent = components['schemas']['PaymentIntent']
export type CanceledPaymentIntent = components['schemas']['CanceledPaymentIntent']
export type Amount = components['schemas']['Amount']
export type UnixTime = components['schemas']['UnixTime']
export type Status = components['schemas']['Status']
export type PaymentError = components['schemas']['PaymentError']
export type ChargeList = components['schemas']['ChargeList']
export type ErrorDetails = components['schemas']['ErrorDetails']
export type InvalidRequest = components['schemas']['InvalidRequest']
export type AuthenticationError = components['schemas']['AuthenticationError']
export type NotFound = components['schemas']['NotFound']
export type MethodNotAllowed = components['schemas']['MethodNotAllowed']
export type IdempotencyKeyInUse = components['schemas']['IdempotencyKeyInUse']
export type UnsupportedMediaType = components['schemas']['UnsupportedMediaType']
export type IdempotencyKeyReused = components['schemas']['IdempotencyKeyReused']
export type RateLimitError = components['schemas']['RateLimitError']
export type ApiError = components['schemas']['ApiError']
