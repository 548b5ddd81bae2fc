import { execute } from './execute.ts'
import { executeOnce } from './execute-once.ts'
import { jsonResponse } from './response.ts'
import type { Intent } from './intent.ts'
import type { Rejection, Rejections } from './rejection.ts'
import type { Rules } from './rules.ts'
import type { State } from './state.ts'

/** The rules that both APIs share. */
type SharedRule =
  | 'allow'
  | 'begin'
  | 'receive'
  | 'route'
  | 'limit'
  | 'keyScope'
  | 'executeOnce'
  | 'stores'
  | 'execute'
  | 'find'
  | 'cancel'
  | 'reject'

/** Creates the rules that both APIs share. Each API adds its own rules. */
export function sharedRules(state: State, rejections: Rejections): Pick<Rules, SharedRule | 'rejections'> {
  return {
    rejections,

    begin: () => undefined,

    receive: (request) => request,

    route: (request) => {
      const segments = request.path.split('/')
      const [root, version, collection, id = '', action] = segments
      const known = root === '' && version === 'v1' && collection === 'payment_intents' && action === 'cancel'
      if (!known || segments.length !== 5) throw rejections.unknownRoute()
      if (request.method !== 'POST') throw rejections.methodNotAllowed('POST')
      try {
        return decodeURIComponent(id)
      } catch {
        throw rejections.noSuchIntent(id)
      }
    },

    limit: (caller) => {
      const wait = state.rate.consume(caller.merchant)
      if (wait > 0) throw rejections.rateLimited(wait)
    },

    keyScope: ({ caller }, key) => JSON.stringify([caller.merchant, caller.livemode, key]),

    executeOnce: (rules, call) => executeOnce(state, rules, call),

    stores: ({ status }) => status !== 429,

    execute: (rules, call) => execute(state, rules, call),

    find: (caller, id) => {
      const intent = state.intents.get(id)
      const visible = intent?.merchant === caller.merchant && intent.livemode === caller.livemode
      if (intent === undefined || !visible) throw rejections.noSuchIntent(id)
      return intent
    },

    allow: (intent) => {
      const nextRejection = takeNextResponse(intent, rejections)
      if (nextRejection !== undefined) throw nextRejection
      const rare = intent.status === 'processing' && intent.cancelableWhileProcessing
      const final = ['processing', 'succeeded', 'canceled'].includes(intent.status)
      if (final && !rare) throw rejections.unexpectedState(intent)
    },

    cancel: (intent, { parameters }) => {
      intent.status = 'canceled'
      intent.canceledAt = Math.max(intent.created, Math.floor(state.now() / 1000))
      intent.cancellationReason = parameters.reason ?? null
      intent.amountCapturable = 0
    },

    reject: ({ status, error, headers }) => jsonResponse(status, { error }, headers),
  }
}

/** Returns the error that was set for the next request, once. */
function takeNextResponse(intent: Intent, rejections: Rejections): Rejection | undefined {
  const { nextResponse } = intent
  intent.nextResponse = null
  switch (nextResponse) {
    case 429:
      return rejections.rateLimited(1)
    case 500:
      return rejections.internal()
    case 'lock_timeout':
      return rejections.locked?.()
    case null:
      return undefined
  }
}
