import type { FaultCode } from './fault-codes.ts'
import type { RuleId } from './ids.ts'

/** One requirement of the description. It knows nothing of HTTP calls. */
export interface Rule {
  /** Unique in a description, and stable while the requirement keeps its place. */
  readonly id: RuleId
  /** The requirement, in a sentence. */
  readonly text: string
  /** Its place in the bundled document: a JSON Pointer. */
  readonly pointer: string
  /** Its place in the file that a person wrote: `openapi/example.yaml:42`. */
  readonly source: string
  /** The usual reason why a run does not test it. */
  readonly untestedReason: string
  /** The code of Web Fuzzing Commons for a failure of this rule. */
  readonly fault?: FaultCode
}

export type Verdict = 'passed' | 'failed' | 'untested'
