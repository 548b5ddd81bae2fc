import type { ApiName } from '../keys.ts'
import type { Rules } from '../rules.ts'
import type { State } from '../state.ts'

/** A fault's name, in kebab case. */
export type FaultName = string

export type FaultKind =
  | 'auth'
  | 'body'
  | 'crash'
  | 'encoding'
  | 'error'
  | 'header'
  | 'idempotency'
  | 'leak'
  | 'life cycle'
  | 'protocol'
  | 'race'
  | 'response'
  | 'validation'

/** One wrong behaviour, as real servers have it. */
export interface Fault {
  readonly name: FaultName
  readonly kind: FaultKind
  /** One sentence, for a reader. */
  readonly description: string
  /** Absent where both APIs can have it. */
  readonly only?: ApiName
  /** Replaces the rule that it breaks. */
  readonly install: (rules: Rules, state: State) => void
}
