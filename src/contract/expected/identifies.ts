import { isDescribedId } from '../../description/index.ts'
import type { Description, Operation } from '../../description/index.ts'
import { namesResource } from './expected.ts'

/**
 * Returns whether something says that a path parameter is the id of something, which may not exist: an operation that
 * creates it, an `x-rejections` entry for unknown ids, a life cycle, or a fixture module. Otherwise the parameter is an
 * input, as in `/bessj/{n}/{x}`: a documented 404 alone makes an id of it only if
 * it is called one.
 */
export function isId(
  description: Description,
  operation: Operation,
  name: string,
  hasFixtures: boolean,
): boolean {
  return isDescribedId(description, operation, name) || (hasFixtures && namesResource(operation))
}
