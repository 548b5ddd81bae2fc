import type { Operation } from '../../description/index.ts'
import type { RuleId } from '../rules/ids.ts'
import type { CaseContext } from '../run/case-context.ts'

/** The families of cases, in the order of the report. */
export const FAMILIES = [
  'examples',
  'boundaries',
  'malformed',
  'identifiers',
  'auth',
  'protocol',
  'lifecycle',
  'idempotency',
  'concurrency',
  'generated',
  'provoked',
] as const

export type Family = (typeof FAMILIES)[number]

/** A scenario that tests rules. It is made from the description before the first request is sent. */
export interface Case {
  /** `family/operation/name`: unique and stable. */
  readonly id: string
  readonly family: Family
  readonly operation: Operation
  /** The rules that it tests. Its expectations are about the first one unless they name another. */
  readonly rules: readonly [RuleId, ...RuleId[]]
  /** Whether it needs a server that keeps state. */
  readonly stateful: boolean
  readonly needsOtherKey: boolean
  /** Whether it must run alone, because other cases would change its timing. */
  readonly serial: boolean
  /** Whether it waits so long that it should run in the background. */
  readonly longRunning: boolean
  run(caseContext: CaseContext): Promise<void>
}

/** Thrown when a case cannot test its rules. */
export class CaseSkipped extends Error {
  override readonly name: string = 'CaseSkipped'
}

/** Thrown when the control request of an invalid request failed, so nothing is proved about the rules of the case. */
export class ControlFailed extends CaseSkipped {
  override readonly name = 'ControlFailed'
}
