import { NotReached } from '../case.ts'
import type { Exchange } from '../../http/exchange.ts'
import type { RequestPlan } from '../../http/request.ts'
import { sameAnswer } from '../../expected/same-response.ts'
import type { Story } from '../../run/case-context.ts'

export const ALIKE = 'the answers of two executions are the same, so they cannot be told apart'

/**
 * Whether a second execution gives another answer than the first one, so that a replay can be told from it: always where
 * a life cycle allows but one.
 */
export async function isToldApart(story: Story, plan: RequestPlan, first: Exchange): Promise<boolean> {
  if (first.operation.lifecycle !== undefined) return true
  return !sameAnswer(await story.twin({ ...plan, key: story.key() }), first)
}

/**
 * The answer to a valid request that is sent again.
 *
 * @throws TwinFailed where it does not succeed
 * @throws NotReached where a replay could not be told from a second execution
 */
export async function firstOf(story: Story, plan: RequestPlan): Promise<Exchange> {
  const first = await story.twin(plan)
  if (await isToldApart(story, plan, first)) return first
  throw new NotReached(ALIKE)
}
