import { execute } from './execute.ts'
import { once } from './once.ts'
import { jsonReply } from './reply.ts'
import type { Intent } from './intents.ts'
import type { Refusal, Refusals } from './refusal.ts'
import type { Rules } from './rules.ts'
import type { State } from './state.ts'

/** What both APIs have in common; each adds what is its own. */
type SharedRule =
  | 'allow'
  | 'receive'
  | 'route'
  | 'limit'
  | 'keyScope'
  | 'once'
  | 'keeps'
  | 'execute'
  | 'find'
  | 'cancel'
  | 'refuse'

export function sharedRules(state: State, refusals: Refusals): Pick<Rules, SharedRule | 'refusals'> {
  return {
    refusals,

    receive: (request) => request,

    route: (request) => {
      const segments = request.path.split('/')
      const [root, version, collection, id = '', action] = segments
      const known = root === '' && version === 'v1' && collection === 'payment_intents' && action === 'cancel'
      if (!known || segments.length !== 5) throw refusals.unknownRoute()
      if (request.method !== 'POST') throw refusals.methodNotAllowed('POST')
      try {
        return decodeURIComponent(id)
      } catch {
        throw refusals.noSuchIntent(id)
      }
    },

    limit: (caller) => {
      const wait = state.rate.take(caller.merchant)
      if (wait > 0) throw refusals.rateLimited(wait)
    },

    keyScope: ({ caller }, key) => JSON.stringify([caller.merchant, caller.livemode, key]),

    once: (rules, call) => once(state, rules, call),

    keeps: ({ status }) => status !== 429,

    execute: (rules, call) => execute(state, rules, call),

    find: (caller, id) => {
      const intent = state.intents.get(id)
      const visible = intent?.merchant === caller.merchant && intent.livemode === caller.livemode
      if (intent === undefined || !visible) throw refusals.noSuchIntent(id)
      return intent
    },

    allow: (intent) => {
      const ordered = takeNextAnswer(intent, refusals)
      if (ordered !== undefined) throw ordered
      const rare = intent.status === 'processing' && intent.cancelableWhileProcessing
      const final = ['processing', 'succeeded', 'canceled'].includes(intent.status)
      if (final && !rare) throw refusals.unexpectedState(intent)
    },

    cancel: (intent, { parameters }) => {
      intent.status = 'canceled'
      intent.canceledAt = Math.max(intent.created, Math.floor(state.now() / 1000))
      intent.cancellationReason = parameters.reason ?? null
      intent.amountCapturable = 0
    },

    refuse: ({ status, error, headers }) => jsonReply(status, { error }, headers),
  }
}

/** The answer that was ordered in place of the next one; it is given once. */
function takeNextAnswer(intent: Intent, refusals: Refusals): Refusal | undefined {
  const { nextAnswer } = intent
  intent.nextAnswer = null
  switch (nextAnswer) {
    case 429:
      return refusals.rateLimited(1)
    case 500:
      return refusals.internal()
    case 'lock_timeout':
      return refusals.locked?.()
    case null:
      return undefined
  }
}
