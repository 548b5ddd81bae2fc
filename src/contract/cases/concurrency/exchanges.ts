import type { ExpectedResponse } from '../../../description/index.ts'
import { describeExpected, describeResponse } from '../../expected/describe.ts'
import { asksToWait } from '../../expected/rate-limit.ts'
import { causeOfResponse } from '../../expected/response-causes.ts'
import type { Exchange } from '../../http/exchange.ts'
import type { RequestPlan } from '../../http/request.ts'
import type { RuleId } from '../../rules/ids.ts'
import type { CaseContext } from '../case-context.ts'

/** Sends requests at the same time. A request that a rate limit rejected was not executed and is sent again. */
export async function sendAtOnce(context: CaseContext, plans: readonly RequestPlan[]): Promise<Exchange[]> {
  const exchanges = await context.sendConcurrently(plans, { waitForRateLimit: false })
  for (const [index, plan] of plans.entries()) {
    const exchange = exchanges[index]
    if (exchange !== undefined && asksToWait(exchange)) exchanges[index] = await context.send(plan)
  }
  return exchanges
}

/** Records whether exactly one request succeeded. */
export function expectOneSuccess(
  context: CaseContext,
  exchanges: readonly Exchange[],
  rule: RuleId,
): boolean {
  const succeeded = exchanges.filter((exchange) => context.succeeded(exchange))
  return context.record(
    rule,
    succeeded.length === 1,
    () => 'exactly one success',
    () => countByStatus(exchanges),
  )
}

/** The status codes of a server under load, which conform if they are documented. */
const BUSY = ['409', '423', '429', '503']

/**
 * Records a failure if a loser of a race got neither an expected response nor a documented one of a server under load.
 * The race itself is decided, and all losers have one cause, so only the first is recorded.
 *
 * @param rule the rule that describes the response to a loser
 * @param prefix begins the expectation
 */
export function expectLosers(
  context: CaseContext,
  losers: readonly Exchange[],
  rule: RuleId,
  expectedResponses: readonly ExpectedResponse[],
  prefix = '',
): void {
  const { description, operation } = context
  // Where an example shows the rejection, its status code alone is not enough.
  const isShown = (status: string): boolean =>
    expectedResponses.some((one) => one.status === status && one.example !== undefined)
  const busy = BUSY.filter(
    (status) => !isShown(status) && operation.responses.some((response) => response.status === status),
  ).map((status) => ({ status }))
  // That a key is in use is no response to a request with a key of its own.
  const inUse = (operation.idempotency?.inProgress.responses ?? []).filter(
    ({ example }) => example !== undefined,
  )
  const isBusy = (loser: Exchange): boolean => context.matches(busy, loser) && !context.matches(inUse, loser)
  const unexpected = losers.find((loser) => !context.matches(expectedResponses, loser) && !isBusy(loser))
  if (unexpected === undefined) return
  // A status code that conforms with any body is described once.
  const described = expectedResponses.filter(({ status }) => !busy.some((one) => one.status === status))
  context.record(
    rule,
    false,
    () => `${prefix}${describeExpected(description, operation, [...described, ...busy])}`,
    () => describeResponse(description, unexpected),
    causeOfResponse(description, unexpected, expectedResponses, rule),
  )
}

/** Returns the number of responses by status code: `1 × 200, 7 × 409`. */
export function countByStatus(exchanges: readonly Exchange[]): string {
  const counts = new Map<number, number>()
  for (const { response } of exchanges) counts.set(response.status, (counts.get(response.status) ?? 0) + 1)
  return [...counts].map(([status, count]) => `${count} × ${status}`).join(', ')
}
