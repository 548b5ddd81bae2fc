import { setTimeout as pause } from 'node:timers/promises'
import { Rejection } from './rejection.ts'
import type { SandboxResponse } from './response.ts'
import type { Call, Rules } from './rules.ts'
import type { State } from './state.ts'

/**
 * Executes a cancellation. Finding, judging and changing happen in one go, so of any number at once exactly
 * one cancels. A refusal is an answer like any other here: execution had begun.
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
