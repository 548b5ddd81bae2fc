import type { Operation } from '../description/index.ts'
import { camelCase, isIdentifier, pascalCase, uniqueNames } from './identifier.ts'

/** The names of an operation in generated code. */
export interface OperationNames {
  /** The name of its method. */
  readonly method: string
  /** Its key in `operations` of `types.ts`. */
  readonly typeKey: string
  /** The name of its types and validators, in PascalCase. */
  readonly type: string
}

/** A client with a method `then` is a promise; the other names change what an object is. */
const UNUSABLE_METHODS = ['then', '__proto__', 'constructor']

/**
 * Names the operations: the operationId if it is an identifier, or else one that is made of its words. Without an
 * operationId, method and path name the operation. Further operations with the same name get a number.
 */
export function nameOperations(operations: readonly Operation[]): ReadonlyMap<Operation, OperationNames> {
  // An operationId that is an identifier keeps its name, wherever its operation is.
  const isExact = ({ object }: Operation): boolean => isIdentifier(object.operationId ?? '')
  const exact = operations.filter(isExact)
  const ordered = [...exact, ...operations.filter((operation) => !isExact(operation))]
  const named = uniqueNames(ordered.map(methodName), UNUSABLE_METHODS)
  const byOperation = new Map(ordered.map((operation, index) => [operation, named[index] ?? '']))
  const methods = operations.map((operation) => byOperation.get(operation) ?? '')
  const types = uniqueNames(methods.map(pascalCase))
  const typeKeys = typeKeysOf(operations, methods)
  return new Map(
    operations.map((operation, index) => [
      operation,
      { method: methods[index] ?? '', typeKey: typeKeys[index] ?? '', type: types[index] ?? '' },
    ]),
  )
}

function methodName({ object, method, path }: Operation): string {
  const id = object.operationId
  if (id !== undefined && id !== '') return isIdentifier(id) ? id : camelCase(id)
  return camelCase(`${method.toLowerCase()} ${path.replaceAll('{', ' by {')}`)
}

/** Two paths can refer to one path item: its operations have one type. */
function typeKeysOf(operations: readonly Operation[], methods: readonly string[]): string[] {
  const byPointer = new Map<string, string>()
  const used = new Set<string>()
  return operations.map(({ object, pointer }, index) => {
    const known = byPointer.get(pointer)
    if (known !== undefined) return known
    // openapi-typescript writes `#` as `/`.
    const id = (object.operationId ?? '').replaceAll('#', '/')
    const key = id === '' || used.has(id) ? (methods[index] ?? '') : id
    byPointer.set(pointer, key)
    used.add(key)
    return key
  })
}
