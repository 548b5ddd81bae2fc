import { asksToWait } from '../expected/rate-limit.ts'
import type { Exchange } from '../http/exchange.ts'
import type { RuleId } from '../rules/ids.ts'
import { NOT_APPLICABLE } from './check.ts'
import type { CheckContext, CheckResult } from './check.ts'
import { withoutConsequences } from './consequences.ts'
import { causes } from './causes.ts'
import type { Failure } from './failure.ts'
import { checks } from './index.ts'

/** What all checks found in one exchange. */
export interface CheckedExchange {
  readonly testedRules: readonly RuleId[]
  readonly failures: readonly Failure[]
  /** Why this exchange cannot show some rules that need more than it has. */
  readonly untested: readonly NonNullable<CheckResult['untested']>[]
  /** The status codes that HTTP implies and the description does not list. */
  readonly impliedStatuses: readonly number[]
  /** The errors of checks that are at fault themselves. */
  readonly errors: readonly unknown[]
}

/**
 * Runs every check on an exchange. A pure function.
 *
 * @param where what the request was about, for the cause of a server error
 */
export function runChecks(exchange: Exchange, context: CheckContext, where: string): CheckedExchange {
  const errors: unknown[] = []
  const results = checks.map((check): CheckResult => {
    try {
      return check(exchange, context)
    } catch (error) {
      // The other checks may still find something.
      errors.push(error)
      return NOT_APPLICABLE
    }
  })
  const found = results.flatMap(({ failures }) => failures)
  return {
    testedRules: results.flatMap(({ testedRules }) => testedRules),
    failures: withoutConsequences(found.map((failure) => withCause(failure, exchange, where))),
    untested: results.flatMap(({ untested }) => untested ?? []),
    impliedStatuses: results.flatMap(({ impliedStatus }) => impliedStatus ?? []),
    errors,
  }
}

/** Adds the cause of a server error, which depends on what the request was about, unless it asks to wait. */
function withCause(failure: Failure, exchange: Exchange, where: string): Failure {
  if (failure.cause !== undefined || !failure.rule.endsWith('/no-server-error')) return failure
  const { status, tooLong } = exchange.response
  if (tooLong !== undefined) return { ...failure, cause: causes.tooLong(where) }
  return {
    ...failure,
    cause: asksToWait(exchange) ? causes.unavailable(status) : causes.serverError(status, where),
  }
}

/** Returns the failures of one exchange, each rule once for each cause, and whether its rule failed already. */
export function distinctFailures(
  failures: readonly Failure[],
): readonly { readonly failure: Failure; readonly isRepeated: boolean }[] {
  const reported = new Set<string>()
  return failures.flatMap((failure) => {
    const { rule, cause = '' } = failure
    const pair = `${rule} ${cause}`
    if (reported.has(pair)) return []
    const isRepeated = reported.has(rule)
    reported.add(rule).add(pair)
    return [{ failure, isRepeated }]
  })
}
