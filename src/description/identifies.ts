import type { Description } from './description.ts'
import type { Operation } from './operation.ts'
import { resourcesOf } from './resources.ts'

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
  return isCalledId(name) && responses.some(({ status }) => status === '404')
}

/** Returns whether a name is that of an id. */
export function isCalledId(name: string): boolean {
  return /^(?:id|uuid)$|[a-z\d](?:Id|ID|Uuid|UUID)$|[_-](?:id|uuid)$/.test(name)
}

/** Returns whether an extension says that a path parameter is an id, so that a generated value would be unknown. */
export function needsKnownId({ rejections, lifecycle }: Operation, name: string): boolean {
  const isRejected = rejections.some(
    (one) => one.in === 'path' && one.keyword === 'unknown' && (one.name ?? name) === name,
  )
  return isRejected || lifecycle !== undefined
}

/** Returns the last path parameter that the description alone says is an id. Undefined if all of them are inputs. */
export function lastDescribedId(description: Description, operation: Operation): string | undefined {
  const names = [...operation.path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name)
  return names.findLast((name) => isDescribedId(description, operation, name))
}
