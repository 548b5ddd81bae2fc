import type { CheckContext } from '../checks/check.ts'
import type { FixtureSetup } from '../fixtures/create.ts'
import type { CreatedItems } from '../fixtures/created.ts'
import type { Exchange, SentRequest } from '../http/exchange.ts'
import type { Sender } from '../http/send.ts'
import type { BodyFiles } from '../repro/body-files.ts'
import type { Payload } from '../../serialization/index.ts'
import type { CreationBodies } from './creation-bodies.ts'
import type { EarlyExchanges } from './early-exchanges.ts'
import type { IssuedValues } from './issued-values.ts'
import type { PlainKeys } from '../generate/plain-keys.ts'
import type { ItemUsers } from './item-users.ts'
import type { Losses } from './losses.ts'
import type { Results } from './results.ts'

/** What all cases of a run share. */
export interface RunContext extends FixtureSetup {
  readonly sender: Sender
  readonly results: Results
  /** The operations without path parameters for which the fixture module has no values. */
  readonly operationsWithoutValues: Set<string>
  readonly bodyFiles: BodyFiles
  readonly checkContext: Omit<CheckContext, 'secrets' | 'findForeign'>
  readonly issuedValues: IssuedValues
  /** Gives requests unused idempotency keys where no extension describes them. */
  readonly plainKeys: PlainKeys
  readonly earlyExchanges: EarlyExchanges
  /** Seeds the generated values. */
  readonly seed: number
  /** How many values are generated for each property. */
  readonly runs: number
  /** What the cases have created through the API itself. */
  readonly created: CreatedItems
  /** Harmless requests that show whether the target responds at all, the best one first. */
  readonly controls: SentRequest[]
  /** Called with each exchange of a case. */
  readonly onExchange: ((testCase: string, exchange: Exchange) => void) | undefined
  /** The responses that were lost once. */
  readonly losses: Losses
  /** The id of an operation → how many of its requests got no response in time. */
  readonly timeouts: Map<string, number>
  /** The id of an operation → the empty form that its requests without a body have: the target rejects none. */
  readonly emptyForms: Map<string, Payload>
  readonly creationBodies: CreationBodies
  readonly itemUsers: ItemUsers
}
