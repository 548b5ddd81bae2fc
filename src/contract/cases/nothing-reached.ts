import type { ExpectedResponse, Operation } from '../../description/index.ts'
import { describeResponse } from '../expected/describe.ts'
import { rejectionResponses } from '../expected/expected.ts'
import type { Exchange } from '../http/exchange.ts'
import type { RuleId } from '../rules/ids.ts'
import type { CaseContext } from './case-context.ts'

/** A header that only a line break in an identifier can make. */
export const INJECTED = 'X-Injected'

/** Returns the responses to an unknown value of a path parameter. */
export function unknownResponses(operation: Operation, name: string): readonly ExpectedResponse[] {
  return rejectionResponses(operation, { in: 'path', name, keyword: 'unknown' }).expectedResponses
}

/**
 * Records a failure if a rejection is that of a state: then the odd text named a resource. Or if a line break in the text
 * made a header of what follows it.
 */
export function expectNothingReached(
  context: CaseContext,
  exchange: Exchange,
  name: string,
  rule: RuleId,
): void {
  if (exchange.response.headers.has(INJECTED.toLowerCase())) {
    const actual = `${INJECTED}: ${exchange.response.headers.get(INJECTED.toLowerCase())?.join(', ') ?? ''}`
    context.record(
      rule,
      false,
      () => 'no header from a line break in the path',
      () => actual,
    )
    return
  }
  const states = Object.values(exchange.operation.lifecycle?.states ?? {})
  const rejections = states
    .flatMap(({ responses }) => responses)
    .filter(({ status, example }) => /^4/.test(status) && example !== undefined)
  const unknown = unknownResponses(exchange.operation, name)
  if (!context.matches(rejections, exchange) || context.matches(unknown, exchange)) return
  context.record(
    rule,
    false,
    () => 'no resource',
    () => `the rejection of a state: ${describeResponse(context.description, exchange)}`,
  )
}
