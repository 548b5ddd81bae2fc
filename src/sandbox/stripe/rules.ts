import { readAuthorization } from '../authorization.ts'
import { canonical } from '../canonical.ts'
import { token } from '../intents.ts'
import { callerOf, type Caller } from '../keys.ts'
import { jsonResponse } from '../response.ts'
import { header, type ReceivedRequest } from '../request.ts'
import type { Rules } from '../rules.ts'
import { sharedRules } from '../shared-rules.ts'
import type { State } from '../state.ts'
import { readParameters } from './parameters.ts'
import { stripeRejections as rejections } from './rejections.ts'
import { renderIntent } from './render.ts'

/** The API version of requests without a version. */
const defaultVersion = '2026-10-28.endive'

const isVersion = (text: string): boolean => /^\d{4}-\d{2}-\d{2}(\.[a-z]+)?$/.test(text)

const requestId = (): string => `req_${token(14)}`

/** The rules of Stripe: forms, HTTP Basic or a bearer token, and an optional idempotency key. */
export function stripeRules(state: State): Rules {
  const shared = sharedRules(state, rejections)
  const callerBy = (request: ReceivedRequest): Caller | undefined => {
    const credentials = readAuthorization(request)
    if (typeof credentials === 'string') return undefined
    return callerOf(state.keys, credentials.scheme === 'basic' ? credentials.username : credentials.token)
  }
  return {
    ...shared,

    authenticate: (request) => {
      const caller = callerBy(request)
      if (caller !== undefined) return caller
      throw rejections.unauthorized(
        readAuthorization(request) === 'missing'
          ? 'You did not provide an API key.'
          : 'Invalid API key provided.',
      )
    },

    readIdempotencyKey: (request) => {
      const [key, ...more] = header(request, 'idempotency-key')
      if (key === undefined) return undefined
      if (key.length < 1 || key.length > 255 || more.length > 0) {
        throw rejections.invalidHeader(
          'Idempotency-Key',
          'The Idempotency-Key must have 1 to 255 characters and must not be repeated.',
        )
      }
      return key
    },

    checkHeaders: (request, caller) => {
      if (!header(request, 'stripe-version').every(isVersion)) {
        throw rejections.invalidHeader('Stripe-Version', 'Invalid Stripe API version.')
      }
      for (const account of header(request, 'stripe-account')) {
        // A merchant of the sandbox has no connected accounts, so only its own account is valid.
        if (account !== caller.account) throw rejections.inaccessibleAccount()
      }
    },

    readParameters,

    fingerprint: ({ id, parameters }) => canonical([id, parameters.sent]),

    replay: (stored) => ({
      ...stored,
      headers: { ...stored.headers, 'Request-Id': requestId(), 'Idempotent-Replayed': 'true' },
    }),

    allow: (intent, call) => {
      shared.allow(intent, call)
      if (intent.checkoutSession && intent.status !== 'requires_capture') throw rejections.createdByCheckout()
    },

    render: (intent, expand) => jsonResponse(200, renderIntent(intent, expand)),

    reject: ({ status, error, headers }, request) => {
      const id = requestId()
      const caller = request && callerBy(request)
      // Only an authenticated caller has a dashboard with request logs.
      const log = caller && {
        request_log_url: `https://dashboard.stripe.com/${caller.livemode ? '' : 'test/'}logs/${id}`,
      }
      return jsonResponse(status, { error: { ...error, ...log } }, { ...headers, 'Request-Id': id })
    },

    finish: (response, request) => ({
      ...response,
      headers: {
        'Request-Id': requestId(),
        ...response.headers,
        'Stripe-Version': (request && header(request, 'stripe-version').find(isVersion)) ?? defaultVersion,
      },
    }),
  }
}
