import type { Exchange } from '../http/exchange.ts'
import { ruleIds } from '../rules/ids.ts'
import type { RuleId } from '../rules/ids.ts'
import type { CaseContext } from './case-context.ts'
import { explain } from './explain.ts'

/**
 * Records whether a response is that of the final state, in which an earlier request of the case has put the resource.
 *
 * @param rule what that request is about. It fails only if another resource, after a plain request, gets the response
 *   of the final state
 * @returns whether it is
 */
export async function expectFinalState(
  context: CaseContext,
  exchange: Exchange,
  rule: RuleId,
): Promise<boolean> {
  const { operation } = context
  const { lifecycle } = operation
  const expectedResponses = lifecycle?.states[lifecycle.to]?.responses ?? []
  const record = (): boolean => context.expect(exchange, expectedResponses, rule)
  if (lifecycle === undefined || context.matches(expectedResponses, exchange)) return record()
  const [plain, again] = await explain(async () => {
    const resource = await context.resource()
    return [await context.send({ resource }), await context.send({ resource })] as const
  }, record)
  if (!context.succeeded(plain) || context.matches(expectedResponses, again)) return record()
  context.restartScript(2)
  return context.expect(again, expectedResponses, ruleIds.lifecycleState(operation, lifecycle.to))
}
