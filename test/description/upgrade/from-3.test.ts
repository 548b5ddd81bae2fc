import { describe, test } from 'vitest'
import { expectRow, pathIn, S, schemaIn } from './rows.ts'
import type { Row } from './rows.ts'

const nullRef = { anyOf: [{ $ref: '#/components/schemas/T' }, { type: 'null' }] }
const nullable30 = (construct: string, lines: string, value: unknown): Row => ({
  construct,
  text: schemaIn('3.0.3', lines),
  pointer: S,
  value,
})

const FROM_30: readonly Row[] = [
  nullable30('nullable beside a type', `{ type: string, nullable: true } # !\n`, {
    type: ['string', 'null'],
  }),
  nullable30('nullable: false', `{ type: string, nullable: false } # !\n`, { type: 'string' }),
  nullable30('nullable without a type', `{ nullable: true } # !\n`, {}),
  nullable30('nullable beside enum', `{ type: string, enum: [a], nullable: true } # !\n`, {
    type: ['string', 'null'],
    enum: ['a', null],
  }),
  nullable30('nullable beside an enum with null', `{ type: string, enum: [a, null], nullable: true } # !\n`, {
    type: ['string', 'null'],
    enum: ['a', null],
  }),
  nullable30('nullable beside $ref', `{ $ref: '#/components/schemas/T', nullable: true } # !\n`, nullRef),
  nullable30(
    'nullable beside allOf',
    `{ allOf: [{ $ref: '#/components/schemas/T' }], nullable: true, description: D. } # !\n`,
    { description: 'D.', anyOf: [{ allOf: [{ $ref: '#/components/schemas/T' }] }, { type: 'null' }] },
  ),
  nullable30('nullable beside oneOf', `{ oneOf: [{ type: string }], nullable: true } # !\n`, {
    anyOf: [{ oneOf: [{ type: 'string' }] }, { type: 'null' }],
  }),
  {
    construct: 'siblings of $ref',
    text: schemaIn('3.0.3', `{ $ref: '#/components/schemas/T', maxLength: 5, description: D. } # !\n`),
    pointer: S,
    value: { $ref: '#/components/schemas/T', description: 'D.' },
  },
  {
    construct: 'an exclusive minimum',
    text: schemaIn('3.0.3', `{ type: number, minimum: 1, exclusiveMinimum: true } # !\n`),
    pointer: S,
    value: { type: 'number', exclusiveMinimum: 1 },
  },
  {
    construct: 'a minimum that is not exclusive',
    text: schemaIn('3.0.3', `{ type: number, minimum: 1, exclusiveMinimum: false } # !\n`),
    pointer: S,
    value: { type: 'number', minimum: 1 },
  },
  {
    construct: 'format: binary',
    text: schemaIn('3.0.3', `{ type: string, format: binary } # !\n`),
    pointer: S,
    value: { type: 'string', format: 'binary' },
  },
  {
    construct: 'format: byte',
    text: schemaIn('3.0.3', `{ type: string, format: byte } # !\n`),
    pointer: S,
    value: { type: 'string', format: 'byte' },
  },
  {
    construct: 'type: file',
    text: schemaIn('3.0.3', `{ type: file } # !\n`),
    pointer: S,
    value: { type: 'string', format: 'binary' },
  },
  {
    construct: 'a list of items',
    text: schemaIn('3.0.3', `type: array\nitems: [{ type: string }] # !\n`),
    pointer: `${S}/prefixItems`,
    value: [{ type: 'string' }],
  },
  {
    construct: 'an example of a schema',
    text: schemaIn('3.0.3', `type: string\nexample: x # !\n`),
    pointer: `${S}/example`,
    value: 'x',
  },
]

const SINS_OF_31: readonly Row[] = [
  {
    construct: 'nullable',
    text: schemaIn('3.1.1', `{ type: string, nullable: true } # !\n`),
    pointer: S,
    value: { type: ['string', 'null'] },
    warnings: [/`nullable` is not a keyword/],
  },
  {
    construct: 'nullable beside $ref',
    text: schemaIn('3.1.1', `{ $ref: '#/components/schemas/T', nullable: true } # !\n`),
    pointer: S,
    value: nullRef,
    warnings: [/`nullable` is not a keyword/],
  },
  {
    construct: 'x-nullable',
    text: schemaIn('3.1.1', `{ type: string, x-nullable: true } # !\n`),
    pointer: S,
    value: { type: ['string', 'null'] },
    warnings: [/`x-nullable`/],
  },
  {
    construct: 'an exclusive minimum of 3.0',
    text: schemaIn('3.1.1', `{ type: number, minimum: 1, exclusiveMinimum: true } # !\n`),
    pointer: S,
    value: { type: 'number', exclusiveMinimum: 1 },
    warnings: [/`exclusiveMinimum` is a number/],
  },
  {
    construct: 'type: file',
    text: schemaIn('3.1.1', `{ type: file } # !\n`),
    pointer: S,
    value: { type: 'string', format: 'binary' },
  },
  {
    construct: 'a discriminator of 2.0',
    text: schemaIn('3.1.1', `type: object\ndiscriminator: kind # !\n`),
    pointer: `${S}/discriminator`,
    value: { propertyName: 'kind' },
  },
  {
    construct: 'a parameter with a type',
    text: pathIn(
      '3.1.1',
      `get:\n  operationId: a\n  parameters:\n    - { name: q, in: query, type: integer } # !\n`,
    ),
    pointer: '/paths/~1a/get/parameters/0/schema',
    value: { type: 'integer' },
    warnings: [/belongs into a `schema`/],
  },
  {
    construct: 'webhooks',
    text: pathIn(
      '3.1.1',
      `{}\n`,
      `webhooks:\n  w: { post: { responses: { '200': { description: OK. } } } } # !\n`,
    ),
    pointer: '/webhooks/w/post/responses',
    value: { 200: { description: 'OK.' } },
  },
]

