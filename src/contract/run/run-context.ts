import type { CheckContext } from '../checks/check.ts'
import type { FixtureSetup } from '../fixtures/create.ts'
import type { Sender } from '../http/send.ts'
import type { BodyFiles } from '../repro/body-files.ts'
import type { Results } from './results.ts'

/** What all cases of a run share. */
export interface RunContext extends FixtureSetup {
  readonly sender: Sender
  readonly results: Results
  readonly bodyFiles: BodyFiles
  readonly checkContext: Omit<CheckContext, 'secrets'>
  /** Seeds the generated values. */
  readonly seed: number
  /** How many values are generated for each property. */
  readonly runs: number
}
