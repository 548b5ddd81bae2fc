import type { Status } from '../intents.ts'
import { Refusal, type Refusals } from '../refusal.ts'

/** An error of this API: type, code and message always, `param` where there is one. */
function refusal(
  status: number,
  code: string,
  message: string,
  { type = 'invalid_request_error', param, headers }: Details = {},
): Refusal {
  const doc_url = `https://leanrails.com/docs/error-codes#${code}`
  return new Refusal(status, { type, code, message, ...(param !== undefined && { param }), doc_url }, headers)
}

interface Details {
  readonly type?: string
  readonly param?: string
  readonly headers?: Readonly<Record<string, string>>
}

const whyNot: Partial<Record<Status, string>> = {
  canceled: 'because it is already canceled',
  succeeded: 'because it has succeeded',
  processing: 'while it is being processed',
}

/** How LeanRails says no. */
export const leanrailsRefusals: Refusals = {
  unknownRoute: () => refusal(404, 'resource_missing', 'Unrecognized request path.'),

  methodNotAllowed: (allow) =>
    refusal(405, 'method_not_allowed', `This path answers to ${allow} only.`, { headers: { Allow: allow } }),

  unauthorized: (why) =>
    refusal(401, 'api_key_invalid', why, {
      type: 'authentication_error',
      headers: { 'WWW-Authenticate': 'Basic realm="LeanRails", charset="UTF-8"' },
    }),

  rateLimited: (seconds) =>
    refusal(429, 'rate_limit_exceeded', 'Too many requests.', {
      type: 'rate_limit_error',
      headers: { 'Retry-After': String(seconds) },
    }),

  invalidHeader: (param, message) => refusal(400, 'parameter_invalid', message, { param }),

  invalidParameter: (param, message) => refusal(400, 'parameter_invalid', message, { param }),

  malformedBody: (message) => refusal(400, 'parameter_invalid', message),

  unsupportedMediaType: (message) => refusal(415, 'parameter_invalid', message),

  noSuchIntent: () => refusal(404, 'resource_missing', 'No such PaymentIntent.', { param: 'id' }),

  unexpectedState: ({ status }) =>
    refusal(
      400,
      'payment_intent_unexpected_state',
      `This PaymentIntent cannot be canceled ${whyNot[status] ?? `in the status ${status}`}.`,
    ),

  keyInUse: () =>
    refusal(409, 'idempotency_key_in_use', 'A request with this Idempotency-Key is still running.', {
      param: 'Idempotency-Key',
    }),

  keyReused: () =>
    refusal(422, 'idempotency_key_reused', 'This Idempotency-Key was used with other parameters.', {
      param: 'Idempotency-Key',
    }),

  badHttp: (message) => refusal(400, 'parameter_invalid', message),

  internal: () =>
    refusal(500, 'internal_error', 'Something went wrong. Please try again.', { type: 'api_error' }),
}

/** The one refusal with a code of its own. */
export function keyMissing(): Refusal {
  return refusal(400, 'parameter_missing', 'The header Idempotency-Key is required.', {
    param: 'Idempotency-Key',
  })
}
