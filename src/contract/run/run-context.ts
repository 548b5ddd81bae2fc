import type { CheckContext } from '../checks/check.ts'
import type { FixtureSetup } from '../fixtures/create.ts'
import type { CreatedItems } from '../fixtures/created.ts'
import type { Sender } from '../http/send.ts'
import type { BodyFiles } from '../repro/body-files.ts'
import type { Results } from './results.ts'

/** What all cases of a run share. */
export interface RunContext extends FixtureSetup {
  readonly sender: Sender
  readonly results: Results
  /** The operations without path parameters for which the fixture module has no values. */
  readonly operationsWithoutValues: Set<string>
  readonly bodyFiles: BodyFiles
  readonly checkContext: Omit<CheckContext, 'secrets'>
  /** Seeds the generated values. */
  readonly seed: number
  /** How many values are generated for each property. */
  readonly runs: number
  /** What the cases have created through the API itself. */
  readonly created: CreatedItems
  /** The ids of the operations that create only with a plain body, without unique names. */
  readonly plainBodies: Set<string>
}
