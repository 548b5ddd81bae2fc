import type { ApiName } from '../keys.ts'
import type { Rules } from '../rules.ts'
import type { State } from '../state.ts'

/** The name of a fault, in kebab case. */
export type FaultName = string

export type FaultKind =
  | 'auth'
  | 'body'
  | 'crash'
  | 'encoding'
  | 'error'
  | 'header'
  | 'identifier'
  | 'idempotency'
  | 'leak'
  | 'life cycle'
  | 'protocol'
  | 'race'
  | 'response'
  | 'validation'

/** A wrong behavior, as a real server can have it. */
export interface Fault {
  readonly name: FaultName
  readonly kind: FaultKind
  /** One sentence. */
  readonly description: string
  /** The API that can have it. Absent if both can. */
  readonly only?: ApiName
  /** Replaces one or more rules by wrong ones. */
  readonly install: (rules: Rules, state: State) => void
}
