import type { Case } from '../cases/case.ts'
import { causes } from '../checks/causes.ts'
import type { Cause } from '../checks/causes.ts'
import type { Failure, RecordedFailure } from '../checks/failure.ts'
import { distinctFailures, runChecks } from '../checks/run-checks.ts'
import type { Exchange } from '../http/exchange.ts'
import { Script } from '../repro/script.ts'
import { cut } from '../report/text.ts'
import { isAboutOwnRequest } from './issued-values.ts'
import type { RunContext } from './run-context.ts'
import type { RuleId } from '../rules/ids.ts'

/** The longest text of a failure. A header or a name in a body may be very long. */
const MAX_TEXT = 10_000

/** Records what one case shows about rules, and how to reproduce it. Secrets are masked. */
export class CaseRecorder {
  /** Every failure, for a test runner that reports cases. */
  readonly failures: RecordedFailure[] = []
  /** Reproduces this case. */
  readonly script = new Script()
  private readonly runContext: RunContext
  private readonly caseId: string
  /** The rule that the case tests first. */
  private readonly rule: RuleId
  /** The causes that the checks found in an exchange. */
  private readonly causesIn = new WeakMap<Exchange, ReadonlySet<Cause>>()

  constructor(runContext: RunContext, { id, rules }: Case) {
    this.runContext = runContext
    this.caseId = id
    this.rule = rules[0]
  }

  /** Returns whether a check found a failure in an exchange. */
  hasFailed(exchange: Exchange): boolean {
    return this.causesIn.has(exchange)
  }

  pass(rule: RuleId): void {
    this.runContext.results.pass(rule)
  }

  /**
   * @param about.exchange the exchange that a case compared with its expectation
   * @param about.isRepeated whether the rule failed for this exchange already, by another cause
   */
  fail(
    given: Failure,
    script: () => string,
    { exchange, isRepeated = false }: { exchange?: Exchange | undefined; isRepeated?: boolean } = {},
  ): void {
    const { results, secrets } = this.runContext
    const text = (unmasked: string): string => cut(secrets.mask(unmasked), MAX_TEXT)
    const { rule, expected, actual, cause = causes.rule(rule) } = given
    const failure = { rule, expected: text(expected), actual: text(actual), cause: secrets.mask(cause) }
    const reproduce = once(() => ({ curl: secrets.mask(script()), case: this.caseId }))
    results.fail(failure, reproduce, isRepeated)
    if (exchange !== undefined) results.links.add(failure.cause, this.causesIn.get(exchange) ?? [])
    this.failures.push({
      ...failure,
      case: this.caseId,
      get curl() {
        return reproduce().curl
      },
    })
  }

  /**
   * Runs every check on an exchange. Each rule fails at most once for it, and once for each cause.
   *
   * @throws the error of a check that is at fault itself, after all of them
   */
  check(exchange: Exchange, secrets: readonly string[], script: () => string): void {
    const { checkContext, issuedValues } = this.runContext
    const findForeign = (text: string): string | undefined =>
      isAboutOwnRequest(exchange.operation)
        ? issuedValues.findForeign(this.caseId, text, exchange.resourceBefore)
        : undefined
    const context = { ...checkContext, secrets, findForeign }
    const { testedRules, failures, untested, impliedStatuses, errors } = runChecks(
      exchange,
      context,
      this.rule,
    )
    for (const { rule, reason } of untested) this.runContext.results.skip(rule, reason)
    for (const status of impliedStatuses)
      this.runContext.results.warnImpliedStatus(status, exchange.operation.id)
    for (const rule of testedRules) this.pass(rule)
    if (failures.length > 0) this.recordCauses(exchange, failures)
    for (const { failure, isRepeated } of distinctFailures(failures))
      this.fail(failure, script, { isRepeated })
    if (errors.length > 0) throw errors[0]
  }

  private recordCauses(exchange: Exchange, failures: readonly Failure[]): void {
    const found = new Set(failures.map(({ rule, cause = causes.rule(rule) }) => cause))
    this.causesIn.set(exchange, found)
    this.runContext.results.links.count(found)
  }
}

/** Returns a function that makes its value once. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}
