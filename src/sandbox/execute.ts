import { setTimeout as pause } from 'node:timers/promises'
import { Rejection } from './rejection.ts'
import type { SandboxResponse } from './response.ts'
import type { Call, Rules } from './rules.ts'
import type { State } from './state.ts'

/**
 * Executes a cancellation. The lookup, the check and the change happen without a pause, so exactly one of any number of
 * concurrent requests cancels. A rejection is returned, not thrown, because the execution has started.
 */
export async function execute(state: State, rules: Rules, call: Call): Promise<SandboxResponse> {
  if (state.latency > 0) await pause(state.latency)
  try {
    const intent = rules.find(call.caller, call.id)
    rules.allow(intent, call)
    rules.cancel(intent, call)
    return rules.render(intent, call.parameters.expand)
  } catch (error) {
    return rules.reject(error instanceof Rejection ? error : rules.rejections.internal(), call.request)
  }
}
