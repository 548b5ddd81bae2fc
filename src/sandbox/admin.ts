import { readOrder } from './admin-order.ts'
import { createIntent, type Intent } from './intents.ts'
import type { PaymentKinds } from './payment-kinds.ts'
import type { ApiName } from './keys.ts'
import { Rejection } from './rejection.ts'
import { jsonResponse, type SandboxResponse } from './response.ts'
import type { ReceivedRequest } from './request.ts'
import type { Rules } from './rules.ts'
import type { State } from './state.ts'

/** Where the admin call lives; no real server has it. */
export const adminPath = '/_sandbox/payment_intents'

/** What the admin call needs. `rules` are always the correct ones: a fault never reaches it. */
export interface Admin {
  readonly api: ApiName
  readonly paymentKinds: PaymentKinds
  readonly rules: Rules
  readonly state: State
}

/**
 * Makes and shows PaymentIntents, for tests.
 *
 * - `POST /_sandbox/payment_intents` with `{"status": "requires_capture", …}` and an API key makes one that
 *   belongs to the key. Answers 201 with `path_parameters`, which address it, and `payment_intent`. Without
 *   a `kind` the kinds of payment take turns; `next_response` (429, 500) is what the next request on it gets.
 * - `GET /_sandbox/payment_intents/{id}` shows one as it is now.
 */
export function admin({ api, paymentKinds, rules, state }: Admin, request: ReceivedRequest): SandboxResponse {
  const show = (status: number, intent: Intent): SandboxResponse =>
    jsonResponse(status, {
      path_parameters: api === 'leanrails' ? { id: intent.id } : { intent: intent.id },
      payment_intent: JSON.parse(rules.render(intent, []).body.toString()) as unknown,
    })
  try {
    const caller = rules.authenticate(request)
    if (request.method === 'GET' && request.path.startsWith(`${adminPath}/`)) {
      return show(200, rules.find(caller, request.path.slice(adminPath.length + 1)))
    }
    if (request.method !== 'POST' || request.path !== adminPath) {
      return errorResponse(404, `The sandbox has POST ${adminPath} and GET ${adminPath}/{id}.`)
    }
    const order = readOrder(request.body, {
      paymentKinds,
      nextResponses: rules.rejections.locked === undefined ? [429, 500] : [429, 500, 'lock_timeout'],
      turn: (status) => state.turns.get(status) ?? 0,
    })
    if (typeof order === 'string') return errorResponse(400, order)
    state.turns.set(order.status, (state.turns.get(order.status) ?? 0) + 1)
    const intent = createIntent(order, caller, state.now())
    state.intents.set(intent.id, intent)
    return show(201, intent)
  } catch (error) {
    if (error instanceof Rejection) return rules.reject(error, request)
    throw error
  }
}

function errorResponse(status: number, message: string): SandboxResponse {
  return jsonResponse(status, { error: { type: 'invalid_request_error', message } })
}
