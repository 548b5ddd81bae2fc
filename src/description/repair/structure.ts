import type { PartKind } from '../parts.ts'
import type { Json } from '../upgrade/json.ts'

/** The JSON types of a value. `schema` is an object or a boolean, `count` a non-negative integer. */
type Expected = 'string' | 'number' | 'boolean' | 'array' | 'object' | 'schema' | 'count' | 'types'

type Shape = Readonly<Record<string, Expected>>

const shape = (expected: Expected, ...keys: readonly string[]): Shape =>
  Object.fromEntries(keys.map((key) => [key, expected]))

const TEXTS = shape('string', 'summary', 'description')

/** What each kind of part may have: key → JSON type. Other keys are not checked. */
const SHAPES: Partial<Record<PartKind, Shape>> = {
  document: {
    ...shape('object', 'info', 'paths', 'components', 'webhooks'),
    ...shape('array', 'servers', 'security', 'tags'),
  },
  components: shape(
    'object',
    ...[
      'schemas',
      'responses',
      'parameters',
      'examples',
      'requestBodies',
      'headers',
      'securitySchemes',
      'links',
      'callbacks',
      'pathItems',
    ],
  ),
  pathItem: {
    ...TEXTS,
    ...shape('array', 'parameters', 'servers'),
    ...shape('object', 'get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'),
  },
  operation: {
    ...TEXTS,
    ...shape('string', 'operationId'),
    ...shape('array', 'parameters', 'security', 'servers', 'tags'),
    ...shape('object', 'requestBody', 'responses', 'callbacks', 'externalDocs'),
    ...shape('boolean', 'deprecated'),
  },
  parameter: {
    ...TEXTS,
    ...shape('string', 'name', 'in', 'style'),
    ...shape('boolean', 'required', 'explode', 'deprecated', 'allowReserved', 'allowEmptyValue'),
    ...shape('object', 'content', 'examples'),
    ...shape('schema', 'schema'),
  },
  requestBody: { ...TEXTS, ...shape('boolean', 'required'), ...shape('object', 'content') },
  response: { ...TEXTS, ...shape('object', 'headers', 'content', 'links') },
  mediaType: { ...shape('schema', 'schema'), ...shape('object', 'examples', 'encoding') },
  encoding: {
    ...shape('string', 'contentType', 'style'),
    ...shape('boolean', 'explode'),
    ...shape('object', 'headers'),
  },
  schema: {
    ...shape(
      'string',
      '$ref',
      '$id',
      '$anchor',
      '$dynamicRef',
      '$dynamicAnchor',
      'title',
      'description',
      'format',
      'pattern',
    ),
    ...shape('string', 'contentMediaType', 'contentEncoding'),
    ...shape('types', 'type'),
    ...shape('array', 'required', 'enum', 'allOf', 'anyOf', 'oneOf', 'prefixItems'),
    ...shape(
      'count',
      'minLength',
      'maxLength',
      'minItems',
      'maxItems',
      'minProperties',
      'maxProperties',
      'minContains',
      'maxContains',
    ),
    ...shape('number', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'),
    ...shape('boolean', 'uniqueItems', 'readOnly', 'writeOnly', 'deprecated'),
    ...shape(
      'object',
      'properties',
      'patternProperties',
      '$defs',
      'definitions',
      'dependentSchemas',
      'dependentRequired',
      'discriminator',
      'xml',
    ),
    ...shape(
      'schema',
      'not',
      'if',
      'then',
      'else',
      'contains',
      'propertyNames',
      'items',
      'additionalProperties',
    ),
    ...shape('schema', 'unevaluatedItems', 'unevaluatedProperties', 'contentSchema'),
  },
}

/** A part that cannot be used. */
export const REMOVED = Symbol('removed')

/** Returns what is used instead of a part that is not an object; the part itself if it is correct or repaired later. */
export function repairMistyped(part: unknown, partKind: PartKind, pointer: string): unknown {
  if (partKind === 'schema') return typeof part === 'boolean' ? part : {}
  if (partKind === 'mediaType') return {}
  const isItem = /\/parameters\/\d+$/.test(pointer)
  const isIn = (folder: string): boolean => pointer.startsWith(`/components/${folder}/`)
  if (partKind === 'parameter') return isItem && !isIn('parameters') ? part : REMOVED
  if (partKind === 'response') return isIn('responses') ? REMOVED : part
  if (partKind === 'pathItem') return pointer.startsWith('/paths/') ? part : REMOVED
  return ['example', 'encoding', 'callback'].includes(partKind) || isIn('requestBodies') ? REMOVED : part
}

/** Returns a copy without the keys whose values have the wrong JSON type. */
export function dropMistyped(
  part: Json,
  partKind: PartKind,
  report: (key: string, message: string) => void,
): Json {
  const expected: Shape = { ...SHAPES[partKind], $ref: 'string' }
  const wrong = Object.keys(part).filter((key) => {
    const type = Object.hasOwn(expected, key) ? expected[key] : undefined
    return type !== undefined && !hasType(part[key], type)
  })
  if (wrong.length === 0) return part
  for (const key of wrong)
    report(
      key,
      `Expected \`${key}\` to be ${WORDS[expected[key] ?? 'object']}. Received ${excerpt(part[key])}. It is ignored.`,
    )
  return Object.fromEntries(Object.entries(part).filter(([key]) => !wrong.includes(key)))
}

const WORDS: Record<Expected, string> = {
  string: 'a string',
  number: 'a number',
  boolean: 'true or false',
  array: 'an array',
  object: 'an object',
  schema: 'a schema',
  count: 'a non-negative integer',
  types: 'a type or a list of types',
}

function hasType(value: unknown, type: Expected): boolean {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  if (type === 'object') return isObject
  if (type === 'schema') return isObject || typeof value === 'boolean'
  if (type === 'array') return Array.isArray(value)
  if (type === 'types') return Array.isArray(value) || typeof value === 'string'
  if (type === 'count') return Number.isInteger(value) && (value as number) >= 0
  return typeof value === type
}

/** Returns a value for a message. */
export function excerpt(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value)
  return `\`${text.length > 60 ? `${text.slice(0, 57)}…` : text}\``
}
