import { CaseSkipped } from '../case-skipped.ts'
import type { Exchange } from '../../http/exchange.ts'
import type { RequestPlan } from '../../http/request.ts'
import { isSameResponse } from '../../expected/diff.ts'
import type { CaseContext } from '../case-context.ts'

export const REPLAY_NOT_OBSERVABLE =
  'the answers of two executions are the same, so they cannot be told apart'

/**
 * Whether a second execution gives another answer than the first one, so that a replay can be told from it: always where
 * a life cycle allows but one.
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
 * The answer to a valid request that is sent again.
 *
 * @throws TwinFailed where it does not succeed
 * @throws NotReached where a replay could not be told from a second execution
 */
export async function sendObservableFirst(context: CaseContext, plan: RequestPlan): Promise<Exchange> {
  const first = await context.controlRequest(plan)
  if (await isReplayObservable(context, plan, first)) return first
  throw new CaseSkipped(REPLAY_NOT_OBSERVABLE)
}
