import { test } from 'vitest'
import { A, expectRow, old } from './rows.ts'
import type { Row } from './rows.ts'

const JSON_BODY = `${A}/requestBody/content/application~1json`

const array = (format: string, location: string): string =>
  `parameters:\n  - { name: q, in: ${location}, type: array, items: { type: string }, collectionFormat: ${format} } # !\n`
const items = { type: 'array', items: { type: 'string' } }
const field = (name: string, others: string): string => `  - { name: ${name}, in: formData, ${others} }\n`

const SERVERS: readonly Row[] = [
  {
    construct: 'host, basePath and schemes',
    text: old('', `host: example.com # !\nbasePath: /v1\nschemes: [http, https]\n`),
    pointer: '/servers',
    value: [{ url: 'https://example.com/v1' }, { url: 'http://example.com/v1' }],
  },
  {
    construct: 'host alone',
    text: old('', `host: example.com # !\n`),
    pointer: '/servers',
    value: [{ url: 'https://example.com' }],
  },
  {
    construct: 'host with a port and a path',
    text: old('', `host: localhost:8080 # !\nbasePath: /\n`),
    pointer: '/servers',
    value: [{ url: 'http://localhost:8080' }],
  },
  {
    construct: 'basePath alone',
    text: old('', `basePath: /v1 # !\n`),
    pointer: '/servers',
    value: [{ url: '/v1' }],
  },
  { construct: 'schemes alone', text: old('', `schemes: [https]\n`), pointer: '/servers', value: undefined },
  {
    construct: 'schemes of an operation',
    text: old('schemes: [http]\n', 'host: example.com\n'),
    pointer: `${A}/servers`,
    value: [{ url: 'http://example.com' }],
  },
  {
    construct: 'a WebSocket scheme',
    text: old('', `host: example.com # !\nschemes: [wss]\n`),
    pointer: '/servers',
    value: [{ url: 'https://example.com' }],
  },
]

const PARAMETERS: readonly Row[] = [
  {
    construct: 'the type of a parameter',
    text: old(
      `parameters:\n  - { name: q, in: query, type: integer, maximum: 5, exclusiveMaximum: true } # !\n`,
    ),
    pointer: `${A}/parameters/0`,
    value: { name: 'q', in: 'query', schema: { type: 'integer', exclusiveMaximum: 5 } },
  },
  {
    construct: 'the schema of a parameter, as in OpenAPI 3',
    text: old(`parameters:\n  - { name: q, in: query, schema: { type: integer } }\n`),
    pointer: `${A}/parameters/0`,
    value: { name: 'q', in: 'query', schema: { type: 'integer' } },
  },
  {
    construct: 'csv',
    text: old(array('csv', 'query')),
    pointer: `${A}/parameters/0`,
    value: { name: 'q', in: 'query', style: 'form', explode: false, schema: items },
  },
  {
    construct: 'multi',
    text: old(array('multi', 'query')),
    pointer: `${A}/parameters/0`,
    value: { name: 'q', in: 'query', style: 'form', explode: true, schema: items },
  },
  {
    construct: 'ssv',
    text: old(array('ssv', 'query')),
    pointer: `${A}/parameters/0`,
    value: { name: 'q', in: 'query', style: 'spaceDelimited', explode: false, schema: items },
  },
  {
    construct: 'pipes',
    text: old(array('pipes', 'query')),
    pointer: `${A}/parameters/0`,
    value: { name: 'q', in: 'query', style: 'pipeDelimited', explode: false, schema: items },
  },
  {
    construct: 'tsv',
    text: old(array('tsv', 'query')),
    pointer: `${A}/parameters/0`,
    value: { name: 'q', in: 'query', schema: { type: 'string' } },
    warnings: [/`collectionFormat: tsv` has no equivalent/],
  },
  {
    construct: 'csv of a header',
    text: old(array('csv', 'header')),
    pointer: `${A}/parameters/0`,
    value: { name: 'q', in: 'header', style: 'simple', explode: false, schema: items },
  },
  {
    construct: 'pipes of a header',
    text: old(array('pipes', 'header')),
    pointer: `${A}/parameters/0`,
    value: { name: 'q', in: 'header', schema: { type: 'string' } },
    warnings: [/`collectionFormat: pipes` has no equivalent/],
  },
  {
    construct: 'no collectionFormat',
    text: old(`parameters:\n  - { name: q, in: query, type: array, items: { type: string } } # !\n`),
    pointer: `${A}/parameters/0`,
    value: { name: 'q', in: 'query', style: 'form', explode: false, schema: items },
  },
  {
    construct: 'x-example',
    text: old(`parameters:\n  - { name: q, in: query, type: string, x-example: x } # !\n`),
    pointer: `${A}/parameters/0`,
    value: { name: 'q', in: 'query', example: 'x', schema: { type: 'string' } },
  },
  {
    construct: 'x-nullable of a parameter',
    text: old(`parameters:\n  - { name: q, in: query, type: string, x-nullable: true } # !\n`),
    pointer: `${A}/parameters/0/schema`,
    value: { type: ['string', 'null'] },
  },
  {
    construct: 'a shared parameter',
    text: old(
      `parameters: [{ $ref: '#/parameters/q' }]\n`,
      `parameters:\n  q: { name: q, in: query, type: string } # !\n`,
    ),
    pointer: '/components/parameters/q',
    value: { name: 'q', in: 'query', schema: { type: 'string' } },
  },
]

