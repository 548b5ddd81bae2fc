/** Every family, in the order of `FAMILIES`. */
import type { Family } from './case.ts'
import { auth } from './auth/index.ts'
import { boundaries } from './boundaries/index.ts'
import { concurrency } from './concurrency/index.ts'
import { examples } from './examples.ts'
import type { MakeCases } from './case-factory.ts'
import { generated } from './generated/index.ts'
import { idempotency } from './idempotency/index.ts'
import { identifiers } from './identifiers.ts'
import { lifecycle } from './lifecycle.ts'
import { malformed } from './malformed/index.ts'
import { protocol } from './protocol/index.ts'
import { retention } from './retention.ts'
import { sequences } from './sequences/index.ts'
import { provoked } from './provoked.ts'

export const families: Record<Family, MakeCases> = {
  examples,
  boundaries,
  malformed,
  identifiers,
  auth,
  protocol,
  lifecycle,
  sequences,
  idempotency,
  concurrency,
  generated,
  provoked,
  retention,
}
