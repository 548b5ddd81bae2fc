import { test } from 'vitest'
import { expectRow, head, ID, indent, KEPT, OK, withOperation, withParameter, withPaths } from './rows.ts'
import type { Row } from './rows.ts'

const withBody = (lines: string, others?: string, version?: string): string =>
  withOperation(`${OK}parameters: [${ID}]\nrequestBody:\n${indent(lines, 2)}`, others, version).replace(
    '  get:\n      operationId: a',
    '  post:\n      operationId: a',
  )

const withSchemes = (schemes: string, security: string): string =>
  `${head()}components:\n  securitySchemes:\n${indent(schemes, 4)}security:\n${indent(security, 2)}paths:\n${KEPT}`

const PARAMETERS: readonly Row[] = [
  {
    fault: 'an undeclared path parameter',
    text: withPaths(`/a/{id}:\n  get: # !\n    operationId: a\n    ${OK}`),
    warnings: [/has `\{id\}`, but the operation has no such parameter/],
  },
  {
    fault: 'a path parameter that the path does not have',
    text: withParameter(`- { name: other, in: path, required: true, schema: {} } # !\n`),
    warnings: [/The path has no `\{other\}`/],
  },
  {
    fault: 'a path parameter that is not required',
    text: withOperation(`${OK}parameters:\n  - { name: id, in: path, schema: { type: string } } # !\n`),
    warnings: [/must have `required: true`/],
  },
  {
    fault: 'a parameter without `in`',
    text: withParameter(`- { name: q, schema: {} } # !\n`),
    warnings: [/The parameter needs `name` and `in`/],
  },
  {
    fault: 'a parameter without `name`',
    text: withParameter(`- { in: query, schema: {} } # !\n`),
    warnings: [/The parameter needs `name` and `in`/],
  },
  {
    fault: 'a parameter without a schema',
    text: withParameter(`- { name: q, in: query } # !\n`),
    warnings: [/needs a `schema` or `content`/],
  },
  {
    fault: 'a parameter with a type beside its schema',
    text: withParameter(`- { name: q, in: query, type: integer } # !\n`),
    warnings: [/belongs into a `schema`/],
  },
  {
    fault: 'a parameter in an unknown location',
    text: withParameter(`- { name: q, in: quary, schema: {} } # !\n`),
    warnings: [/is in `quary`/],
  },
  {
    fault: 'a body parameter in 3.1',
    text: withParameter(`- { name: q, in: body, schema: {} } # !\n`),
    warnings: [/is in `body`/],
  },
  {
    fault: 'a repeated parameter',
    text: withParameter(`- { name: q, in: query, schema: {} }\n- { name: q, in: query, schema: {} } # !\n`),
    warnings: [/`q` in `query` is described twice/],
  },
  {
    fault: 'a header twice in other cases',
    text: withParameter(
      `- { name: X-A, in: header, schema: {} }\n- { name: x-a, in: header, schema: {} } # !\n`,
    ),
    warnings: [/`x-a` in `header` is described twice/],
  },
  {
    fault: 'a parameter that is null',
    text: withParameter(`- # !\n`),
    warnings: [/The parameter is not an object/],
  },
  {
    fault: 'parameters as an object',
    text: withPaths(`/a:\n  get:\n    operationId: a\n    parameters: { name: q } # !\n    ${OK}`),
    warnings: [/Expected `parameters` to be an array/],
  },
  {
    fault: 'a name that is a number',
    text: withParameter(`- { name: 5, in: query, schema: {} } # !\n`),
    warnings: [/Expected `name` to be a string/],
  },
  {
    fault: 'an unknown style',
    text: withParameter(`- { name: q, in: query, style: comma, schema: { type: array } } # !\n`),
    warnings: [/Unknown style `comma`/],
  },
  {
    fault: 'a style of another location',
    text: withParameter(`- { name: X-A, in: header, style: deepObject, schema: { type: object } } # !\n`),
    warnings: [/style `deepObject`/],
  },
  {
    fault: 'both schema and content',
    text: withParameter(`- { name: q, in: query, schema: {}, content: { application/json: {} } } # !\n`),
    warnings: [/both `schema` and `content`/],
  },
  {
    fault: 'both example and examples of a parameter',
    text: withParameter(`- { name: q, in: query, schema: {}, example: 1, examples: { a: { value: 2 } } }\n`),
    warnings: [],
  },
  {
    fault: 'an example that does not fit',
    text: withParameter(`- { name: q, in: query, schema: { type: integer }, example: x }\n`),
    warnings: [],
  },
  {
    fault: 'a reference to a parameter that does not exist',
    text: withParameter(`- { $ref: '#/components/parameters/none' } # !\n`),
    warnings: [/no target/],
    leftOut: ['a'],
  },
  {
    fault: 'a reference to a part of the wrong kind',
    text: withParameter(
      `- { $ref: '#/components/schemas/S' } # !\n`,
      `components: { schemas: { S: { type: string } } }\n`,
    ),
    warnings: [/needs `name` and `in`/],
  },
  {
    fault: 'a required flag that is a text',
    text: withParameter(`- { name: q, in: query, required: 'true', schema: {} } # !\n`),
    warnings: [/Expected `required` to be true or false/],
  },
]

