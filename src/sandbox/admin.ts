import { readOrder } from './admin-order.ts'
import { createIntent, type Intent } from './intents.ts'
import type { ApiName } from './keys.ts'
import { Refusal } from './refusal.ts'
import { jsonReply, type Reply } from './reply.ts'
import type { Received } from './request.ts'
import type { Rules } from './rules.ts'
import type { State } from './state.ts'

/** Where the admin call lives; no real server has it. */
export const adminPath = '/_sandbox/payment_intents'

/** What the admin call needs. `rules` are always the correct ones: a fault never reaches it. */
export interface Admin {
  readonly api: ApiName
  readonly rules: Rules
  readonly state: State
}

/**
 * Makes and shows PaymentIntents, for tests.
 *
 * - `POST /_sandbox/payment_intents` with `{"status": "requires_capture", …}` and an API key makes one that
 *   belongs to the key. Answers 201 with `path_parameters`, which address it, and `payment_intent`.
 * - `GET /_sandbox/payment_intents/{id}` shows one as it is now.
 */
export function admin({ api, rules, state }: Admin, request: Received): Reply {
  const show = (status: number, intent: Intent): Reply =>
    jsonReply(status, {
      path_parameters: api === 'leanrails' ? { id: intent.id } : { intent: intent.id },
      payment_intent: JSON.parse(rules.render(intent, []).body.toString()) as unknown,
    })
  try {
    const caller = rules.authenticate(request)
    if (request.method === 'GET' && request.path.startsWith(`${adminPath}/`)) {
      return show(200, rules.find(caller, request.path.slice(adminPath.length + 1)))
    }
    if (request.method !== 'POST' || request.path !== adminPath) {
      return complain(404, `The sandbox has POST ${adminPath} and GET ${adminPath}/{id}.`)
    }
    const order = readOrder(request.body)
    if (typeof order === 'string') return complain(400, order)
    const intent = createIntent(order.status, caller, state.now(), order.choices)
    state.intents.set(intent.id, intent)
    return show(201, intent)
  } catch (error) {
    if (error instanceof Refusal) return rules.refuse(error, request)
    throw error
  }
}

function complain(status: number, message: string): Reply {
  return jsonReply(status, { error: { type: 'invalid_request_error', message } })
}
