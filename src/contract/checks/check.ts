import type { Description } from '../../description/index.ts'
import type { Exchange } from '../http/exchange.ts'
import type { RuleId } from '../rules/ids.ts'
import type { RuleBook } from '../rules/index.ts'
import type { SchemaSet } from '../../schema/index.ts'
import type { Failure } from './failure.ts'

/** What a check knows in addition to the exchange. */
export interface CheckContext {
  readonly description: Description
  readonly book: RuleBook
  readonly schemas: SchemaSet
  /** Seconds by which the target's clock may differ. */
  readonly clockSkew: number
  /** The host of the target. A redirect to it leaks nothing. */
  readonly host: string
  /** The values that no response may contain. */
  readonly secrets: readonly string[]
  /** Returns an id or a key in a text that only other requests of the run have. */
  readonly findForeign: (text: string) => string | undefined
  /** Returns whether the response to another request of the run has the same id of its request. */
  readonly isSharedId: (id: string, exchange: Exchange) => boolean
}

/** The rules that a check tested, and the failures among them. */
export interface CheckResult {
  /** Each rule once. */
  readonly testedRules: readonly RuleId[]
  readonly failures: readonly Failure[]
  /** Why this exchange cannot show a rule that needs more than it has. */
  readonly untested?: { readonly rule: RuleId; readonly reason: string }
  /** A status code that HTTP implies and the description does not list. */
  readonly impliedStatus?: number
}

/** Checks one aspect of an exchange. A pure function. */
export type Check = (exchange: Exchange, context: CheckContext) => CheckResult

export const NOT_APPLICABLE: CheckResult = { testedRules: [], failures: [] }
