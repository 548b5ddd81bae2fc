import type { Operation } from '../../../description/index.ts'
import type { Exchange } from '../../http/exchange.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { RuleId } from '../../rules/ids.ts'
import type { CaseContext } from '../case-context.ts'

export function replayHeaderRules(operation: Operation): RuleId[] {
  return Object.keys(operation.idempotency?.replay?.headers ?? {}).map((name) =>
    ruleIds.replayHeader(operation, name),
  )
}

/** Records whether the headers mark the replayed response and do not mark the first one. */
export function expectReplayHeaders(context: CaseContext, again: Exchange, first: Exchange): void {
  const { operation } = again
  for (const [name, value] of Object.entries(operation.idempotency?.replay?.headers ?? {})) {
    const rule = ruleIds.replayHeader(operation, name)
    const headerOf = ({ response }: Exchange): string | undefined =>
      response.headers.get(name.toLowerCase())?.[0]
    context.record(
      rule,
      headerOf(again) === value,
      () => `${name}: ${value}`,
      () => (headerOf(again) === undefined ? `no ${name}` : `${name}: ${headerOf(again) ?? ''}`),
    )
  }
  expectNoReplayHeaders(context, first, 'on the first response')
}

/** Records whether the headers mark all of these successes with one key except the one that was executed. */
export function expectReplaysMarked(context: CaseContext, successes: readonly Exchange[]): void {
  for (const [name, value] of Object.entries(context.operation.idempotency?.replay?.headers ?? {})) {
    const unmarked = successes.filter(
      ({ response }) => response.headers.get(name.toLowerCase())?.[0] !== value,
    )
    context.record(
      ruleIds.replayHeader(context.operation, name),
      unmarked.length <= 1,
      () => `${name}: ${value} in all successes with one key except the first`,
      () => `${unmarked.length} of ${successes.length} without it`,
    )
  }
}

/**
 * Records a failure if the headers mark a response that is no replay. Where they do not, no replay was seen yet.
 *
 * @param where ends the expectation
 */
export function expectNoReplayHeaders(context: CaseContext, exchange: Exchange, where: string): void {
  const { operation, response } = exchange
  for (const [name, value] of Object.entries(operation.idempotency?.replay?.headers ?? {})) {
    if (response.headers.get(name.toLowerCase())?.[0] !== value) continue
    context.record(
      ruleIds.replayHeader(operation, name),
      false,
      () => `no \`${name}: ${value}\` ${where}`,
      () => `${name}: ${value}`,
    )
  }
}