const BODIES: readonly Row[] = [
  {
    construct: 'a body',
    text: old(
      `parameters:\n  - { name: b, in: body, required: true, schema: { $ref: '#/definitions/S' } } # !\n`,
      'definitions: { S: { type: string } }\n',
    ),
    pointer: `${A}/requestBody`,
    value: {
      required: true,
      content: { 'application/json': { schema: { $ref: '#/components/schemas/S' } } },
    },
  },
  {
    construct: 'consumes of the document',
    text: old(`parameters:\n  - { name: b, in: body, schema: {} } # !\n`, 'consumes: [application/xml]\n'),
    pointer: `${A}/requestBody/content`,
    value: { 'application/xml': { schema: {} } },
  },
  {
    construct: 'consumes of an operation',
    text: old(
      `consumes: [text/plain, application/json]\nparameters:\n  - { name: b, in: body, schema: { type: string } } # !\n`,
      'consumes: [application/xml]\n',
    ),
    pointer: `${A}/requestBody/content`,
    value: {
      'text/plain': { schema: { type: 'string' } },
      'application/json': { schema: { type: 'string' } },
    },
  },
  {
    construct: 'a shared body',
    text: old(
      `parameters: [{ $ref: '#/parameters/b' }]\n`,
      `parameters:\n  b: { name: b, in: body, schema: { type: string } } # !\n`,
    ),
    pointer: JSON_BODY,
    value: { schema: { type: 'string' } },
  },
  {
    construct: 'x-example of a body',
    text: old(`parameters:\n  - { name: b, in: body, schema: {}, x-example: { application/json: 5 } } # !\n`),
    pointer: JSON_BODY,
    value: { schema: {}, example: 5 },
  },
  {
    construct: 'formData without consumes',
    text: old(`parameters:\n${field('x', 'type: string, required: true')}`),
    pointer: `${A}/requestBody`,
    value: {
      required: true,
      content: {
        'application/x-www-form-urlencoded': {
          schema: { type: 'object', properties: { x: { type: 'string' } }, required: ['x'] },
        },
      },
    },
  },
  {
    construct: 'formData in multipart',
    text: old(`consumes: [multipart/form-data]\nparameters:\n${field('x', 'type: integer')}`),
    pointer: `${A}/requestBody`,
    value: {
      content: {
        'multipart/form-data': { schema: { type: 'object', properties: { x: { type: 'integer' } } } },
      },
    },
  },
  {
    construct: 'formData in both',
    text: old(
      `consumes: [multipart/form-data, application/x-www-form-urlencoded]\nparameters:\n${field('x', 'type: integer')}`,
    ),
    pointer: `${A}/requestBody/content/application~1x-www-form-urlencoded/schema/properties/x`,
    value: { type: 'integer' },
  },
  {
    construct: 'formData with JSON',
    text: old(`consumes: [application/json]\nparameters:\n${field('x', 'type: integer')}`),
    pointer: `${A}/requestBody/content`,
    value: {
      'application/x-www-form-urlencoded': {
        schema: { type: 'object', properties: { x: { type: 'integer' } } },
      },
    },
  },
  {
    construct: 'a file',
    text: old(`parameters:\n  - { name: f, in: formData, type: file } # !\n`),
    pointer: `${A}/requestBody/content/multipart~1form-data/schema/properties/f`,
    value: { type: 'string', format: 'binary' },
  },
  {
    construct: 'a file in a form',
    text: old(
      `consumes: [application/x-www-form-urlencoded]\nparameters:\n  - { name: f, in: formData, type: file } # !\n`,
    ),
    pointer: `${A}/requestBody/content/multipart~1form-data/schema/properties/f`,
    value: { type: 'string', format: 'binary' },
  },
  {
    construct: 'multi in a form',
    text: old(
      `parameters:\n  - { name: x, in: formData, type: array, items: { type: string }, collectionFormat: multi } # !\n`,
    ),
    pointer: `${A}/requestBody/content/application~1x-www-form-urlencoded/encoding`,
    value: { x: { style: 'form', explode: true } },
  },
  {
    construct: 'both a body and formData',
    text: old(
      `parameters:\n  - { name: b, in: body, schema: {} }\n  - { name: x, in: formData, type: string } # !\n`,
    ),
    pointer: `${A}/requestBody/content`,
    value: { 'application/json': { schema: {} } },
    warnings: [/`x`.*`body`/],
  },
]

test.each([...SERVERS, ...PARAMETERS, ...BODIES])('OpenAPI 2.0 is read as 3.1: $construct', expectRow)
