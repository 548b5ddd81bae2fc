import { describePreferences, readPreferences } from '../read/prefer.ts'
import type { SerializedResponse } from '../server/mock-response.ts'
import { serializeResponse } from '../server/serialize-response.ts'
import { stateError } from './decide.ts'
import { idempotencyKey } from './endpoint.ts'
import { preferred } from './examples.ts'
import { execute, executeOnce } from './execute.ts'
import type { ValidRequest } from './documented-responses.ts'
import type { Executor } from './execute.ts'
import { problem } from './problem.ts'

/** Responds to a valid request: with the response that it prefers, or by executing it. */
export async function respondToValid(
  executor: Executor,
  routedRequest: ValidRequest,
  pause: () => Promise<void>,
): Promise<SerializedResponse> {
  const { rules, documentedResponses, serialize } = executor
  const { operation } = routedRequest.endpoint
  const { request } = routedRequest
  const preferences = readPreferences(request)
  const choice = preferred(operation, preferences)
  const preferError =
    preferences.unsupported ??
    (typeof choice === 'string' ? choice : stateError(operation, preferences.state))
  if (preferError !== undefined) {
    const response = problem(400, 'Unsupported Prefer value', preferError)
    return serializeResponse({ ...response, reason: `unsupported Prefer value: ${preferError}` })
  }
  if (typeof choice === 'object') {
    await pause()
    // The request chose its response. It is not executed: no state changes, and no key is used.
    const chosen = await documentedResponses.choice(routedRequest, choice, choice.example !== undefined)
    return serialize(routedRequest, { ...chosen, reason: `Prefer: ${describePreferences(preferences)}` })
  }
  const { state } = preferences
  const { idempotency } = operation
  const key = rules.stateless ? undefined : idempotencyKey(operation, request)
  if (key !== undefined && idempotency !== undefined) {
    return executeOnce(executor, routedRequest, { key, idempotency, state }, pause)
  }
  await pause()
  return serialize(routedRequest, await execute(executor, routedRequest, state))
}
