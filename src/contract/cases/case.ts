import type { Operation } from '../../description/index.ts'
import type { CaseContext } from '../run/case-context.ts'

/** The families of cases, in the order in which they are told. */
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

/** A short story that puts rules to the test. Made from the description before the first request. */
export interface Case {
  /** `family/operation/what`: unique and stable. */
  readonly id: string
  readonly family: Family
  readonly operation: Operation
  /** The rules it speaks for; the first is the one that its expectations are about. */
  readonly rules: readonly [string, ...string[]]
  /** Whether it means anything only against a server that keeps state. */
  readonly stateful: boolean
  readonly needsOtherKey: boolean
  /** Runs alone, so that nothing else disturbs its timing. */
  readonly serial: boolean
  /** Waits for longer than a run lasts: it goes on beside the others. */
  readonly longRunning: boolean
  run(caseContext: CaseContext): Promise<void>
}

/** Ends a case that cannot put its rules to the test. */
export class CaseSkipped extends Error {
  override readonly name: string = 'NotReached'
}

/** The valid sibling of an invalid request failed: whatever else was seen, the rules of the case do not hold by it. */
export class ControlFailed extends CaseSkipped {
  override readonly name = 'TwinFailed'
}
