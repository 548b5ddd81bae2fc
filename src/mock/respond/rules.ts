import type { CreatedObjects } from '../state/created.ts'
import type { IdempotencyKeys } from '../state/idempotency.ts'
import type { Resources } from '../state/resources.ts'
import type { Chooser } from './choose.ts'

/** The state of a mock. It survives a reload of the description. */
export interface Memory {
  readonly resources: Resources
  readonly keys: IdempotencyKeys
  readonly created: CreatedObjects
}

/** How a mock behaves where the description leaves it open. `MockOptions` documents the defaults. */
export interface MockRules {
  readonly stateless: boolean
  readonly unknownIds: 'succeed' | 'missing'
  readonly apiKeys: readonly string[]
  readonly choose: Chooser
}
