import { joinPointer } from './pointer.ts'

/** The kinds of objects that schemas and examples are found in. */
export type Kind =
  | 'document'
  | 'components'
  | 'pathItem'
  | 'operation'
  | 'callback'
  | 'parameter'
  | 'requestBody'
  | 'response'
  | 'mediaType'
  | 'encoding'
  | 'example'
  | 'schema'

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const

/** Keywords whose value is a schema. */
const SCHEMAS = [
  ...['not', 'if', 'then', 'else', 'contains', 'propertyNames', 'items', 'contentSchema'],
  ...['additionalProperties', 'unevaluatedItems', 'unevaluatedProperties'],
]

/** Keywords whose value is a list of schemas, or has one under each of its keys. */
const SEVERAL_SCHEMAS = [
  ...['allOf', 'anyOf', 'oneOf', 'prefixItems'],
  ...['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas'],
]

/** What stands under which key; in brackets: several, in a list or under keys of their own. `*` is any key. */
const PARTS: Record<Kind, Readonly<Record<string, Kind | readonly [Kind]>>> = {
  document: { paths: ['pathItem'], webhooks: ['pathItem'], components: 'components' },
  components: {
    schemas: ['schema'],
    responses: ['response'],
    parameters: ['parameter'],
    examples: ['example'],
    requestBodies: ['requestBody'],
    headers: ['parameter'],
    pathItems: ['pathItem'],
    callbacks: ['callback'],
  },
  pathItem: {
    parameters: ['parameter'],
    ...Object.fromEntries(METHODS.map((method) => [method, 'operation' as const])),
  },
  operation: {
    parameters: ['parameter'],
    requestBody: 'requestBody',
    responses: ['response'],
    callbacks: ['callback'],
  },
  callback: { '*': 'pathItem' },
  // A header is a parameter whose name stands elsewhere.
  parameter: { schema: 'schema', content: ['mediaType'], examples: ['example'] },
  requestBody: { content: ['mediaType'] },
  response: { headers: ['parameter'], content: ['mediaType'] },
  mediaType: { schema: 'schema', examples: ['example'], encoding: ['encoding'] },
  encoding: { headers: ['parameter'] },
  example: {},
  schema: {
    ...Object.fromEntries(SCHEMAS.map((keyword) => [keyword, 'schema' as const])),
    ...Object.fromEntries(SEVERAL_SCHEMAS.map((keyword) => [keyword, ['schema'] as const])),
  },
}

/** What becomes of a part: itself, or another in its place. `pointer` is where it stands. */
export type Change = (part: unknown, kind: Kind, pointer: string) => unknown

/** A copy of a part in which everything below it is changed, and then it itself. References are not followed. */
export function mapParts(part: unknown, kind: Kind, change: Change, pointer = ''): unknown {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return change(part, kind, pointer)
  const known = PARTS[kind]
  const copy = mapEntries(part, (key, child) => {
    const below = Object.hasOwn(known, key) ? known[key] : known['*']
    const at = joinPointer(pointer, key)
    if (below === undefined) return child
    return typeof below === 'string'
      ? mapParts(child, below, change, at)
      : several(child, below[0], change, at)
  })
  return change(copy, kind, pointer)
}

function several(parts: unknown, kind: Kind, change: Change, pointer: string): unknown {
  const map = (key: string | number, part: unknown): unknown =>
    mapParts(part, kind, change, joinPointer(pointer, key))
  if (Array.isArray(parts)) return parts.map((part, index) => map(index, part))
  return typeof parts === 'object' && parts !== null ? mapEntries(parts, map) : parts
}

/** Own properties whatever their names are; `__proto__` too. */
function mapEntries(object: object, map: (key: string, value: unknown) => unknown): object {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(key, value)]))
}
