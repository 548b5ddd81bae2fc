import { aliasFaults } from './alias.ts'
import { authFaults } from './auth.ts'
import { bodyFaults } from './body.ts'
import { crashFaults } from './crash.ts'
import { errorFaults } from './error.ts'
import type { Fault } from './fault.ts'
import { forgottenFaults } from './forgotten.ts'
import { headerFaults } from './header.ts'
import { idempotencyFaults } from './idempotency.ts'
import { keyStoreFaults } from './key-store.ts'
import { keyPathFaults, replayHeaderFaults } from './key-paths.ts'
import { languageFaults } from './languages.ts'
import { leakFaults } from './leak.ts'
import { leakedValueFaults } from './leaked-values.ts'
import { lenientFormFaults } from './lenient-forms.ts'
import { lenientValueFaults } from './lenient-values.ts'
import { lifeCycleFaults } from './life-cycle.ts'
import { movedFaults } from './moved.ts'
import { notFoundFaults } from './not-found.ts'
import { passwordFaults } from './password.ts'
import { protocolFaults } from './protocol.ts'
import { raceBodyFaults } from './race-body.ts'
import { raceFaults } from './race.ts'
import { reasonFaults } from './reason.ts'
import { rejectedIntentFaults } from './rejected-intents.ts'
import { resentFaults } from './resent.ts'
import { responseFaults } from './response.ts'
import { routeFaults } from './route.ts'
import { textFaults } from './texts.ts'
import { unchangedFaults } from './unchanged.ts'
import { usedKeyFaults } from './used-keys.ts'
import { validationFaults } from './validation.ts'
import { versionFaults } from './version.ts'

/** All faults, grouped by kind. */
export const catalogue: readonly Fault[] = [
  ...responseFaults,
  ...reasonFaults,
  ...lifeCycleFaults,
  ...rejectedIntentFaults,
  ...unchangedFaults,
  ...idempotencyFaults,
  ...textFaults,
  ...languageFaults,
  ...resentFaults,
  ...keyStoreFaults,
  ...notFoundFaults,
  ...movedFaults,
  ...usedKeyFaults,
  ...raceFaults,
  ...raceBodyFaults,
  ...authFaults,
  ...passwordFaults,
  ...leakFaults,
  ...errorFaults,
  ...headerFaults,
  ...validationFaults,
  ...versionFaults,
  ...bodyFaults,
  ...aliasFaults,
  ...leakedValueFaults,
  ...crashFaults,
  ...protocolFaults,
  ...routeFaults,
  ...forgottenFaults,
  ...lenientFormFaults,
  ...lenientValueFaults,
  ...keyPathFaults,
  ...replayHeaderFaults,
]
