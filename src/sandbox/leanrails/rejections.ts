import type { Status } from '../intent.ts'
import { Rejection, type Rejections } from '../rejection.ts'

/** Creates an error of this API. It always has a type, a code and a message, and `param` if a parameter is wrong. */
function rejection(
  status: number,
  code: string,
  message: string,
  { type = 'invalid_request_error', param, headers }: Details = {},
): Rejection {
  const doc_url = `https://leanrails.com/docs/error-codes#${code}`
  return new Rejection(
    status,
    { type, code, message, ...(param !== undefined && { param }), doc_url },
    headers,
  )
}

interface Details {
  readonly type?: string
  readonly param?: string
  readonly headers?: Readonly<Record<string, string>>
}

const stateReasons: Partial<Record<Status, string>> = {
  canceled: 'because it is already canceled',
  succeeded: 'because it has succeeded',
  processing: 'while it is being processed',
}

/** The rejections of LeanRails. */
export const leanrailsRejections: Rejections = {
  unknownRoute: () => rejection(404, 'resource_missing', 'Unrecognized request path.'),

  methodNotAllowed: (allow) =>
    rejection(405, 'method_not_allowed', `This path supports ${allow} only.`, {
      headers: { Allow: allow },
    }),

  unauthorized: (why) =>
    rejection(401, 'api_key_invalid', why, {
      type: 'authentication_error',
      headers: { 'WWW-Authenticate': 'Basic realm="LeanRails", charset="UTF-8"' },
    }),

  rateLimited: (seconds) =>
    rejection(429, 'rate_limit_exceeded', 'Too many requests.', {
      type: 'rate_limit_error',
      headers: { 'Retry-After': String(seconds) },
    }),

  invalidHeader: (param, message) => rejection(400, 'parameter_invalid', message, { param }),

  invalidParameter: (param, message) => rejection(400, 'parameter_invalid', message, { param }),

  malformedBody: (message) => rejection(400, 'parameter_invalid', message),

  unsupportedMediaType: (message) => rejection(415, 'parameter_invalid', message),

  noSuchIntent: () => rejection(404, 'resource_missing', 'No such PaymentIntent.', { param: 'id' }),

  unexpectedState: ({ status }) =>
    rejection(
      400,
      'payment_intent_unexpected_state',
      `This PaymentIntent cannot be canceled ${stateReasons[status] ?? `in the status ${status}`}.`,
    ),

  keyInUse: () =>
    rejection(409, 'idempotency_key_in_use', 'A request with this Idempotency-Key is still in progress.', {
      param: 'Idempotency-Key',
    }),

  keyReused: () =>
    rejection(422, 'idempotency_key_reused', 'This Idempotency-Key was used with other parameters.', {
      param: 'Idempotency-Key',
    }),

  badHttp: (message) => rejection(400, 'parameter_invalid', message),

  internal: () =>
    rejection(500, 'internal_error', 'Something went wrong. Please try again.', { type: 'api_error' }),
}

/** Rejects a request without an idempotency key. Stripe has no such rejection. */
export function keyMissing(): Rejection {
  return rejection(400, 'parameter_missing', 'The header Idempotency-Key is required.', {
    param: 'Idempotency-Key',
  })
}
