import { allowedStates } from '../lifecycle-states.ts'
import type { MakeCases } from '../case-factory.ts'
import { bodyCases } from './bodies.ts'
import { manyKeysCase } from './many-keys.ts'
import { manyResourcesCases } from './many-resources.ts'
import { oneKeyCase, rejectedKeyCase } from './one-key.ts'
import { twoAccountsCase } from './two-accounts.ts'
import { twoResourcesCase } from './two-resources.ts'

/** Sends several requests at the same time: exactly one of them has an effect. */
export const concurrency: MakeCases = (input) => {
  const { operation } = input
  const { idempotency, lifecycle, parameters, security } = operation
  const hasPath = parameters.some(({ object }) => object.in === 'path')
  return [
    ...(idempotency?.stores.includes('success') === true ? [oneKeyCase(operation)] : []),
    ...rejectedKeyCase(operation),
    ...(idempotency?.scope === 'credential' && security.length > 0 ? [twoAccountsCase(operation)] : []),
    ...(idempotency?.mismatch.differs.includes('path') === true && hasPath
      ? [twoResourcesCase(operation)]
      : []),
    ...(lifecycle === undefined ? [] : allowedStates(operation)).map((state, index) =>
      manyKeysCase(operation, state, index === 0),
    ),
    ...manyResourcesCases(operation),
    ...bodyCases(input),
  ]
}
