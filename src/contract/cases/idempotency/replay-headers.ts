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
    context.record(
      rule,
      headerOf(first) !== value,
      () => `no \`${name}: ${value}\` on the first response`,
      () => `${name}: ${value}`,
    )
  }
}
