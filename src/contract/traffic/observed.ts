import type { Content, Operation } from '../../description/index.ts'
import type { Exchange } from '../http/exchange.ts'
import type { Credential } from '../http/credentials.ts'
import type { Failure } from '../checks/failure.ts'
import type { RuleId } from '../rules/ids.ts'
import type { RequestProblem } from './request-problem.ts'

/** A recorded exchange, with what is known of its request. */
export interface Observed {
  readonly operation: Operation
  readonly exchange: Exchange
  readonly problems: readonly RequestProblem[]
  readonly content: Content | undefined
  readonly credential: Credential
  /** The names of the schemes whose credentials were sent. */
  readonly schemes: readonly string[]
  /** Whether the recording lacks the body of the request. */
  readonly isRequestBodyLost: boolean
}

/** What one exchange shows about rules that depend on more than its response. */
export interface Outcome {
  readonly rule: RuleId
  /** Undefined if it passed. */
  readonly failure?: Failure
}

/** An exchange that shows that a rule holds. */
export function passed(rule: RuleId): Outcome {
  return { rule }
}

/** An exchange that shows that a rule does not hold. */
export function failed(failure: Failure): Outcome {
  return { rule: failure.rule, failure }
}
