// Generated from openapi/stripe.yaml by `npm run generate`. Do not edit: change the description instead.

export interface paths {
  '/v1/payment_intents/{intent}/cancel': {
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
     *     operation on it fails. The remaining `amount_capturable` of a `requires_capture` PaymentIntent
     *     is refunded.
     *
     *     You can cancel a PaymentIntent whose `status` is `requires_payment_method`, `requires_confirmation`,
     *     `requires_action` or `requires_capture`. One that is `processing` can be canceled only in rare cases:
     *     expect either response. One that has `succeeded` or is already `canceled` cannot be canceled. A
     *     rejection changes nothing.
     *
     *     The PaymentIntent of a Checkout Session can be canceled directly only if its `status` is
     *     `requires_capture`. Otherwise expire the Checkout Session.
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
       * @description The reason for the cancellation.
       * @enum {string}
       */
      cancellation_reason?: 'duplicate' | 'fraudulent' | 'requested_by_customer' | 'abandoned'
      /**
       * @description Properties of the PaymentIntent that the response contains as an object instead of an id. A path
       *     into such an object has at most four levels.
       */
      expand?: string[]
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
       * @description The amount to collect, in the currency's smallest unit, such as cents.
       *     At least 0.
       * @example 2000
       */
      amount: number
      /**
       * @description The amount that can be captured now.
       *     At least 0.
       * @example 0
       */
      amount_capturable: number
      /** @description The parts of the amount. */
      amount_details?: components['schemas']['AmountDetails']
      /**
       * @description The collected amount.
       *     At least 0.
       * @example 0
       */
      amount_received: number
      /** @description The Connect application that created the PaymentIntent; its id, or the object if expanded. */
      application: string | components['schemas']['Expanded'] | null
      /**
       * @description The fee for the application's owner, in the currency's smallest unit.
       *     At least 0.
       */
      application_fee_amount: number | null
      /** @description Automatic selection of payment methods by Stripe; null if you select them yourself. */
      automatic_payment_methods: components['schemas']['AutomaticPaymentMethods']
      /**
       * Format: unix-time
       * @description Time of cancellation, in Unix seconds; null before.
       *     From 0 to 99999999999.
       * @example 1680801569
       */
      canceled_at: number | null
      /**
       * @description The reason of the request (the first four), the reason for a cancellation by Stripe (the others), or
       *     null.
       * @enum {string|null}
       */
      cancellation_reason:
        | 'duplicate'
        | 'fraudulent'
        | 'requested_by_customer'
        | 'abandoned'
        | 'automatic'
        | 'expired'
        | 'failed_invoice'
        | 'void_invoice'
        | null
      /**
       * @description Whether the money is captured automatically or on your request.
       * @enum {string}
       */
      capture_method: 'automatic' | 'automatic_async' | 'manual'
      /**
       * @description Lets the browser confirm this payment. Treat it as a secret.
       * @example pi_3MtwBwLkdIwHu7ix28a3tqPa_secret_example
       */
      client_secret: string | null
      /**
       * @description Whether the browser or your server confirms the payment.
       * @enum {string}
       */
      confirmation_method: 'automatic' | 'manual'
      /**
       * @description Seconds since 1970-01-01T00:00:00Z.
       *     From 0 to 99999999999.
       */
      created: components['schemas']['UnixTime']
      /**
       * @description Three-letter ISO 4217 code in lower case.
       *     Pattern: `^[a-z]{3}$`.
       * @example usd
       */
      currency: string
      /** @description The paying customer; the id, or the object if expanded. */
      customer: string | components['schemas']['Expanded'] | null
      /** @description Your own description of the payment. */
      description: string | null
      /** @description The error of the last payment attempt; null if there was no error. */
      last_payment_error: components['schemas']['PaymentError']
      /** @description The latest charge; its id, or the object if expanded. Null before the first attempt. */
      latest_charge: string | components['schemas']['Expanded'] | null
      /** @description Whether real money moves. */
      livemode: boolean
      /** @description Your own key-value pairs; every value is a string. */
      metadata: {
        [key: string]: string
      }
      /** @description The next action of the customer; null if there is no action. */
      next_action: components['schemas']['NextAction']
      /** @description The connected account that settles the payment; its id, or the object if expanded. */
      on_behalf_of: string | components['schemas']['Expanded'] | null
      /** @description The payment method; the id, or the object if expanded. */
      payment_method: string | components['schemas']['Expanded'] | null
      /**
       * @description Settings for each kind of payment method, in the property of its name. Two are described; the others have
       *     the same form.
       */
      payment_method_options: components['schemas']['PaymentMethodOptions']
      /** @description The kinds of payment method that this PaymentIntent may use. */
      payment_method_types: string[]
      /** @description The state of the processing; null before and after. */
      processing: components['schemas']['Processing']
      /**
       * @description The e-mail address for the receipt.
       * @example jenny.rosen@example.com
       */
      receipt_email: string | null
      /** @description The review of this payment; its id, or the object if expanded. */
      review: string | components['schemas']['Expanded'] | null
      /**
       * @description Whether the payment method is for later payments, with or without the customer present.
       * @enum {string|null}
       */
      setup_future_usage: 'off_session' | 'on_session' | null
      /** @description The shipping address; null without shipping. */
      shipping: components['schemas']['Shipping']
      /** @description An older kind of payment method; its id, or the object if expanded. */
      source: string | components['schemas']['Expanded'] | null
      /** @description The text on the customer's statement, for a payment that is not by card. */
      statement_descriptor: string | null
      /** @description The text after your own on the customer's card statement. */
      statement_descriptor_suffix: string | null
      /** @description The current state of the payment. */
      status: components['schemas']['Status']
      /** @description The transfer after the payment, in Connect; null without a transfer. */
      transfer_data?: components['schemas']['TransferData']
      /** @description Groups this payment with others in Connect. */
      transfer_group: string | null
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
      /**
       * @description No amount can be captured.
       * @constant
       */
      amount_capturable: 0
    }
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
    /** @description Another object of the API, in full because `expand` names it. */
    Expanded: {
      /**
       * @description Identifies the object.
       * @example cus_NffrFeUfNV2Hib
       */
      id: string
      /**
       * @description The kind of object.
       * @example customer
       */
      object: string
    } & {
      [key: string]: unknown
    }
    /** @description The parts of the amount. */
    AmountDetails: {
      /**
       * @description The discount, in the currency's smallest unit.
       *     At least 0.
       */
      discount_amount?: number
      /** @description The cost of shipping. */
      shipping?: {
        /**
         * @description The cost, in the currency's smallest unit.
         *     At least 0.
         */
        amount?: number | null
        /** @description The postal code of the sender. */
        from_postal_code?: string | null
        /** @description The postal code of the recipient. */
        to_postal_code?: string | null
      }
      /** @description The tax. */
      tax?: {
        /**
         * @description The tax, in the currency's smallest unit.
         *     At least 0.
         */
        total_tax_amount?: number | null
      }
      /** @description The tip. */
      tip?: {
        /**
         * @description The tip, in the currency's smallest unit.
         *     At least 0.
         */
        amount?: number
      }
    }
    /** @description Automatic selection of payment methods by Stripe; null if you select them yourself. */
    AutomaticPaymentMethods: {
      /** @description Whether it is enabled. */
      enabled: boolean
      /**
       * @description Whether it includes payment methods that redirect to another site.
       * @enum {string}
       */
      allow_redirects?: 'always' | 'never'
    } | null
    /** @description The error of the last payment attempt; null if there was no error. */
    PaymentError: {
      /**
       * @description The kind of error.
       * @enum {string}
       */
      type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error'
      /**
       * @description The error code.
       * @example card_declined
       */
      code?: string
      /**
       * @description The reason why the card was declined.
       * @example insufficient_funds
       */
      decline_code?: string
      /**
       * @description The error message.
       * @example Your card was declined.
       */
      message?: string
      /** @description The invalid parameter. */
      param?: string | null
      /** @description The id of the charge that failed. */
      charge?: string
      /**
       * Format: uri
       * @description Documentation of the error.
       */
      doc_url?: string
    } | null
    /** @description The next action of the customer; null if there is no action. */
    NextAction: {
      /**
       * @description The kind of action. The property of that name has its details.
       * @example redirect_to_url
       */
      type: string
      /** @description A redirect of the customer. */
      redirect_to_url?: {
        /** @description The URL for the customer. */
        url?: string | null
        /** @description The URL to which the customer returns. */
        return_url?: string | null
      }
      /** @description Data for Stripe.js. */
      use_stripe_sdk?: Record<string, unknown>
    } | null
    /**
     * @description Settings for each kind of payment method, in the property of its name. Two are described; the others have
     *     the same form.
     */
    PaymentMethodOptions: {
      /** @description Settings for cards. */
      card?: {
        /** @description The payment in installments. */
        installments: Record<string, unknown> | null
        /** @description The mandate for cards issued in India. */
        mandate_options: Record<string, unknown> | null
        /**
         * @description The network to pay on.
         * @example visa
         */
        network: string | null
        /**
         * @description When to request 3D Secure.
         * @enum {string|null}
         */
        request_three_d_secure: 'any' | 'automatic' | 'challenge' | null
      }
      /** @description Settings for Link. */
      link?: {
        /** @description No longer used. */
        persistent_token?: string | null
      }
    } | null
    /** @description The state of the processing; null before and after. */
    Processing: {
      /**
       * @description Always `card`.
       * @constant
       */
      type: 'card'
      /** @description The state of the card processing. */
      card?: {
        /** @description The approval by the customer. */
        customer_notification?: {
          /** @description Whether approval was requested. */
          approval_requested: boolean | null
          /**
           * Format: unix-time
           * @description End of the time for approval, in Unix seconds.
           *     From 0 to 99999999999.
           */
          completes_at: number | null
        }
      }
    } | null
    /** @description The shipping address; null without shipping. */
    Shipping: {
      /** @description A postal address. */
      address?: components['schemas']['Address']
      /** @description The carrier. */
      carrier?: string | null
      /** @description The name of the recipient. */
      name?: string
      /** @description The recipient's telephone. */
      phone?: string | null
      /** @description The tracking number. */
      tracking_number?: string | null
    } | null
    /** @description A postal address. */
    Address: {
      /** @description City, district, suburb, town or village. */
      city: string | null
      /** @description Two-letter ISO 3166-1 code. */
      country: string | null
      /** @description Street and number, or company. */
      line1: string | null
      /** @description Apartment, suite or building. */
      line2: string | null
      /** @description ZIP or postal code. */
      postal_code: string | null
      /** @description State, county, province or region. */
      state: string | null
    }
    /** @description The transfer after the payment, in Connect; null without a transfer. */
    TransferData: {
      /**
       * @description The amount of the transfer, in the currency's smallest unit; default the whole amount.
       *     At least 0.
       */
      amount?: number
      /** @description Your own description of the transfer. */
      description?: string
      /** @description The account that receives it; its id, or the object if expanded. */
      destination: string | components['schemas']['Expanded']
      /** @description Your own key-value pairs; every value is a string. */
      metadata?: {
        [key: string]: string
      }
    } | null
    /** @description The common properties of every error of this API. */
    ErrorDetails: {
      /** @description The kind of error. */
      type: string
      /** @description The error code; stable. */
      code?: string
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
      /**
       * Format: uri
       * @description This request in your dashboard.
       */
      request_log_url?: string
    }
    /** @description The request is invalid, or the state of the PaymentIntent does not allow it. */
    InvalidRequest: {
      /** @description What went wrong. */
      error: components['schemas']['ErrorDetails'] & {
        /**
         * @description The kind of error.
         * @enum {string}
         */
        type: 'invalid_request_error' | 'idempotency_error'
        /** @description One payment from its first attempt to its end. */
        payment_intent?: components['schemas']['PaymentIntent']
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
        type: 'invalid_request_error'
      }
    }
    /** @description The API key does not allow it. */
    PermissionError: {
      /** @description What went wrong. */
      error: components['schemas']['ErrorDetails'] & {
        /**
         * @description The kind of error.
         * @constant
         */
        type: 'invalid_request_error'
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
        code?: 'resource_missing'
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
      }
    }
    /** @description A request with this key is in progress. */
    IdempotencyKeyInUse: {
      /** @description What went wrong. */
      error: components['schemas']['ErrorDetails'] & {
        /**
         * @description The kind of error.
         * @enum {string}
         */
        type: 'idempotency_error' | 'invalid_request_error'
        /**
         * @description The error code; stable.
         * @constant
         */
        code: 'idempotency_key_in_use'
      }
    }
    /** @description Too many requests for the account or the PaymentIntent. */
    RateLimitError: {
      /** @description What went wrong. */
      error: components['schemas']['ErrorDetails'] & {
        /**
         * @description The kind of error.
         * @enum {string}
         */
        type: 'invalid_request_error' | 'rate_limit_error'
        /**
         * @description The error code; stable.
         * @enum {string}
         */
        code: 'rate_limit' | 'lock_timeout'
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
     *     Pattern: `^\d{4}-\d{2}-\d{2}(\.[a-z]+)?$`.
     * @example 2026-10-28.endive
     */
    StripeVersion: string
    /**
     * @description The connected account on whose behalf a platform cancels.
     *     Pattern: `^acct_[A-Za-z0-9]+$`.
     * @example acct_1032D82eZvKYlo2C
     */
    StripeAccount: string
  }
  requestBodies: never
  headers: {
    /**
     * @description Identifies this request; include it when you contact support.
     *     At least 1 character.
     * @example req_UQUTF8jbnzJQKI
     */
    RequestId: string
    /**
     * @description The version of the API that produced the response.
     *     Pattern: `^\d{4}-\d{2}-\d{2}(\.[a-z]+)?$`.
     * @example 2026-10-28.endive
     */
    StripeVersion: string
    /**
     * @description Marks the stored response of an earlier request with the same Idempotency-Key.
     * @example true
     */
    IdempotentReplayed: 'true'
    /**
     * @description Whether to send the request again; has priority over every other sign.
     * @example false
     */
    ShouldRetry: 'true' | 'false'
  }
  pathItems: never
}
export type $defs = Record<string, never>
export interface operations {
  cancelPaymentIntent: {
    parameters: {
      query?: never
      header?: {
        /**
         * @description Identifies this cancellation so that it can be sent again safely, for example a UUID.
         *     1 to 255 characters.
         * @example 7f2c9d4e-7f0a-4b9c-9a53-2f6f1d0c8e11
         */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey']
        /**
         * @description Selects a version of the API for this request instead of your account's default.
         *     Pattern: `^\d{4}-\d{2}-\d{2}(\.[a-z]+)?$`.
         * @example 2026-10-28.endive
         */
        'Stripe-Version'?: components['parameters']['StripeVersion']
        /**
         * @description The connected account on whose behalf a platform cancels.
         *     Pattern: `^acct_[A-Za-z0-9]+$`.
         * @example acct_1032D82eZvKYlo2C
         */
        'Stripe-Account'?: components['parameters']['StripeAccount']
      }
      path: {
        /**
         * @description The id of the PaymentIntent.
         *     At least 1 character.
         * @example pi_3MtwBwLkdIwHu7ix28a3tqPa
         */
        intent: components['parameters']['PaymentIntentId']
      }
      cookie?: never
    }
    /** @description Optional, percent-encoded as UTF-8; without a body the PaymentIntent is canceled without a reason. */
    requestBody?: {
      content: {
        'application/x-www-form-urlencoded': components['schemas']['CancelRequest']
      }
    }
    responses: {
      /** @description The canceled PaymentIntent. */
      200: {
        headers: {
          'Request-Id': components['headers']['RequestId']
          'Stripe-Version': components['headers']['StripeVersion']
          'Idempotent-Replayed': components['headers']['IdempotentReplayed']
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['CanceledPaymentIntent']
        }
      }
      /** @description The request is invalid, or the PaymentIntent is in a state that cannot be canceled. Nothing changed. */
      400: {
        headers: {
          'Request-Id': components['headers']['RequestId']
          'Stripe-Version': components['headers']['StripeVersion']
          'Idempotent-Replayed': components['headers']['IdempotentReplayed']
          'Stripe-Should-Retry': components['headers']['ShouldRetry']
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['InvalidRequest']
        }
      }
      /** @description The API key is missing, malformed, unknown, revoked, or publishable. */
      401: {
        headers: {
          /**
           * @description How to authenticate (RFC 9110, section 11.6.1).
           *     At least 1 character.
           * @example Bearer realm="Stripe"
           */
          'WWW-Authenticate': string
          'Request-Id': components['headers']['RequestId']
          'Stripe-Version': components['headers']['StripeVersion']
          'Stripe-Should-Retry': components['headers']['ShouldRetry']
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['AuthenticationError']
        }
      }
      /** @description The API key is valid, but does not allow this. A publishable key gets this response or a `401`. */
      403: {
        headers: {
          'Request-Id': components['headers']['RequestId']
          'Stripe-Version': components['headers']['StripeVersion']
          'Stripe-Should-Retry': components['headers']['ShouldRetry']
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['PermissionError']
        }
      }
      /** @description No such PaymentIntent is accessible with this key, or the path is unknown. */
      404: {
        headers: {
          'Request-Id': components['headers']['RequestId']
          'Stripe-Version': components['headers']['StripeVersion']
          'Idempotent-Replayed': components['headers']['IdempotentReplayed']
          'Stripe-Should-Retry': components['headers']['ShouldRetry']
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['NotFound']
        }
      }
      /** @description The path exists, but not with this method. Stripe may also return `404`, as for an unknown path. */
      405: {
        headers: {
          /**
           * @description The methods that this path has (RFC 9110, section 10.2.1).
           *     At least 1 character.
           * @example POST
           */
          Allow: string
          'Request-Id': components['headers']['RequestId']
          'Stripe-Version': components['headers']['StripeVersion']
          'Stripe-Should-Retry': components['headers']['ShouldRetry']
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['MethodNotAllowed']
        }
      }
      /** @description A request with the same Idempotency-Key is in progress. Wait a little and send it again. */
      409: {
        headers: {
          'Request-Id': components['headers']['RequestId']
          'Stripe-Version': components['headers']['StripeVersion']
          'Stripe-Should-Retry': components['headers']['ShouldRetry']
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['IdempotencyKeyInUse']
        }
      }
      /**
       * @description Too many requests, or another request has locked the PaymentIntent. Wait longer after each attempt and
       *     send the same request with the same key again.
       */
      429: {
        headers: {
          'Request-Id': components['headers']['RequestId']
          'Stripe-Version': components['headers']['StripeVersion']
          'Stripe-Should-Retry': components['headers']['ShouldRetry']
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['RateLimitError']
        }
      }
      /**
       * @description Something went wrong at Stripe. With an Idempotency-Key this response is stored too: check the
       *     PaymentIntent before you cancel it again with a new key.
       */
      500: {
        headers: {
          'Request-Id': components['headers']['RequestId']
          'Stripe-Version': components['headers']['StripeVersion']
          'Idempotent-Replayed': components['headers']['IdempotentReplayed']
          'Stripe-Should-Retry': components['headers']['ShouldRetry']
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
export type UnixTime = components['schemas']['UnixTime']
export type Status = components['schemas']['Status']
export type Expanded = components['schemas']['Expanded']
export type AmountDetails = components['schemas']['AmountDetails']
export type AutomaticPaymentMethods = components['schemas']['AutomaticPaymentMethods']
export type PaymentError = components['schemas']['PaymentError']
export type NextAction = components['schemas']['NextAction']
export type PaymentMethodOptions = components['schemas']['PaymentMethodOptions']
export type Processing = components['schemas']['Processing']
export type Shipping = components['schemas']['Shipping']
export type Address = components['schemas']['Address']
export type TransferData = components['schemas']['TransferData']
export type ErrorDetails = components['schemas']['ErrorDetails']
export type InvalidRequest = components['schemas']['InvalidRequest']
export type AuthenticationError = components['schemas']['AuthenticationError']
export type PermissionError = components['schemas']['PermissionError']
export type NotFound = components['schemas']['NotFound']
export type MethodNotAllowed = components['schemas']['MethodNotAllowed']
export type IdempotencyKeyInUse = components['schemas']['IdempotencyKeyInUse']
export type RateLimitError = components['schemas']['RateLimitError']
export type ApiError = components['schemas']['ApiError']