const op = (name: string): string => `{ operationId: ${name}, responses: { '200': { description: OK. } } }`

const FROM_32: readonly Row[] = [
  {
    construct: 'the method query',
    text: pathIn('3.2.0', `query: ${op('q')}\nget: ${op('g')} # !\n`),
    pointer: '/paths/~1a/get/operationId',
    value: 'g',
    leftOut: ['query /a'],
  },
  {
    construct: 'additional operations',
    text: pathIn('3.2.0', `additionalOperations:\n  COPY: ${op('c')}\nget: ${op('g')} # !\n`),
    pointer: '/paths/~1a/get/operationId',
    value: 'g',
    leftOut: ['copy /a'],
  },
  {
    construct: 'a parameter in querystring',
    text: pathIn(
      '3.2.0',
      `get:\n  operationId: g\n  parameters: [{ name: q, in: querystring, content: { application/json: { schema: {} } } }]\npost: ${op('p')} # !\n`,
    ),
    pointer: '/paths/~1a/post/operationId',
    value: 'p',
    leftOut: ['g'],
  },
  {
    construct: '$self',
    text: `$self: https://example.com/api.yaml\n${pathIn('3.2.0', `get: ${op('g')} # !\n`)}`,
    pointer: '/paths/~1a/get/operationId',
    value: 'g',
  },
  {
    construct: 'tags with a parent and a kind',
    text: pathIn(
      '3.2.0',
      `get: ${op('g')}\n`,
      `tags:\n  - { name: a, summary: A, parent: b, kind: nav } # !\n`,
    ),
    pointer: '/tags/0/name',
    value: 'a',
  },
  {
    construct: 'the flow deviceAuthorization',
    text: pathIn(
      '3.2.0',
      `get: ${op('g')}\n`,
      `components:\n  securitySchemes:\n    o: { type: oauth2, flows: { deviceAuthorization: { deviceAuthorizationUrl: 'https://d', tokenUrl: 'https://t', scopes: {} } } } # !\n`,
    ),
    pointer: '/components/securitySchemes/o/type',
    value: 'oauth2',
  },
  {
    construct: 'nodeType of XML: an attribute',
    text: schemaIn('3.2.0', `{ type: string, xml: { nodeType: attribute } } # !\n`),
    pointer: `${S}/xml/attribute`,
    value: true,
  },
  {
    construct: 'nodeType of XML: an element around a list',
    text: schemaIn('3.2.0', `{ type: array, items: { type: string }, xml: { nodeType: element } } # !\n`),
    pointer: `${S}/xml/wrapped`,
    value: true,
  },
  {
    construct: 'the style cookie',
    text: pathIn(
      '3.2.0',
      `get:\n  operationId: g\n  parameters:\n    - { name: q, in: cookie, style: cookie, schema: { type: string } } # !\n  responses: { '200': { description: OK. } }\n`,
    ),
    pointer: '/paths/~1a/get/parameters/0/in',
    value: 'cookie',
    warnings: [/Unknown style `cookie`/],
  },
  {
    construct: 'an example with dataValue',
    text: pathIn(
      '3.2.0',
      `get:\n  operationId: g\n  responses:\n    '200':\n      description: OK.\n      content:\n        application/json:\n          examples:\n            one: { dataValue: 5 } # !\n`,
    ),
    pointer: '/paths/~1a/get/responses/200/content/application~1json/examples/one/value',
    value: 5,
  },
  {
    construct: 'itemSchema',
    text: pathIn(
      '3.2.0',
      `get:\n  operationId: g\n  responses:\n    '200':\n      description: OK.\n      content:\n        application/jsonl: { itemSchema: { type: integer } } # !\n`,
    ),
    pointer: '/paths/~1a/get/responses/200/content/application~1jsonl/itemSchema',
    value: { type: 'integer' },
  },
  {
    construct: 'a response without a description',
    text: pathIn('3.2.0', `get:\n  operationId: g\n  responses:\n    '200': { summary: OK. } # !\n`),
    pointer: '/paths/~1a/get/responses/200',
    value: { description: '', summary: 'OK.' },
  },
  {
    construct: 'a media type in components',
    text: pathIn(
      '3.2.0',
      `get:\n  operationId: g\n  responses:\n    '200':\n      description: OK.\n      content:\n        application/json: { $ref: '#/components/mediaTypes/M' }\n`,
      `components:\n  mediaTypes:\n    M:\n      schema: { type: integer } # !\n`,
    ),
    pointer: '/paths/~1a/get/responses/200/content/application~1json/schema',
    value: { type: 'integer' },
  },
]

describe('a construct', () => {
  test.each(FROM_30)('of OpenAPI 3.0 is read as 3.1: $construct', expectRow)
  test.each(SINS_OF_31)('that 3.1 does not have is read: $construct', expectRow)
  test.each(FROM_32)('of OpenAPI 3.2 is read as 3.1: $construct', expectRow)
})
