import type { RequestViolation } from '../../description/index.ts'
import type { RuleId } from '../rules/ids.ts'

/** What is invalid in a recorded request. */
export interface RequestProblem {
  /** The rule that the request is invalid by. */
  readonly rule: RuleId
  readonly violation: RequestViolation
  readonly expected: string
  readonly actual: string
  /** Whether a rule says that a server rejects such a request. */
  readonly isRejectable: boolean
}

/** What the checks of a request found. */
export interface RequestCheck {
  /** The rules that the request could have violated. */
  readonly testedRules: readonly RuleId[]
  readonly problems: readonly RequestProblem[]
}
