import { idLinksOf, isSuccess } from '../../description/index.ts'
import type { Description, IdLink, Operation, Parameter, Resource } from '../../description/index.ts'
import { isSentInRequest, preferredRequirement, requiresCredentials } from '../http/credentials.ts'
import { cursorOf } from './cursor-parameters.ts'
import type { Cursor } from './cursor-parameters.ts'
import { filterParameters, pageParameter, readableList, sizeParameter } from './list-parameters.ts'
import type { ReadableList } from './list-parameters.ts'
import { isPartialUpdate } from './plain-content.ts'

/** What a description requires of an operation together with others. */
export type Requirement =
  | { kind: 'created' | 'location' | 'updated' | 'kept' | 'rejected update' | 'gone'; read: Operation }
  | { kind: 'link'; link: IdLink }
  | { kind: 'rejected creation' | 'listed'; list: ReadableList }
  | { kind: 'limit' | 'filter'; list: ReadableList; parameter: Parameter }
  | { kind: 'pages'; list: ReadableList; size: Parameter; page: Parameter }
  | { kind: 'cursor'; list: ReadableList; size: Parameter; cursor: Cursor }
  | { kind: 'precondition'; read: Operation; update: Operation }
  | { kind: 'unlisted'; list: ReadableList; read: Operation | undefined }
  | { kind: 'gone for'; read: Operation; remove: Operation }
  | { kind: 'isolation' }

/** Returns what a description requires of one operation on a resource. */
export function sequencesOf(
  description: Description,
  resource: Resource,
  operation: Operation,
): Requirement[] {
  const { create, read, updates, remove, list } = resource
  return [
    ...(operation === create ? creation(description, resource) : []),
    ...(operation === list?.operation ? listing(description, resource) : []),
    ...(updates.includes(operation) && read !== undefined
      ? updating(description, resource, { read, update: operation })
      : []),
    ...(operation === remove ? removal(resource, remove) : []),
    ...([read, remove, ...updates].includes(operation) && isGuarded(operation)
      ? [{ kind: 'isolation' } as const]
      : []),
  ]
}

function creation({ document, operations }: Description, resource: Resource): Requirement[] {
  const { create, read } = resource
  const list = readableList(resource)
  const links = create.responses
    .filter(({ status }) => isSuccess(status))
    .flatMap((response) => idLinksOf(document, response, operations))
    .filter(({ operation }) => operation.method === 'GET')
  return [
    ...(read === undefined ? [] : [{ kind: 'created', read } as const]),
    ...(read !== undefined && create.responses.some(({ status }) => status === '201')
      ? [{ kind: 'location', read } as const]
      : []),
    ...links.map((link) => ({ kind: 'link', link }) as const),
    ...(list === undefined || create.body === undefined
      ? []
      : [{ kind: 'rejected creation', list } as const]),
  ]
}

function listing(description: Description, resource: Resource): Requirement[] {
  const list = readableList(resource)
  if (list === undefined) return []
  const size = sizeParameter(description, list.operation)
  const page = pageParameter(description, list.operation)
  const cursor = cursorOf(description, list)
  return [
    { kind: 'listed', list },
    ...(size === undefined ? [] : [{ kind: 'limit', list, parameter: size } as const]),
    ...(size === undefined || page === undefined ? [] : [{ kind: 'pages', list, size, page } as const]),
    ...(size === undefined || cursor === undefined ? [] : [{ kind: 'cursor', list, size, cursor } as const]),
    ...filterParameters(description, list).map((parameter) => ({ kind: 'filter', list, parameter }) as const),
  ]
}

function updating(
  description: Description,
  { remove }: Resource,
  { read, update }: { read: Operation; update: Operation },
): Requirement[] {
  return [
    { kind: 'updated', read },
    ...(isPartialUpdate(description, update) ? [{ kind: 'kept', read } as const] : []),
    { kind: 'rejected update', read },
    ...(hasPrecondition(update) ? [{ kind: 'precondition', read, update } as const] : []),
    ...(remove === undefined ? [] : [{ kind: 'gone for', read, remove } as const]),
  ]
}

function removal(resource: Resource, remove: Operation): Requirement[] {
  const { read, updates } = resource
  const [update] = updates
  const list = readableList(resource)
  return [
    ...(read === undefined ? [] : [{ kind: 'gone', read } as const]),
    ...(list === undefined ? [] : [{ kind: 'unlisted', list, read } as const]),
    ...(read !== undefined && update !== undefined && hasPrecondition(remove)
      ? [{ kind: 'precondition', read, update } as const]
      : []),
  ]
}

/** Returns whether requests have credentials, and no extension already says what another account gets. */
function isGuarded(operation: Operation): boolean {
  return (
    requiresCredentials(operation) &&
    preferredRequirement(operation).some(isSentInRequest) &&
    !operation.rejections.some(({ in: location, keyword }) => location === 'path' && keyword === 'unknown')
  )
}

/** Returns whether the description says that an operation has a precondition on the entity tag. */
function hasPrecondition({ parameters, responses }: Operation): boolean {
  return (
    parameters.some(({ object }) => object.in === 'header' && /^if-match$/i.test(object.name)) ||
    responses.some(({ status }) => status === '412' || status === '428')
  )
}