const BODIES: readonly Row[] = [
  {
    fault: 'a body without content',
    text: withBody(`required: true\n`).replace('requestBody:', 'requestBody: # !'),
    warnings: [/needs a `content`/],
  },
  {
    fault: 'a body with an empty content',
    text: withBody(`content: {}\n`).replace('requestBody:', 'requestBody: # !'),
    warnings: [/needs a `content`/],
  },
  {
    fault: 'a body that is a text',
    text: withOperation(`${OK}parameters: [${ID}]\nrequestBody: x # !\n`),
    warnings: [/Expected `requestBody` to be an object/],
  },
  {
    fault: 'a reference to a body that does not exist',
    text: withBody(`$ref: '#/components/requestBodies/none' # !\n`),
    warnings: [/no target/],
    leftOut: ['a'],
  },
  {
    fault: 'a media type that is null',
    text: withBody(`content:\n  application/json: # !\n`),
    warnings: [/Expected an object/],
  },
  {
    fault: 'an encoding of a property that does not exist',
    text: withBody(
      `content:\n  multipart/form-data: { schema: { type: object }, encoding: { x: { contentType: text/plain } } }\n`,
    ),
    warnings: [],
  },
]

const NAMES: readonly Row[] = ['{ name: "", in: query, required: true }', '{ name: "a b", in: header }'].map(
  (parameter) => ({
    fault: `the parameter ${parameter}`,
    text: withOperation(`parameters:\n  - ${ID}\n  - ${parameter} # !\n${OK}`),
    warnings: [/The name of the parameter is empty|HTTP allows no header with the name `a b`/],
  }),
)

const SECURITY: readonly Row[] = [
  {
    fault: 'two schemes that need the same header',
    text: withSchemes(
      `a: { type: http, scheme: basic }\nb: { type: apiKey, in: header, name: authorization }\n`,
      `- { a: [], b: [] } # !\n`,
    ),
    warnings: [/`a`, `b`: a request has only one header `authorization`. They are read as alternatives/],
  },
  {
    fault: 'two schemes of one token',
    text: withSchemes(
      `a: { type: http, scheme: bearer }\nb: { type: openIdConnect, openIdConnectUrl: 'https://example.com' }\n`,
      `- { a: [], b: [] }\n`,
    ),
    warnings: [],
  },
  {
    fault: 'an undefined security scheme',
    text: withSchemes(`a: { type: http, scheme: bearer }\n`, `- { a: [] }\n- { none: [] } # !\n`),
    warnings: [/`none` is not described/],
  },
  {
    fault: 'an empty requirement',
    text: withSchemes(`a: { type: http, scheme: bearer }\n`, `- {}\n- { a: [] }\n`),
    warnings: [],
  },
  {
    fault: 'a security scheme of an unknown type',
    text: withSchemes(`a: { type: magic } # !\n`, `- { a: [] } # !\n`),
    warnings: [/unknown type `magic`/, /`a` is not described/],
  },
  {
    fault: 'an API key without a name',
    text: withSchemes(
      `a: { type: apiKey, in: header } # !\nb: { type: http, scheme: basic }\n`,
      `- { b: [] }\n`,
    ),
    warnings: [/needs a `name`/],
  },
  {
    fault: 'an API key in the body',
    text: withSchemes(
      `a: { type: apiKey, in: body, name: k } # !\nb: { type: http, scheme: basic }\n`,
      `- { b: [] }\n`,
    ),
    warnings: [/needs `in`/],
  },
  {
    fault: 'a scheme of 2.0',
    text: withSchemes(`a: { type: basic } # !\n`, `- { a: [] }\n`),
    warnings: [/of OpenAPI 2.0/],
  },
  {
    fault: 'scopes that are null',
    text: withSchemes(`a: { type: http, scheme: bearer }\n`, `- { a: } # !\n`),
    warnings: [/Expected .* list of scopes/],
  },
  {
    fault: 'security as an object',
    text: `${head()}components: { securitySchemes: { a: { type: http, scheme: basic } } }\nsecurity: { a: [] } # !\npaths:\n${KEPT}`,
    warnings: [/Expected `security` to be an array/],
  },
]

test.each([...PARAMETERS, ...NAMES, ...BODIES, ...SECURITY])(
  'a description is read in spite of $fault',
  expectRow,
)
