import { CaseSkipped } from '../case-skipped.ts'
import type { Exchange } from '../../http/exchange.ts'
import type { RequestPlan } from '../../http/request.ts'
import { isSameResponse } from '../../expected/diff.ts'
import type { CaseContext } from '../case-context.ts'

export const REPLAY_NOT_OBSERVABLE = 'two executions return the same response, so a replay cannot be observed'

/**
 * Returns whether a second execution returns another response than the first, so that a replay can be observed. With a
 * lifecycle it always does, because the operation succeeds only once.
 */
export async function isReplayObservable(
  context: CaseContext,
  plan: RequestPlan,
  first: Exchange,
): Promise<boolean> {
  if (first.operation.lifecycle !== undefined) return true
  return !isSameResponse(await context.controlRequest({ ...plan, key: context.key() }), first)
}

/**
 * Sends a valid request whose replay can be observed.
 *
 * @throws ControlFailed if it does not succeed
 * @throws CaseSkipped if a replay and a second execution look the same
 */
export async function sendObservableFirst(context: CaseContext, plan: RequestPlan): Promise<Exchange> {
  const first = await context.controlRequest(plan)
  if (await isReplayObservable(context, plan, first)) return first
  throw new CaseSkipped(REPLAY_NOT_OBSERVABLE)
}
