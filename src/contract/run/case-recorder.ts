import type { Case } from '../cases/case.ts'
import { NOT_APPLICABLE } from '../checks/check.ts'
import type { CheckResult } from '../checks/check.ts'
import type { Failure } from '../checks/failure.ts'
import { checks } from '../checks/index.ts'
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
  /** One message for each failure, for a test runner that reports cases. */
  readonly failureMessages: string[] = []
  /** Reproduces this case. */
  readonly script = new Script()
  private readonly runContext: RunContext
  private readonly caseId: string
  private readonly failedExchanges = new WeakSet<Exchange>()

  constructor(runContext: RunContext, { id }: Case) {
    this.runContext = runContext
    this.caseId = id
  }

  /** Returns whether a check found a failure in an exchange. */
  hasFailed(exchange: Exchange): boolean {
    return this.failedExchanges.has(exchange)
  }

  pass(rule: RuleId): void {
    this.runContext.results.pass(rule)
  }

  fail({ rule, expected, actual }: Failure, script: () => string): void {
    const { results, secrets } = this.runContext
    const text = (unmasked: string): string => cut(secrets.mask(unmasked), MAX_TEXT)
    const failure = { rule, expected: text(expected), actual: text(actual) }
    results.fail(failure, () => ({ curl: secrets.mask(script()), case: this.caseId }))
    this.failureMessages.push(`${rule}: expected ${failure.expected}; received ${failure.actual}`)
  }

  /**
   * Runs every check on an exchange. Each rule fails at most once for it.
   *
   * @throws the error of a check that is at fault itself, after all of them
   */
  check(exchange: Exchange, secrets: readonly string[], script: () => string): void {
    const { checkContext, issuedValues } = this.runContext
    const findForeign = (text: string): string | undefined =>
      isAboutOwnRequest(exchange.operation) ? issuedValues.findForeign(this.caseId, text) : undefined
    const context = { ...checkContext, secrets, findForeign }
    const reported = new Set<string>()
    const before = this.failureMessages.length
    const errors: unknown[] = []
    for (const check of checks) {
      let result: CheckResult = NOT_APPLICABLE
      try {
        result = check(exchange, context)
      } catch (error) {
        // The other checks may still find something.
        errors.push(error)
      }
      const { testedRules, failures, impliedStatus } = result
      if (impliedStatus !== undefined)
        this.runContext.results.warnImpliedStatus(impliedStatus, exchange.operation.id)
      for (const rule of new Set(testedRules)) this.pass(rule)
      for (const failure of failures) {
        if (reported.has(failure.rule)) continue
        reported.add(failure.rule)
        this.fail(failure, script)
      }
    }
    if (this.failureMessages.length > before) this.failedExchanges.add(exchange)
    if (errors.length > 0) throw errors[0]
  }
}
