import { afterAll, beforeAll, expect, test } from 'vitest'
import { schemasOf } from '../../../src/schema/index.ts'
import type { RunningMock } from '../../../src/mock/index.ts'
import { content, serveDocument } from './serve.ts'

const object = (properties: object, more: object = {}): object => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  ...more,
})
const text = { type: 'string' }
const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` })

const components = {
  schemas: {
    Node: object(
      { value: { type: 'integer' } },
      { properties: { value: { type: 'integer' }, next: ref('Node') } },
    ),
    Tree: object({ children: { type: 'array', items: ref('Tree') } }),
    List: object({ head: text, tail: { oneOf: [ref('List'), { type: 'null' }] } }),
    Ping: object({ pong: { anyOf: [ref('Pong'), { const: 'end' }] } }),
    Pong: object({ ping: { anyOf: [ref('Ping'), { const: 'end' }] } }),
    Cat: object({ kind: text, lives: { type: 'integer', minimum: 1 } }),
    Dog: object({ kind: text, bark: { type: 'boolean' } }),
    Pet: {
      oneOf: [ref('Cat'), ref('Dog')],
      discriminator: { propertyName: 'kind', mapping: { meow: '#/components/schemas/Cat' } },
    },
    Base: object(
      { type: { type: 'string', enum: ['Car', 'bike'] } },
      {
        discriminator: { propertyName: 'type', mapping: { bike: '#/components/schemas/Bike' } },
      },
    ),
    Car: { allOf: [ref('Base'), object({ doors: { type: 'integer', minimum: 2 } })] },
    Bike: { allOf: [ref('Base'), object({ gears: { type: 'integer' } })] },
  },
}

const lists = (levels: number): object => (levels === 0 ? text : { type: 'array', items: lists(levels - 1) })

const listOf = (properties: object): object => ({ type: 'array', items: { properties } })

/** Name → schema. None has an example that would help. */
const schemas: Record<string, unknown> = {
  'a closed object': object({ a: text, b: { type: 'integer' } }, { additionalProperties: false }),
  'allOf of a closed and an open object': {
    allOf: [
      object({ a: text }, { additionalProperties: false }),
      { type: 'object', properties: { a: { minLength: 9 }, b: text } },
    ],
  },
  'allOf of two closed objects': {
    allOf: [
      object({ a: text }, { properties: { a: text, b: text }, additionalProperties: false }),
      object({ a: { maxLength: 2 } }, { additionalProperties: false }),
    ],
  },
  'allOf with unevaluatedProperties': {
    allOf: [object({ a: text })],
    ...object({ b: text }),
    unevaluatedProperties: false,
  },
  'allOf of bounds': { allOf: [{ type: 'integer', minimum: 10 }, { maximum: 12 }, { multipleOf: 4 }] },
  'oneOf with a discriminator': ref('Pet'),
  'allOf with a discriminator': ref('Bike'),
  'allOf with an implicit discriminator': ref('Car'),
  'oneOf of overlapping objects': {
    oneOf: [
      { type: 'object', properties: { a: text } },
      { type: 'object', properties: { b: text } },
    ],
  },
  'oneOf of lists with other items': { oneOf: [listOf({ a: text }), listOf({ b: text })] },
  'oneOf of objects with such lists': {
    oneOf: [{ properties: { x: listOf({ a: text }) } }, { properties: { x: listOf({ b: text }) } }],
  },
  'oneOf with different required properties': {
    type: 'object',
    properties: { a: text, b: text },
    oneOf: [{ required: ['a'] }, { required: ['b'] }],
  },
  'oneOf of number and integer': { oneOf: [{ type: 'integer' }, { type: 'number' }] },
  'oneOf of multiples': { type: 'integer', oneOf: [{ multipleOf: 3 }, { multipleOf: 5 }], minimum: 15 },
  'anyOf whose first alternative is impossible': {
    anyOf: [
      { type: 'string', not: {} },
      { type: 'integer', minimum: 7 },
    ],
  },
  'anyOf with allOf': { allOf: [{ anyOf: [{ minimum: 5 }, { maximum: 1 }] }], type: 'integer', maximum: 4 },
  'not of a constant': { type: 'string', not: { const: 'string' } },
  'not of several values': { type: 'boolean', not: { enum: [true] } },
  'not of a type': { type: ['string', 'integer'], not: { type: 'string' } },
  'not of a required property': {
    type: 'object',
    properties: { a: text, b: text },
    not: { required: ['a'] },
  },
  'not of a value in a property': object(
    { a: { type: 'integer' } },
    {
      not: { properties: { a: { maximum: 0 } }, required: ['a'] },
      properties: { a: { type: 'integer', minimum: 0 } },
    },
  ),
  'an anchored pattern': { type: 'string', pattern: '^[A-Z]{3}-\\d{4}$' },
  'a pattern with a long minLength': { type: 'string', pattern: '^[a-f0-9]+$', minLength: 40, maxLength: 40 },
  'a pattern without anchors': { type: 'string', pattern: '\\d{3}', minLength: 12, maxLength: 12 },
  'a pattern with alternatives': { type: 'string', pattern: '^(?:EUR|USD):\\d+\\.\\d{2}$' },
  'a pattern with lookaheads': { type: 'string', pattern: '^(?=.*[A-Z])(?=.*\\d)(?=.*[^\\w]).{8,}$' },
  'a pattern with a negative lookahead': { type: 'string', pattern: '^(?!000)\\d{3}$' },
  'a pattern of Unicode letters': { type: 'string', pattern: '^\\p{Lu}\\p{Ll}{5}$' },
  'a pattern of a range in another script': { type: 'string', pattern: '^[\\u4e00-\\u9fff]{2,}$' },
  'a pattern and an enum': { type: 'string', pattern: '^b', enum: ['a1', 'b2'] },
  'two patterns': { type: 'string', allOf: [{ pattern: '^[a-z]+$' }, { pattern: 'x$' }] },
  'a pattern of any text': { type: 'string', pattern: '^.*$', maxLength: 0 },
  'a fraction as multipleOf': { type: 'number', multipleOf: 0.01, exclusiveMinimum: 0.03, maximum: 0.05 },
  'a large multipleOf': { type: 'integer', multipleOf: 1000, minimum: 1 },
  'exclusive bounds of integers': { type: 'integer', exclusiveMinimum: 3, exclusiveMaximum: 5 },
  'exclusive bounds of numbers': { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 0.001 },
  'negative bounds': { type: 'integer', maximum: -10, multipleOf: 7 },
  'a huge minimum': { type: 'integer', minimum: 9007199254740990 },
  'forty lists in each other': lists(40),
  'unique items': { type: 'array', items: text, uniqueItems: true, minItems: 12 },
  'unique items of an enum': {
    type: 'array',
    items: { enum: ['a', 'b', 'c'] },
    uniqueItems: true,
    minItems: 3,
  },
  'unique booleans': { type: 'array', items: { type: 'boolean' }, uniqueItems: true, minItems: 2 },
  'unique objects': {
    type: 'array',
    items: object({ id: { type: 'integer', maximum: 9, minimum: 0 }, on: { const: true } }),
    uniqueItems: true,
    minItems: 5,
  },
  'unique values of a format': {
    type: 'array',
    items: { type: 'string', format: 'uuid' },
    uniqueItems: true,
    minItems: 4,
  },
  'many items': { type: 'array', items: { type: 'integer' }, minItems: 2000 },
  'no items': { type: 'array', items: text, maxItems: 0 },
  contains: {
    type: 'array',
    items: { type: 'integer' },
    contains: { minimum: 100 },
    minContains: 2,
    minItems: 4,
  },
  'contains at most': {
    type: 'array',
    items: { type: 'integer', minimum: 0 },
    contains: { const: 3 },
    maxContains: 1,
    minItems: 3,
  },
  'contains without items': { type: 'array', contains: object({ a: text }) },
  prefixItems: {
    type: 'array',
    prefixItems: [text, { type: 'integer' }, { const: null }],
    items: false,
    minItems: 3,
  },
  'prefixItems and further items': {
    type: 'array',
    prefixItems: [{ const: 1 }],
    items: { type: 'string', minLength: 3 },
    minItems: 4,
  },
  unevaluatedItems: { type: 'array', allOf: [{ prefixItems: [text] }], unevaluatedItems: false, minItems: 1 },
  propertyNames: {
    type: 'object',
    propertyNames: { pattern: '^x-[a-z]+$' },
    minProperties: 3,
    additionalProperties: { type: 'integer' },
  },
  'propertyNames of an enum': {
    type: 'object',
    propertyNames: { enum: ['en', 'de'] },
    minProperties: 2,
    additionalProperties: text,
  },
  patternProperties: {
    type: 'object',
    patternProperties: { '^id_\\d+$': { type: 'integer' } },
    additionalProperties: false,
    minProperties: 2,
  },
  minProperties: { type: 'object', minProperties: 5, additionalProperties: { type: 'boolean' } },
  maxProperties: {
    type: 'object',
    properties: { a: text, b: text, c: text },
    required: ['c'],
    maxProperties: 2,
  },
  dependentRequired: {
    type: 'object',
    properties: { card: text, cvc: { type: 'integer' } },
    dependentRequired: { card: ['cvc'] },
  },
  dependentSchemas: {
    type: 'object',
    properties: { a: text },
    dependentSchemas: { a: { required: ['b'], properties: { b: { const: 1 } } } },
  },
  'if and then': object(
    { country: text },
    {
      if: { properties: { country: { const: 'US' } } },
      then: { required: ['zip'], properties: { zip: { pattern: '^\\d{5}$' } } },
    },
  ),
  'if and else': object(
    { a: { type: 'integer', minimum: 10 } },
    { if: { properties: { a: { maximum: 5 } } }, else: { required: ['b'] } },
  ),
  'a constant object': { const: { a: [1, null] } },
  'an enum of several types': { enum: [7, 'a', null, { b: 1 }] },
  'an enum with a type': { type: 'integer', enum: ['a', 2] },
  'a nullable text': { type: ['string', 'null'], minLength: 4 },
  'null first': { type: ['null', 'object'], required: ['a'] },
  'a required property without a schema': { type: 'object', required: ['anything'] },
  'a schema without a type': { minLength: 20 },
  'an empty schema': {},
  'recursion through an optional property': ref('Node'),
  'recursion through a list': ref('Tree'),
  'recursion that null ends': ref('List'),
  'recursion through two schemas': ref('Ping'),
  'a huge minLength': { type: 'string', minLength: 200_000 },
  'an email with a minLength': { type: 'string', format: 'email', minLength: 40 },
  'a URI with a maxLength': { type: 'string', format: 'uri', maxLength: 10 },
  'an int32 with a minimum': { type: 'integer', format: 'int32', minimum: 5 },
  'a wrong default': { type: 'integer', default: 'none', minimum: 3 },
  'wrong examples': { type: 'string', examples: [1], minLength: 30 },
  'a deep object': object({
    a: object({ b: object({ c: object({ d: { type: 'string', pattern: '^\\d$' } }) }) }),
  }),
  ...Object.fromEntries(
    [
      'date',
      'date-time',
      'time',
      'duration',
      'email',
      'hostname',
      'ipv4',
      'ipv6',
      'uri',
      'uri-reference',
      'uri-template',
      'uuid',
      'byte',
      'json-pointer',
      'relative-json-pointer',
      'regex',
    ].map((format) => [`the format ${format}`, object({ a: { type: 'string', format } })]),
  ),
}

const names = Object.keys(schemas)
const document = {
  paths: Object.fromEntries(
    names.map((name, index) => [
      `/${index}`,
      { get: { responses: { 200: content('application/json', schemas[name]) } } },
    ]),
  ),
  components,
}
let mock: RunningMock

beforeAll(async () => {
  mock = await serveDocument(document)
})
afterAll(() => mock.close())

test.each(names)('makes a valid body for %s', async (name) => {
  for (const headers of [{}, { Prefer: 'dynamic=true' }]) {
    const response = await fetch(`${mock.url}/${names.indexOf(name)}`, { headers })
    expect([response.status, response.headers.get('sl-violations')]).toEqual([200, null])
    const pointer = `/paths/~1${names.indexOf(name)}/get/responses/200/content/application~1json/schema`
    expect(schemasOf(mock.description.document).check(pointer, await response.json())).toEqual([])
  }
})

test.each([
  ['oneOf with a discriminator', 'kind', 'meow'],
  ['allOf with a discriminator', 'type', 'bike'],
  ['allOf with an implicit discriminator', 'type', 'Car'],
])('names the schema in the discriminator of %s', async (name, property, value) => {
  const response = await fetch(`${mock.url}/${names.indexOf(name)}`)
  expect(await response.json()).toMatchObject({ [property]: value })
})
