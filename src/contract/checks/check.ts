import type { Description } from '../../description/index.ts'
import type { Exchange } from '../http/exchange.ts'
import type { RuleId } from '../rules/ids.ts'
import type { RuleBook } from '../rules/index.ts'
import type { SchemaSet } from '../../schema/index.ts'
import type { Failure } from './failure.ts'

/** What a check may know beside the exchange. */
export interface CheckContext {
  readonly description: Description
  readonly book: RuleBook
  readonly schemas: SchemaSet
  /** Seconds by which the target's clock may differ. */
  readonly clockSkew: number
  /** Where requests go: what is sent back there leaks to nobody. */
  readonly host: string
  /** What must not come back. */
  readonly secrets: readonly string[]
}

/** What one aspect of an exchange shows: which rules spoke, and which of them it breaks. */
export interface CheckResult {
  readonly testedRules: readonly RuleId[]
  readonly failures: readonly Failure[]
}

/** Looks at one aspect of an exchange. Pure. */
export type Check = (exchange: Exchange, context: CheckContext) => CheckResult

export const NOT_APPLICABLE: CheckResult = { testedRules: [], failures: [] }
