import type { Caller } from './keys.ts'
import { Rejection } from './rejection.ts'
import type { SandboxResponse } from './response.ts'
import type { ReceivedRequest } from './request.ts'
import type { Rules } from './rules.ts'

/** Applies the rules to a request, in their order, and returns the response. */
export async function respond(rules: Rules, incoming: ReceivedRequest): Promise<SandboxResponse> {
  let request = incoming
  let caller: Caller | undefined
  let response: SandboxResponse
  try {
    request = rules.receive(incoming)
    const id = rules.route(request)
    caller = rules.authenticate(request)
    rules.limit(caller)
    const idempotencyKey = rules.readIdempotencyKey(request)
    rules.checkHeaders(request, caller)
    const parameters = rules.readParameters(request)
    response = await rules.executeOnce(rules, { request, caller, id, idempotencyKey, parameters })
  } catch (error) {
    response = rules.reject(error instanceof Rejection ? error : rules.rejections.internal(), request)
  }
  return rules.finish(response, request, caller)
}
