import type { ExpectedResponse } from '../../description/index.ts'
import type { PathParameters } from '../fixtures/types.ts'
import type { Exchange } from '../http/exchange.ts'
import type { CaseContext } from './case-context.ts'
import type { PartialPlan } from './case-factory.ts'

/**
 * Sends a request that must be rejected, and then a valid one. After an expected rejection the existing resource must be
 * unchanged: the valid request is for the same one.
 *
 * @param planFor returns the request for a resource
 * @throws ControlFailed if the valid request does not succeed
 */
export async function sendRejected(
  context: CaseContext,
  planFor: (resource: PathParameters) => PartialPlan,
  isExpected: (exchange: Exchange) => boolean,
): Promise<Exchange> {
  const shared = await context.sendShared({ plan: planFor, control: {}, isExpected })
  if (shared !== undefined) return shared
  context.restartScript()
  const resource = await context.resource()
  const exchange = await context.send({ resource, ...planFor(resource) })
  await context.controlRequest({ resource: isExpected(exchange) ? resource : await context.resource() })
  return exchange
}

/**
 * Sends a request that a server may accept or reject, and records whether the response is one of those expected. Other cases
 * share its control request.
 *
 * @returns false if the case must send a control request of its own: nothing is recorded
 * @throws ControlFailed as `sendShared` does
 */
export async function expectTolerated(
  context: CaseContext,
  plan: PartialPlan,
  expectedResponses: readonly ExpectedResponse[],
): Promise<boolean> {
  const isExpected = (exchange: Exchange): boolean => context.matches(expectedResponses, exchange)
  const request = { plan: () => plan, control: {}, isExpected, mayBeAccepted: true }
  const exchange = await context.sendShared(request)
  if (exchange !== undefined) context.expect(exchange, expectedResponses)
  return exchange !== undefined
}
