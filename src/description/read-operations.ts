import { METHODS } from './methods.ts'
import type { OpenAPIDocument, OperationObject } from './openapi.ts'
import type { Located, Operation } from './operation.ts'
import { joinPointer } from '../schema/index.ts'
import { readRequestBody } from './read-content.ts'
import { readParameters } from './read-parameters.ts'
import { readResponses } from './read-responses.ts'
import { readSecurity } from './read-security.ts'
import { dereference } from '../schema/index.ts'

/** Returns the operations of a document, in its order. */
export function readOperations(document: OpenAPIDocument): Operation[] {
  const usedIds = new Set<string>()
  const paths = Object.keys(document.paths ?? {}).filter((path) => path.startsWith('/'))
  const operations = paths.flatMap((path) => {
    const { value: item, pointer } = dereference<PathItem>(document, joinPointer('', 'paths', path))
    return METHODS.filter((method) => item[method] !== undefined).map((method) => {
      const operation = readOperation(document, path, item, pointer, method)
      return { ...operation, id: uniqueId(operation.id, `${method} ${path}`, usedIds) }
    })
  })
  const methods = methodsByUrl(operations)
  return operations.map((operation) => ({
    ...operation,
    pathMethods: [...(methods.get(withoutNames(operation.path)) ?? [])],
  }))
}

/** Returns the methods of each path. Paths that differ only in the names of their parameters are one. */
function methodsByUrl(operations: readonly Pick<Operation, 'method' | 'path'>[]): Map<string, Set<string>> {
  const byUrl = new Map<string, Set<string>>()
  for (const { path, method } of operations) {
    const url = withoutNames(path)
    byUrl.set(url, (byUrl.get(url) ?? new Set()).add(method))
  }
  return byUrl
}

function withoutNames(path: string): string {
  return path.replaceAll(/\{[^{}]*\}/g, '{}')
}

type PathItem = Readonly<Record<string, unknown>>

/** Returns an id that is not in use yet. Two paths can refer to one path item and so have the same operationId. */
function uniqueId(id: string, fallbackId: string, usedIds: Set<string>): string {
  let found = usedIds.has(id) ? fallbackId : id
  while (usedIds.has(found)) found = `${found}'`
  usedIds.add(found)
  return found
}

function readOperation(
  document: OpenAPIDocument,
  path: string,
  item: PathItem,
  itemPointer: string,
  method: string,
): Omit<Operation, 'pathMethods'> {
  const pointer = joinPointer(itemPointer, method)
  const object = item[method] as OperationObject
  return {
    id:
      object.operationId === undefined || object.operationId === ''
        ? `${method} ${path}`
        : object.operationId,
    method: method.toUpperCase(),
    path,
    pointer,
    object,
    parameters: readParameters(document, [
      [joinPointer(itemPointer, 'parameters'), item['parameters']],
      [joinPointer(pointer, 'parameters'), object.parameters],
    ]),
    body: readRequestBody(document, object, pointer),
    responses: readResponses(document, object, pointer),
    security: readSecurity(document, object),
    idempotency: withPointer(object['x-idempotency'], joinPointer(pointer, 'x-idempotency')),
    lifecycle: withPointer(object['x-lifecycle'], joinPointer(pointer, 'x-lifecycle')),
    rejections: (object['x-rejections'] ?? []).map((rejection, index) => ({
      ...rejection,
      at: joinPointer(pointer, 'x-rejections', index),
    })),
  }
}

function withPointer<T extends object>(value: T | undefined, pointer: string): Located<T> | undefined {
  return value === undefined ? undefined : { ...value, pointer }
}
