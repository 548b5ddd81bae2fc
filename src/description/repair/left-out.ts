import { isRecord, joinPointer } from '../../schema/index.ts'
import type { Json } from '../json.ts'
import { METHODS } from '../methods.ts'
import { isUnreachable } from './path-queries.ts'
import type { DanglingReference } from './types.ts'

/** An operation that cannot be used, and why. */
export interface LeftOut {
  /** Its operationId, or its method and path. */
  readonly operation: string
  readonly reason: string
  readonly pointer: string
}

const REASONS: Readonly<Record<DanglingReference['problem'], string>> = {
  'no target': 'has no target',
  'wrong kind': 'is a part of another kind',
  circular: 'refers to itself',
}

/** Returns the operations that cannot be used. They have no place in OpenAPI 3.1, or need a dangling reference. */
export function leaveOutOperations(
  document: Json,
  dangling: ReadonlyMap<string, DanglingReference>,
): LeftOut[] {
  const paths = isRecord(document['paths']) ? document['paths'] : {}
  return Object.entries(paths).flatMap(([path, item]) => {
    if (!isRecord(item)) return []
    const at = joinPointer('/paths', path)
    return [...unusable(path, item, at, dangling), ...newMethods(path, item, at)]
  })
}

function unusable(
  path: string,
  item: Json,
  at: string,
  dangling: ReadonlyMap<string, DanglingReference>,
): LeftOut[] {
  return METHODS.flatMap((method): LeftOut[] => {
    const operation = item[method]
    if (!isRecord(operation)) return []
    const pointer = joinPointer(at, method)
    const reference = dangling.get(pointer) ?? dangling.get(joinPointer(at, 'parameters'))
    const name = typeof operation['operationId'] === 'string' ? operation['operationId'] : `${method} ${path}`
    if (reference !== undefined)
      return [
        {
          operation: name,
          pointer,
          reason: `It needs \`${reference.ref}\`, which ${REASONS[reference.problem]}.`,
        },
      ]
    if (isUnreachable(path)) {
      const reason = 'Its path contains `?` or `#`. Describe query parameters as parameters.'
      return [{ operation: name, pointer, reason }]
    }
    const parameters: unknown[] = [item['parameters'], operation['parameters']].flat()
    const isWholeQuery = parameters.some(
      (parameter) => isRecord(parameter) && parameter['in'] === 'querystring',
    )
    return isWholeQuery
      ? [{ operation: name, pointer, reason: 'Parameters in `querystring` (OpenAPI 3.2) are not supported.' }]
      : []
  })
}

/** OpenAPI 3.2 has operations of other methods. */
function newMethods(path: string, item: Json, at: string): LeftOut[] {
  const additional = isRecord(item['additionalOperations']) ? Object.keys(item['additionalOperations']) : []
  const query = item['query'] === undefined ? [] : ['query']
  return [
    ...query.map((method) => ({ method, pointer: joinPointer(at, method) })),
    ...additional.map((method) => ({ method, pointer: joinPointer(at, 'additionalOperations', method) })),
  ].map(({ method, pointer }) => ({
    operation: `${method.toLowerCase()} ${path}`,
    pointer,
    reason: `The method \`${method.toUpperCase()}\` (OpenAPI 3.2) is not supported.`,
  }))
}
