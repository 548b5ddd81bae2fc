import type { Exchange } from '../http/exchange.ts'
import { ruleIds } from '../rules/ids.ts'
import type { RuleId } from '../rules/ids.ts'
import type { CaseContext } from './case-context.ts'

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
  if (lifecycle === undefined || context.matches(expectedResponses, exchange))
    return context.expect(exchange, expectedResponses, rule)
  const resource = await context.resource()
  const plain = await context.send({ resource })
  const again = await context.send({ resource })
  if (!context.succeeded(plain) || context.matches(expectedResponses, again))
    return context.expect(exchange, expectedResponses, rule)
  context.restartScript(2)
  return context.expect(again, expectedResponses, ruleIds.lifecycleState(operation, lifecycle.to))
}
