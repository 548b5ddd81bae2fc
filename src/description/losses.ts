import type { Description } from './description.ts'
import type { DescriptionProblem } from './error.ts'

/**
 * Returns the new faults of a description that has lost operations to them, because a file that is edited is invalid for
 * a while. Empty if nothing is lost, or if a person removed the operations.
 */
export function newLosses(before: Description, after: Description): DescriptionProblem[] {
  const ids = new Set(after.operations.map(({ id }) => id))
  if (before.operations.every(({ id }) => ids.has(id))) return []
  const known = new Set(before.warnings.map(({ message }) => message))
  return after.warnings.filter(({ message }) => !known.has(message))
}
