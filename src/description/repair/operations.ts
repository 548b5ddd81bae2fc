import { isRecord, joinPointer } from '../../schema/index.ts'
import { without } from '../json.ts'
import { METHODS } from '../methods.ts'
import { isWithoutContent } from '../response.ts'
import type { Json } from '../json.ts'
import type { Repair } from './types.ts'

/** Repairs the ids and the responses of all operations. */
export function repairOperations(paths: Json, repair: Repair): Json {
  const ids = new OperationIds(paths, repair)
  return mapOperations(paths, repair, (located) => ({
    ...located.operation,
    operationId: ids.idFor(located),
    responses: repairResponses(located.operation, located.pointer, repair),
  }))
}

interface LocatedOperation {
  readonly operation: Json
  readonly path: string
  readonly method: string
  readonly pointer: string
}

function mapOperations(paths: Json, { warn }: Repair, change: (located: LocatedOperation) => Json): Json {
  const entries = Object.entries(paths).map(([path, item]): [string, unknown] => {
    if (path.startsWith('x-')) return [path, item]
    const pointer = joinPointer('/paths', path)
    if (!isRecord(item)) {
      warn(pointer, 'The path is not an object. It is ignored.')
      return [path, {}]
    }
    const methods = Object.entries(item).map(([method, operation]): [string, unknown] => {
      if (!METHODS.includes(method) || !isRecord(operation)) return [method, operation]
      return [method, change({ operation, path, method, pointer: joinPointer(pointer, method) })]
    })
    return [path, Object.fromEntries(methods)]
  })
  return Object.fromEntries(entries)
}

function idOf({ operationId }: Json): string | undefined {
  return typeof operationId === 'string' && operationId !== '' ? operationId : undefined
}

/** Gives every operation an id of its own. */
class OperationIds {
  /** The ids that a person wrote. */
  private readonly written: ReadonlySet<string>
  private readonly used = new Set<string>()
  private readonly warn: Repair['warn']

  constructor(paths: Json, { warn }: Repair) {
    const operations = Object.values(paths).flatMap((item) =>
      isRecord(item) ? METHODS.map((method) => item[method]) : [],
    )
    this.written = new Set(operations.filter(isRecord).flatMap((operation) => idOf(operation) ?? []))
    this.warn = warn
  }

  /** Returns the id of an operation. A missing one is made from method and path, a repeated one gets a number. */
  idFor({ operation, path, method, pointer }: LocatedOperation): string {
    const id = idOf(operation)
    const base = id ?? madeId(method, path)
    let unique = base
    for (let number = 2; this.isTaken(unique, id); number++) unique = `${base}${number}`
    this.used.add(unique)
    if (id === undefined)
      this.warn(
        pointer,
        `The operation \`${method.toUpperCase()} ${path}\` has no \`operationId\`. It is named \`${unique}\`.`,
      )
    else if (unique !== id)
      this.warn(
        pointer,
        `The \`operationId\` \`${id}\` is used twice. This operation is named \`${unique}\`.`,
      )
    return unique
  }

  private isTaken(candidate: string, own: string | undefined): boolean {
    return this.used.has(candidate) || (this.written.has(candidate) && candidate !== own)
  }
}

/** Makes `getUsersById` from `get` and `/users/{id}`. */
function madeId(method: string, path: string): string {
  const words = path.replaceAll(/\{([^{}]*)\}/g, ' by $1').split(/[^\p{L}\p{N}]+/u)
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}

function repairResponses({ responses }: Json, operation: string, { isOld, warn, origins }: Repair): Json {
  const pointer = joinPointer(operation, 'responses')
  // Since OpenAPI 3.1, an operation may have no `responses`.
  if (isOld && (!isRecord(responses) || Object.keys(responses).length === 0))
    warn(operation, 'The operation has no responses. Describe at least one.')
  if (!isRecord(responses)) return {}
  const entries = Object.entries(responses).flatMap(([key, response]): [string, unknown][] => {
    const at = joinPointer(pointer, key)
    if (key.startsWith('x-')) return [[key, response]]
    const status = key.toUpperCase()
    const known = /^[1-5](?:\d\d|XX)$/.test(status) ? status : key === 'default' ? key : undefined
    if (known === undefined || !isRecord(response)) {
      warn(
        at,
        known === undefined
          ? `\`${key}\` is not a status code, such as \`200\`, \`4XX\` or \`default\`. The response is ignored.`
          : 'The response is not an object. It is ignored.',
      )
      return []
    }
    if (known !== key) origins.set(joinPointer(pointer, known), at)
    const isUndescribed = response['$ref'] === undefined && response['description'] === undefined
    const described = isUndescribed ? { description: '', ...response } : response
    const { content } = response
    if (!isWithoutContent(known) || !isRecord(content) || Object.keys(content).length === 0)
      return [[known, described]]
    warn(joinPointer(at, 'content'), `A response ${known} has no content (RFC 9110). \`content\` is ignored.`)
    return [[known, without(described, 'content')]]
  })
  return Object.fromEntries(entries)
}
