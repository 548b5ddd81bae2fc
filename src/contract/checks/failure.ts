import type { RuleId } from '../rules/ids.ts'

/** What was expected, what came, and how to see it again. Secrets are masked. */
export interface RecordedFailure {
  /** The rule that is broken. */
  readonly rule: RuleId
  readonly expected: string
  readonly actual: string
  /** A command that shows it again; credentials stand as `$API_KEY`. Several lines where it takes several requests. */
  readonly curl: string
  /** The case in which it was seen. */
  readonly case: string
}

/** A violation as a check finds it, before the runner knows where. */
export interface Failure {
  readonly rule: RuleId
  readonly expected: string
  readonly actual: string
}
