import { rejectionResponses } from '../expected/expected.ts'
import { NEEDS_SUCCESS } from './add.ts'
import type { AddRules } from './add.ts'
import { ruleIds } from './ids.ts'

/** Adds the rules for other methods and other paths. */
export const routingRules: AddRules = (add, operation) => {
  add(
    ruleIds.method(operation),
    `The path accepts ${operation.pathMethods.join(', ')} and no other method.`,
    operation.pointer,
    NEEDS_SUCCESS,
  )
  add(
    ruleIds.route(operation),
    'A path that is not described is rejected.',
    rejectionResponses(operation, { in: 'route' }).pointer,
    NEEDS_SUCCESS,
  )
}
