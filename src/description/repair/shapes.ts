import type { PartKind } from '../parts.ts'

/** The JSON types of a value. `schema` is an object or a boolean, `count` a non-negative integer. */
export type Expected = 'string' | 'number' | 'boolean' | 'array' | 'object' | 'schema' | 'count' | 'types'

export type Shape = Readonly<Record<string, Expected>>

export const shape = (expected: Expected, ...keys: readonly string[]): Shape =>
  Object.fromEntries(keys.map((key) => [key, expected]))

const TEXTS = shape('string', 'summary', 'description')

/** What each kind of part may have: key → JSON type. Other keys are not checked. */
export const SHAPES: Partial<Record<PartKind, Shape>> = {
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
