import { parseIntentSpec } from './intent-spec.ts'
import { isStatus } from './intent.ts'
import type { Intent, Status } from './intent.ts'
import { createIntent } from './intents.ts'
import type { PaymentKinds } from './payment-kinds.ts'
import type { ApiName } from './keys.ts'
import { Rejection } from './rejection.ts'
import { jsonResponse, type SandboxResponse } from './response.ts'
import type { ReceivedRequest } from './request.ts'
import type { Rules } from './rules.ts'
import type { State } from './state.ts'

/** The path of the admin requests, which exist in the sandbox only. */
export const adminPath = '/_sandbox/payment_intents'

/** The dependencies of the admin requests. `rules` are always the correct ones, without faults. */
export interface Admin {
  readonly api: ApiName
  readonly paymentKinds: PaymentKinds
  readonly rules: Rules
  readonly state: State
}

/**
 * Creates and returns PaymentIntents, for tests.
 *
 * - `POST /_sandbox/payment_intents` with `{"status": "requires_capture", …}` and an API key creates a PaymentIntent of
 *   the key's merchant. It returns 201 with `path_parameters`, which address it, and `payment_intent`. Without a `kind`
 *   the payment kinds rotate. `next_response` (429, 500) is the response to the next request for it.
 * - `GET /_sandbox/payment_intents/{id}` returns the current state.
 * - `POST /_sandbox/payment_intents/{id}` with `{"status": "requires_capture"}` moves it to another status.
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
    if (request.method === 'POST' && request.path.startsWith(`${adminPath}/`)) {
      const status = statusIn(request.body)
      if (status === undefined)
        return errorResponse(400, 'The body must be JSON, such as {"status": "succeeded"}.')
      const intent = rules.find(caller, request.path.slice(adminPath.length + 1))
      intent.status = status
      return show(200, intent)
    }
    if (request.method !== 'POST' || request.path !== adminPath) {
      return errorResponse(404, `The admin paths are POST ${adminPath}, and GET and POST ${adminPath}/{id}.`)
    }
    const spec = parseIntentSpec(request.body, {
      paymentKinds,
      nextResponses: rules.rejections.locked === undefined ? [429, 500] : [429, 500, 'lock_timeout'],
      kindIndex: (status) => state.createdCounts.get(status) ?? 0,
    })
    if (typeof spec === 'string') return errorResponse(400, spec)
    state.createdCounts.set(spec.status, (state.createdCounts.get(spec.status) ?? 0) + 1)
    const intent = createIntent(spec, caller, state.now())
    state.intents.set(intent.id, intent)
    return show(201, intent)
  } catch (error) {
    if (error instanceof Rejection) return rules.reject(error, request)
    throw error
  }
}

/** Returns the status that a body names. Undefined if it names no status. */
function statusIn(body: Buffer): Status | undefined {
  try {
    const { status } = Object(JSON.parse(body.toString('utf8'))) as { status?: unknown }
    return isStatus(status) ? status : undefined
  } catch {
    return undefined
  }
}

function errorResponse(status: number, message: string): SandboxResponse {
  return jsonResponse(status, { error: { type: 'invalid_request_error', message } })
}
