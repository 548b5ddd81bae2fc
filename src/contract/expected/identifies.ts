import { resourcesOf } from '../../description/index.ts'
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

/** Returns whether the description alone says that a path parameter is an id. */
export function isDescribedId(description: Description, operation: Operation, name: string): boolean {
  return (
    needsKnownId(operation, name) ||
    isNamedAsId(operation, name) ||
    resourcesOf(description).producerOf(operation, name) !== undefined
  )
}

/** Returns whether a parameter is called an id, and the operation documents that there may be nothing with that id. */
function isNamedAsId({ responses }: Operation, name: string): boolean {
  const isCalledId = /^(?:id|uuid)$|[a-z\d](?:Id|ID|Uuid|UUID)$|[_-](?:id|uuid)$/.test(name)
  return isCalledId && responses.some(({ status }) => status === '404')
}

/** Returns whether an extension says that a path parameter is an id, so that a generated value would be unknown. */
export function needsKnownId({ rejections, lifecycle }: Operation, name: string): boolean {
  const isRejected = rejections.some(
    (one) => one.in === 'path' && one.keyword === 'unknown' && (one.name ?? name) === name,
  )
  return isRejected || lifecycle !== undefined
}
