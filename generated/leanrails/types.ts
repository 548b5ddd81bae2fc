// Generated from openapi/leanrails.yaml by `npm run generate`. Do not edit: change the description instead.

export interface paths {
    "/v1/payment_intents/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a PaymentIntent
         * @description Cancels a PaymentIntent that has not come to its end. Afterwards no charge is made by it, and every
         *     further operation on it fails.
         *
         *     You can cancel a PaymentIntent whose `status` is `requires_payment_method`, `requires_confirmation`,
         *     `requires_action` or `requires_capture`. One that is `processing` can be canceled only in rare cases:
         *     expect either answer. One that has `succeeded` or is already `canceled` cannot be canceled. A refusal
         *     changes nothing.
         *
         *     Of several requests at the same time, with different keys, exactly one cancels.
         */
        post: operations["cancelPaymentIntent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        CancelRequest: {
            /**
             * @description Why the payment is canceled; free text.
             * @example Ordered twice
             */
            cancellation_reason?: string;
        };
        /** @description One payment, from its first attempt to its end. */
        PaymentIntent: {
            /**
             * @description Identifies the PaymentIntent.
             * @example pi_3MtwBwLkdIwHu7ix28a3tqPa
             */
            id: string;
            /**
             * @description Always `payment_intent`.
             * @constant
             */
            object: "payment_intent";
            amount: components["schemas"]["Amount"];
            /**
             * @description Three-letter ISO 4217 code in lower case.
             * @example usd
             */
            currency: string;
            status: components["schemas"]["Status"];
            created: components["schemas"]["UnixTime"];
            /** @description Whether real money moves. */
            livemode: boolean;
            amount_received?: components["schemas"]["Amount"];
            /**
             * @description Whether the money is captured at once, or when you say so.
             * @enum {string}
             */
            capture_method?: "automatic" | "manual";
            /**
             * @description Whether the payment is confirmed from the browser, or by your server.
             * @enum {string}
             */
            confirmation_method?: "automatic" | "manual";
            /**
             * @description The customer who pays.
             * @example cus_NffrFeUfNV2Hib
             */
            customer?: string | null;
            /**
             * @description What the customer pays with.
             * @example pm_1MtwBwLkdIwHu7ixUEgvXW1l
             */
            payment_method?: string | null;
            /** @description Your own words about the payment. */
            description?: string | null;
            /** @description Your own key-value pairs; every value is a string. */
            metadata?: {
                [key: string]: string;
            };
            /**
             * @description The merchant who is paid.
             * @example mer_8Zk2xQ7
             */
            merchant_id?: string;
            /**
             * @description Lets the browser confirm this payment. Treat it as a secret.
             * @example pi_3MtwBwLkdIwHu7ix28a3tqPa_secret_example
             */
            client_secret?: string;
            last_payment_error?: components["schemas"]["PaymentError"];
            charges?: components["schemas"]["ChargeList"];
            /**
             * Format: unix-time
             * @description When it was canceled, in Unix seconds; null while it is not.
             * @example 1680801569
             */
            canceled_at?: number | null;
            /**
             * @description The reason that was given, or null.
             * @example Ordered twice
             */
            cancellation_reason?: string | null;
        };
        /** @description A PaymentIntent that is canceled. */
        CanceledPaymentIntent: components["schemas"]["PaymentIntent"] & {
            /**
             * @description Always `canceled`.
             * @constant
             */
            status: "canceled";
            canceled_at: components["schemas"]["UnixTime"];
        };
        /**
         * @description An amount in the currency's smallest unit, such as cents.
         * @example 2000
         */
        Amount: number;
        /**
         * Format: unix-time
         * @description Seconds since 1970-01-01T00:00:00Z.
         * @example 1680800504
         */
        UnixTime: number;
        /**
         * @description Where the payment stands.
         * @enum {string}
         */
        Status: "requires_payment_method" | "requires_confirmation" | "requires_action" | "processing" | "requires_capture" | "canceled" | "succeeded";
        /** @description Why the last attempt to pay failed; null when there was none. */
        PaymentError: {
            /**
             * @description The kind of error.
             * @example card_error
             */
            type: string;
            /**
             * @description The error itself.
             * @example card_declined
             */
            code: string;
            /**
             * @description The error in words.
             * @example The card was declined.
             */
            message: string;
        } | null;
        /** @description The charges that this PaymentIntent made. */
        ChargeList: {
            /**
             * @description Always `list`.
             * @constant
             */
            object: "list";
            /** @description The charges, newest first. */
            data: Record<string, unknown>[];
            /** @description Whether there are more charges than these. */
            has_more: boolean;
            /** @description Where the next page begins. */
            next_cursor?: string | null;
            /**
             * @description Where the list can be fetched.
             * @example /v1/charges
             */
            url?: string;
        };
        /** @description What every error of this API has in common. */
        ErrorDetails: {
            /** @description The kind of error. */
            type: string;
            /** @description The error itself; stable. */
            code: string;
            /** @description The error in words; for people. */
            message: string;
            /** @description The parameter at fault. */
            param?: string | null;
            /**
             * Format: uri
             * @description Where to read more.
             */
            doc_url?: string;
        };
        /** @description The request, or the state of the PaymentIntent, does not allow it. */
        InvalidRequest: {
            /** @description What went wrong. */
            error: components["schemas"]["ErrorDetails"] & {
                /**
                 * @description The kind of error.
                 * @constant
                 */
                type: "invalid_request_error";
                /**
                 * @description The error itself; stable.
                 * @enum {string}
                 */
                code: "parameter_missing" | "parameter_invalid" | "payment_intent_unexpected_state";
            };
        };
        /** @description The API key is not accepted. */
        AuthenticationError: {
            /** @description What went wrong. */
            error: components["schemas"]["ErrorDetails"] & {
                /**
                 * @description The kind of error.
                 * @constant
                 */
                type: "authentication_error";
                /**
                 * @description The error itself; stable.
                 * @constant
                 */
                code: "api_key_invalid";
            };
        };
        /** @description This key sees nothing there. */
        NotFound: {
            /** @description What went wrong. */
            error: components["schemas"]["ErrorDetails"] & {
                /**
                 * @description The kind of error.
                 * @constant
                 */
                type: "invalid_request_error";
                /**
                 * @description The error itself; stable.
                 * @constant
                 */
                code: "resource_missing";
            };
        };
        /** @description The path has no such method. */
        MethodNotAllowed: {
            /** @description What went wrong. */
            error: components["schemas"]["ErrorDetails"] & {
                /**
                 * @description The kind of error.
                 * @constant
                 */
                type: "invalid_request_error";
                /**
                 * @description The error itself; stable.
                 * @constant
                 */
                code: "method_not_allowed";
            };
        };
        /** @description A request with this key is still running. */
        IdempotencyKeyInUse: {
            /** @description What went wrong. */
            error: components["schemas"]["ErrorDetails"] & {
                /**
                 * @description The kind of error.
                 * @constant
                 */
                type: "invalid_request_error";
                /**
                 * @description The error itself; stable.
                 * @constant
                 */
                code: "idempotency_key_in_use";
            };
        };
        /** @description The body is of a media type that this operation does not take. */
        UnsupportedMediaType: {
            /** @description What went wrong. */
            error: components["schemas"]["ErrorDetails"] & {
                /**
                 * @description The kind of error.
                 * @constant
                 */
                type: "invalid_request_error";
                /**
                 * @description The error itself; stable.
                 * @constant
                 */
                code: "parameter_invalid";
            };
        };
        /** @description The key belongs to another request. */
        IdempotencyKeyReused: {
            /** @description What went wrong. */
            error: components["schemas"]["ErrorDetails"] & {
                /**
                 * @description The kind of error.
                 * @constant
                 */
                type: "invalid_request_error";
                /**
                 * @description The error itself; stable.
                 * @constant
                 */
                code: "idempotency_key_reused";
            };
        };
        /** @description Too many requests. */
        RateLimitError: {
            /** @description What went wrong. */
            error: components["schemas"]["ErrorDetails"] & {
                /**
                 * @description The kind of error.
                 * @constant
                 */
                type: "rate_limit_error";
                /**
                 * @description The error itself; stable.
                 * @constant
                 */
                code: "rate_limit_exceeded";
            };
        };
        /** @description Something went wrong on the server. */
        ApiError: {
            /** @description What went wrong. */
            error: components["schemas"]["ErrorDetails"] & {
                /**
                 * @description The kind of error.
                 * @constant
                 */
                type: "api_error";
                /**
                 * @description The error itself; stable.
                 * @constant
                 */
                code: "internal_error";
            };
        };
    };
    responses: never;
    parameters: {
        /**
         * @description The id of the PaymentIntent.
         * @example pi_3MtwBwLkdIwHu7ix28a3tqPa
         */
        PaymentIntentId: string;
        /**
         * @description Identifies this cancellation, so that it can be sent again safely. A UUID serves well.
         * @example 7f2c9d4e-7f0a-4b9c-9a53-2f6f1d0c8e11
         */
        IdempotencyKey: string;
        /**
         * @description Answers this request in another version of the API than your account's default.
         * @example 2026-03-09
         */
        ApiVersion: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description Requests that the merchant may send in a minute.
         * @example 1500
         */
        RateLimitLimit: number;
        /**
         * @description Requests that remain of them.
         * @example 1499
         */
        RateLimitRemaining: number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    cancelPaymentIntent: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Identifies this cancellation, so that it can be sent again safely. A UUID serves well.
                 * @example 7f2c9d4e-7f0a-4b9c-9a53-2f6f1d0c8e11
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description Answers this request in another version of the API than your account's default.
                 * @example 2026-03-09
                 */
                "X-API-Version"?: components["parameters"]["ApiVersion"];
            };
            path: {
                /**
                 * @description The id of the PaymentIntent.
                 * @example pi_3MtwBwLkdIwHu7ix28a3tqPa
                 */
                id: components["parameters"]["PaymentIntentId"];
            };
            cookie?: never;
        };
        /**
         * @description Optional: without a body the PaymentIntent is canceled without a reason. Properties that are not
         *     described here are ignored.
         */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CancelRequest"];
            };
        };
        responses: {
            /** @description The canceled PaymentIntent. */
            200: {
                headers: {
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CanceledPaymentIntent"];
                };
            };
            /** @description The request is invalid, or the PaymentIntent is in a state that cannot be canceled. Nothing changed. */
            400: {
                headers: {
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvalidRequest"];
                };
            };
            /** @description The API key is missing, malformed, unknown, revoked, or publishable. */
            401: {
                headers: {
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthenticationError"];
                };
            };
            /** @description This key sees no such PaymentIntent, or the path is unknown. */
            404: {
                headers: {
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotFound"];
                };
            };
            /** @description The path exists, the method does not. */
            405: {
                headers: {
                    /**
                     * @description The methods that this path has (RFC 9110, section 10.2.1).
                     * @example POST
                     */
                    Allow: string;
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MethodNotAllowed"];
                };
            };
            /** @description A request with the same Idempotency-Key is still running. Wait a little and send it again. */
            409: {
                headers: {
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdempotencyKeyInUse"];
                };
            };
            /**
             * @description The body is of another media type than `application/json`. A server may as well answer `400` with
             *     the code `parameter_invalid`.
             */
            415: {
                headers: {
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnsupportedMediaType"];
                };
            };
            /** @description The Idempotency-Key was used before, for a request with another body or another path. */
            422: {
                headers: {
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdempotencyKeyReused"];
                };
            };
            /** @description Too many requests. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    /**
                     * @description Seconds to wait before the next request.
                     * @example 7
                     */
                    "Retry-After": number;
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RateLimitError"];
                };
            };
            /** @description Something went wrong at LeanRails. Send the request again with the same key. */
            500: {
                headers: {
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
        };
    };
}

export type CancelRequest = components["schemas"]["CancelRequest"];
export type PaymentIntent = components["schemas"]["PaymentIntent"];
export type CanceledPaymentIntent = components["schemas"]["CanceledPaymentIntent"];
export type Amount = components["schemas"]["Amount"];
export type UnixTime = components["schemas"]["UnixTime"];
export type Status = components["schemas"]["Status"];
export type PaymentError = components["schemas"]["PaymentError"];
export type ChargeList = components["schemas"]["ChargeList"];
export type ErrorDetails = components["schemas"]["ErrorDetails"];
export type InvalidRequest = components["schemas"]["InvalidRequest"];
export type AuthenticationError = components["schemas"]["AuthenticationError"];
export type NotFound = components["schemas"]["NotFound"];
export type MethodNotAllowed = components["schemas"]["MethodNotAllowed"];
export type IdempotencyKeyInUse = components["schemas"]["IdempotencyKeyInUse"];
export type UnsupportedMediaType = components["schemas"]["UnsupportedMediaType"];
export type IdempotencyKeyReused = components["schemas"]["IdempotencyKeyReused"];
export type RateLimitError = components["schemas"]["RateLimitError"];
export type ApiError = components["schemas"]["ApiError"];
