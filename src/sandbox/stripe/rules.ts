import { readAuthorization } from '../authorization.ts'
import { canonical } from '../canonical.ts'
import { token } from '../intents.ts'
import { callerOf } from '../keys.ts'
import { jsonReply } from '../reply.ts'
import { header } from '../request.ts'
import type { Rules } from '../rules.ts'
import { sharedRules } from '../shared-rules.ts'
import type { State } from '../state.ts'
import { readParameters } from './parameters.ts'
import { stripeRefusals as refusals } from './refusals.ts'
import { renderIntent } from './render.ts'

/** The version that answers where the request names none. */
const defaultVersion = '2026-10-28.endive'

/** The rules of Stripe: forms, Basic or Bearer, and idempotency for those who ask for it. */
export function stripeRules(state: State): Rules {
  return {
    ...sharedRules(state, refusals),

    authenticate: (request) => {
      const credentials = readAuthorization(request)
      if (credentials === 'missing') throw refusals.unauthorized('You did not provide an API key.')
      const key =
        credentials === 'malformed'
          ? ''
          : credentials.scheme === 'basic'
            ? credentials.username
            : credentials.token
      const caller = callerOf(state.keys, key)
      if (caller === undefined) throw refusals.unauthorized('Invalid API key provided.')
      return caller
    },

    readIdempotencyKey: (request) => {
      const [key, ...more] = header(request, 'idempotency-key')
      if (key === undefined) return undefined
      if (key.length < 1 || key.length > 255 || more.length > 0) {
        throw refusals.invalidHeader(
          'Idempotency-Key',
          'The Idempotency-Key must have 1 to 255 characters, and be there once.',
        )
      }
      return key
    },

    checkHeaders: (request, caller) => {
      const version = header(request, 'stripe-version')
      if (!version.every((value) => /^\d{4}-\d{2}-\d{2}(\.[a-z]+)?$/.test(value))) {
        throw refusals.invalidHeader('Stripe-Version', 'Invalid Stripe API version.')
      }
      for (const account of header(request, 'stripe-account')) {
        if (!/^acct_[A-Za-z0-9]+$/.test(account)) {
          throw refusals.invalidHeader('Stripe-Account', 'Invalid account id in Stripe-Account.')
        }
        // The merchants of a sandbox have no connected accounts: each may name its own only.
        if (account !== caller.account) throw refusals.inaccessibleAccount()
      }
    },

    readParameters,

    fingerprint: ({ id, parameters }) => canonical([id, parameters.sent]),

    replay: (kept) => ({ ...kept, headers: { ...kept.headers, 'Idempotent-Replayed': 'true' } }),

    allow: (intent) => {
      const rare = intent.status === 'processing' && intent.cancelableWhileProcessing
      const final = ['processing', 'succeeded', 'canceled'].includes(intent.status)
      if (final && !rare) throw refusals.unexpectedState(intent)
      if (intent.checkoutSession && intent.status !== 'requires_capture') throw refusals.createdByCheckout()
    },

    render: (intent, expand) => jsonReply(200, renderIntent(intent, expand)),

    finish: (reply, request) => ({
      ...reply,
      headers: {
        ...reply.headers,
        'Request-Id': `req_${token(14)}`,
        'Stripe-Version': (request && header(request, 'stripe-version')[0]) ?? defaultVersion,
      },
    }),
  }
}
