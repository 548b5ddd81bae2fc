import { rejectionResponses } from '../expected/expected.ts'
import { NEEDS_SUCCESS } from './add.ts'
import type { AddRules } from './add.ts'

/** The methods of the path, and the paths beside it. */
export const routingRules: AddRules = (add, operation) => {
  const { id } = operation

  add(
    `${id}/method`,
    `The path answers to ${operation.pathMethods.join(', ')} and to no other method.`,
    operation.pointer,
    NEEDS_SUCCESS,
  )
  add(
    `${id}/route`,
    'A path that is not described is refused.',
    rejectionResponses(operation, { in: 'route' }).pointer,
    NEEDS_SUCCESS,
  )
}
