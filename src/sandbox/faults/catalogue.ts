import { aliasFaults } from './alias.ts'
import { authFaults } from './auth.ts'
import { bodyFaults } from './body.ts'
import { crashFaults } from './crash.ts'
import { errorFaults } from './error.ts'
import type { Fault } from './fault.ts'
import { headerFaults } from './header.ts'
import { idempotencyFaults } from './idempotency.ts'
import { keyStoreFaults } from './key-store.ts'
import { leakFaults } from './leak.ts'
import { leakedValueFaults } from './leaked-values.ts'
import { lifeCycleFaults } from './life-cycle.ts'
import { protocolFaults } from './protocol.ts'
import { raceFaults } from './race.ts'
import { reasonFaults } from './reason.ts'
import { responseFaults } from './response.ts'
import { unchangedFaults } from './unchanged.ts'
import { validationFaults } from './validation.ts'

/** All faults, grouped by kind. */
export const catalogue: readonly Fault[] = [
  ...responseFaults,
  ...reasonFaults,
  ...lifeCycleFaults,
  ...unchangedFaults,
  ...idempotencyFaults,
  ...keyStoreFaults,
  ...raceFaults,
  ...authFaults,
  ...leakFaults,
  ...errorFaults,
  ...headerFaults,
  ...validationFaults,
  ...bodyFaults,
  ...aliasFaults,
  ...leakedValueFaults,
  ...crashFaults,
  ...protocolFaults,
]
