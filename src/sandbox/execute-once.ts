import type { SandboxResponse } from './response.ts'
import type { Call, Rules } from './rules.ts'
import type { KeyUse, State } from './state.ts'

/** How long a response is stored, in milliseconds. */
export const retention = 24 * 60 * 60 * 1000

/**
 * Executes a call once per idempotency key. The first request reserves the key before it is executed. The same request
 * receives the stored response. A different request is rejected, and so is any request while the first is in progress.
 * The lookup and the reservation happen without a pause, so two concurrent requests cannot both be the first.
 */
export async function executeOnce(state: State, rules: Rules, call: Call): Promise<SandboxResponse> {
  if (call.idempotencyKey === undefined) return rules.execute(rules, call)
  const scope = rules.keyScope(call, call.idempotencyKey)
  const fingerprint = rules.fingerprint(call)
  const known = current(state, scope)
  if (known !== undefined) {
    if (known.fingerprint !== fingerprint) throw rules.rejections.keyReused()
    if (known.response === undefined) throw rules.rejections.keyInUse()
    return rules.replay(known.response, call)
  }
  const use: KeyUse = { fingerprint, since: state.now(), response: undefined }
  state.keyUses.set(scope, use)
  const response = await rules.execute(rules, call)
  if (rules.stores(response)) use.response = response
  else state.keyUses.delete(scope)
  return response
}

/** Returns the use of a key, unless it has expired. */
function current(state: State, scope: string): KeyUse | undefined {
  const use = state.keyUses.get(scope)
  if (use === undefined || state.now() - use.since < retention) return use
  state.keyUses.delete(scope)
  return undefined
}
