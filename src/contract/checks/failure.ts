import type { RuleId } from '../rules/ids.ts'
import type { Cause } from './causes.ts'

/** A failure as a check finds it. */
export interface Failure {
  /** The rule that failed. */
  readonly rule: RuleId
  readonly expected: string
  readonly actual: string
  /** What is wrong, whichever rules it fails. Default: the rule. */
  readonly cause?: Cause
}

/** A failure with what reproduces it. Secrets are masked. */
export interface RecordedFailure extends Failure {
  /** A shell command with `$API_KEY` for credentials. It has several lines if it needs several requests. */
  readonly curl: string
  /** The case that found it. */
  readonly case: string
  /** How often this cause failed the rule. Counted in the first failure of a cause. */
  readonly count?: number
}
