import type { Caller } from './keys.ts'
import { Refusal } from './refusal.ts'
import type { Reply } from './reply.ts'
import type { Received } from './request.ts'
import type { Rules } from './rules.ts'

/** The way of a request through the rules. */
export async function answer(rules: Rules, incoming: Received): Promise<Reply> {
  let request = incoming
  let caller: Caller | undefined
  let reply: Reply
  try {
    request = rules.receive(incoming)
    const id = rules.route(request)
    caller = rules.authenticate(request)
    rules.limit(caller)
    const idempotencyKey = rules.readIdempotencyKey(request)
    rules.checkHeaders(request, caller)
    const parameters = rules.readParameters(request)
    reply = await rules.once(rules, { request, caller, id, idempotencyKey, parameters })
  } catch (error) {
    reply = rules.refuse(error instanceof Refusal ? error : rules.refusals.internal(), request)
  }
  return rules.finish(reply, request, caller)
}
