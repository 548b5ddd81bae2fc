import type { Reply } from './reply.ts'
import type { Call, Rules } from './rules.ts'
import type { KeyUse, State } from './state.ts'

/** How long an answer is kept, in milliseconds. */
export const retention = 24 * 60 * 60 * 1000

/**
 * Executes a call once per idempotency key. The first request takes the key before anything else happens;
 * the same request gets its answer again; another one, or one that comes while the first is running, is
 * refused. There is no pause between the look and the take, so two at once cannot both be the first.
 */
export async function once(state: State, rules: Rules, call: Call): Promise<Reply> {
  if (call.idempotencyKey === undefined) return rules.execute(rules, call)
  const scope = rules.keyScope(call, call.idempotencyKey)
  const fingerprint = rules.fingerprint(call)
  const known = current(state, scope)
  if (known !== undefined) {
    if (known.fingerprint !== fingerprint) throw rules.refusals.keyReused()
    if (known.reply === undefined) throw rules.refusals.keyInUse()
    return rules.replay(known.reply, call)
  }
  const use: KeyUse = { fingerprint, since: state.now(), reply: undefined }
  state.keyUses.set(scope, use)
  const reply = await rules.execute(rules, call)
  if (rules.keeps(reply)) use.reply = reply
  else state.keyUses.delete(scope)
  return reply
}

/** The use of a key that still counts. */
function current(state: State, scope: string): KeyUse | undefined {
  const use = state.keyUses.get(scope)
  if (use === undefined || state.now() - use.since < retention) return use
  state.keyUses.delete(scope)
  return undefined
}
