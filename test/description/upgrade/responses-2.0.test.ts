import { test } from 'vitest'
import { A, expectRow, old, oldSchema, S } from './rows.ts'
import type { Row } from './rows.ts'

const OK = `${A}/responses/200`
const oauth = (flow: string, urls: string): string =>
  old('', `securityDefinitions:\n  o: { type: oauth2, flow: ${flow}, ${urls}, scopes: { r: Read. } } # !\n`)

const RESPONSES: readonly Row[] = [
  {
    construct: 'produces of the document',
    text: old(
      `responses:\n  200:\n    description: OK.\n    schema: { type: string } # !\n`,
      'produces: [text/plain]\n',
    ),
    pointer: `${OK}/content/text~1plain/schema`,
    value: { type: 'string' },
  },
  {
    construct: 'produces of an operation',
    text: old(
      `produces: [text/csv]\nresponses:\n  200:\n    description: OK.\n    schema: { type: string } # !\n`,
      'produces: [text/plain]\n',
    ),
    pointer: `${OK}/content/text~1csv/schema`,
    value: { type: 'string' },
  },
  {
    construct: 'no produces',
    text: old(`responses:\n  200:\n    description: OK.\n    schema: { type: string } # !\n`),
    pointer: `${OK}/content/application~1json/schema`,
    value: { type: 'string' },
  },
  {
    construct: 'a response without a schema',
    text: old(`produces: [application/json]\nresponses:\n  200: { description: OK. } # !\n`),
    pointer: OK,
    value: { description: 'OK.' },
  },
  {
    construct: 'a file as a response',
    text: old(`responses:\n  200:\n    description: OK.\n    schema: { type: file } # !\n`),
    pointer: `${OK}/content/application~1octet-stream/schema`,
    value: { type: 'string', format: 'binary' },
  },
  {
    construct: 'examples of a response',
    text: old(
      `responses:\n  200:\n    description: OK.\n    examples:\n      application/json: { a: 1 } # !\n`,
    ),
    pointer: `${OK}/content/application~1json/example`,
    value: { a: 1 },
  },
  {
    construct: 'the type of a response header',
    text: old(
      `responses:\n  200:\n    description: OK.\n    headers:\n      X-A: { type: integer, description: A. } # !\n`,
    ),
    pointer: `${OK}/headers/X-A`,
    value: { description: 'A.', schema: { type: 'integer' } },
  },
  {
    construct: 'a shared response',
    text: old(
      `responses: { 200: { $ref: '#/responses/R' } }\n`,
      `responses:\n  R: { description: OK. } # !\n`,
    ),
    pointer: '/components/responses/R',
    value: { description: 'OK.' },
  },
]

const SECURITY: readonly Row[] = [
  {
    construct: 'basic',
    text: old('', `securityDefinitions:\n  o: { type: basic } # !\n`),
    pointer: '/components/securitySchemes/o',
    value: { type: 'http', scheme: 'basic' },
  },
  {
    construct: 'apiKey',
    text: old('', `securityDefinitions:\n  o: { type: apiKey, in: query, name: k } # !\n`),
    pointer: '/components/securitySchemes/o',
    value: { type: 'apiKey', in: 'query', name: 'k' },
  },
  {
    construct: 'the flow implicit',
    text: oauth('implicit', "authorizationUrl: 'https://a'"),
    pointer: '/components/securitySchemes/o',
    value: { type: 'oauth2', flows: { implicit: { authorizationUrl: 'https://a', scopes: { r: 'Read.' } } } },
  },
  {
    construct: 'the flow password',
    text: oauth('password', "tokenUrl: 'https://t'"),
    pointer: '/components/securitySchemes/o',
    value: { type: 'oauth2', flows: { password: { tokenUrl: 'https://t', scopes: { r: 'Read.' } } } },
  },
  {
    construct: 'the flow application',
    text: oauth('application', "tokenUrl: 'https://t'"),
    pointer: '/components/securitySchemes/o',
    value: {
      type: 'oauth2',
      flows: { clientCredentials: { tokenUrl: 'https://t', scopes: { r: 'Read.' } } },
    },
  },
  {
    construct: 'the flow accessCode',
    text: oauth('accessCode', "authorizationUrl: 'https://a', tokenUrl: 'https://t'"),
    pointer: '/components/securitySchemes/o',
    value: {
      type: 'oauth2',
      flows: {
        authorizationCode: { authorizationUrl: 'https://a', tokenUrl: 'https://t', scopes: { r: 'Read.' } },
      },
    },
  },
]

const SCHEMAS: readonly Row[] = [
  { construct: 'definitions', text: oldSchema(`type: object # !\n`), pointer: `${S}/type`, value: 'object' },
  {
    construct: 'a reference to a definition',
    text: oldSchema(`type: array\nitems:\n  $ref: '#/definitions/T' # !\n`),
    pointer: `${S}/items/$ref`,
    value: '#/components/schemas/T',
  },
  {
    construct: 'a discriminator',
    text: oldSchema(`type: object\ndiscriminator: kind # !\n`),
    pointer: `${S}/discriminator`,
    value: { propertyName: 'kind' },
  },
  {
    construct: 'x-nullable',
    text: oldSchema(`{ type: string, x-nullable: true } # !\n`),
    pointer: S,
    value: { type: ['string', 'null'] },
  },
  {
    construct: 'x-nullable beside $ref',
    text: oldSchema(`type: object\nproperties:\n  a: { $ref: '#/definitions/T', x-nullable: true } # !\n`),
    pointer: `${S}/properties/a`,
    value: { anyOf: [{ $ref: '#/components/schemas/T' }, { type: 'null' }] },
  },
  {
    construct: 'an exclusive minimum',
    text: oldSchema(`type: number\nminimum: 1\nexclusiveMinimum: true # !\n`),
    pointer: `${S}/exclusiveMinimum`,
    value: 1,
  },
  {
    construct: 'an example of a schema',
    text: oldSchema(`type: string\nexample: x # !\n`),
    pointer: `${S}/example`,
    value: 'x',
  },
]

test.each([...RESPONSES, ...SECURITY, ...SCHEMAS])('OpenAPI 2.0 is read as 3.1: $construct', expectRow)
