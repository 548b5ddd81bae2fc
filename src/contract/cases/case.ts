import type { Operation } from '../../description/index.ts'
import type { CaseContext } from './case-context.ts'
import type { RuleId } from '../rules/ids.ts'

/** The families of cases, in the order of the plan. */
export const FAMILIES = [
  'examples',
  'boundaries',
  'malformed',
  'identifiers',
  'auth',
  'protocol',
  'lifecycle',
  'sequences',
  'idempotency',
  'concurrency',
  'generated',
  'provoked',
  'retention',
] as const

export type Family = (typeof FAMILIES)[number]

/** Tests one or more rules with a few requests. All cases are made from the description before the first request. */
export interface Case {
  /** `family/operation/what`: unique and stable. */
  readonly id: string
  readonly family: Family
  readonly operation: Operation
  /** The rules that it tests. Its expectations are about the first one. */
  readonly rules: readonly [RuleId, ...RuleId[]]
  /** Whether it sends an invalid request, and a valid control request. */
  readonly rejects: boolean
  /** Whether it needs a server that keeps state. */
  readonly stateful: boolean
  readonly needsOtherKey: boolean
  /** Whether it runs alone, because other requests would disturb its timing. */
  readonly serial: boolean
  /** Whether it waits so long that it runs in the background of the others. */
  readonly longRunning: boolean
  run(caseContext: CaseContext): Promise<void>
}
