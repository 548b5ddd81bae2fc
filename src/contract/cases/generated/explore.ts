import type * as FastCheck from 'fast-check'
import type { ExpectedResponse } from '../../../description/index.ts'
import { isConflict } from '../../expected/conflict.ts'
import type { Exchange } from '../../http/exchange.ts'
import type { RuleId } from '../../rules/ids.ts'
import type { CaseContext } from '../case-context.ts'
import type { Fc } from '../../../schema/index.ts'
import { CaseSkipped, InconclusiveRejection } from '../case-skipped.ts'

export interface Exploration {
  readonly rule: RuleId
  readonly values: FastCheck.Arbitrary<unknown>
  /** Values to send before random ones. They count as `runs`. */
  readonly first?: readonly unknown[]
  /** Returns whether to send a value. */
  readonly isWanted: (value: unknown) => boolean
  readonly send: (value: unknown) => Promise<Exchange>
  readonly expectedResponses: (value: unknown) => readonly ExpectedResponse[]
  /** Whether the values are valid, so that a request may conflict with what exists, or mean nothing to the server. */
  readonly mayConflict?: boolean
}

/**
 * Sends `runs` values, but none of them twice. The first with an unexpected response is shrunk, and the smallest one is
 * recorded.
 */
export async function explore(context: CaseContext, fc: Fc, exploration: Exploration): Promise<void> {
  const { rule, values, first = [], isWanted, send, expectedResponses, mayConflict = false } = exploration
  const { seed, runs } = context
  const failed: { value: unknown; exchange: Exchange }[] = []
  let sent = 0
  let conflicts = 0
  let inconclusive: string | undefined
  let ended: Error | undefined
  const property = fc.asyncProperty(values, async (value) => {
    fc.pre(isWanted(value))
    // An error that ends the case ends the shrinking as well.
    if (ended !== undefined) return true
    sent += 1
    const exchange = await send(value).catch((error: unknown) => {
      ended = error as Error
    })
    if (mayConflict && exchange !== undefined && isConflict(exchange)) {
      conflicts += 1
      return true
    }
    const matches = exchange === undefined || context.matches(expectedResponses(value), exchange)
    if (!matches && mayConflict) {
      inconclusive = context.whyInconclusive(exchange) ?? inconclusive
      if (context.whyInconclusive(exchange) !== undefined) return true
    }
    if (!matches) failed.push({ value, exchange })
    return matches
  })
  const examples = first.filter(isWanted).map((value): [unknown] => [value])
  const result = await fc.check(property, { seed, numRuns: runs, ignoreEqualValues: true, examples })
  const smallest = failed.at(-1)
  if (ended !== undefined && smallest === undefined) throw ended
  if (result.failed && failed.length === 0)
    throw new CaseSkipped('no value could be generated from the schema')
  if (mayConflict && conflicts === sent)
    throw new CaseSkipped('each request conflicts with an existing resource (409)')
  if (failed.length === 0 && inconclusive !== undefined) throw new InconclusiveRejection(inconclusive)
  if (smallest === undefined) {
    context.pass(rule)
    return
  }
  const expected = expectedResponses(smallest.value)
  // Sends the smallest value again, so that the report shows its request. A failure that does not recur was seen too.
  context.restartScript()
  const again = ended === undefined ? await send(smallest.value) : smallest.exchange
  context.expect(context.matches(expected, again) ? smallest.exchange : again, expected, rule)
  if (ended !== undefined) throw ended
}
