import { expect, test } from 'vitest'
import { repairDocument } from '../../../src/description/repair/repair.ts'
import { schemasOf } from '../../../src/schema/index.ts'
import { expectRow, withSchema } from './rows.ts'
import type { Row } from './rows.ts'

const T = `    T: { type: object, required: [b], properties: { b: { type: string } } }\n`
const ALL_OF_T = `allOf: [{ $ref: '#/components/schemas/T' }]\nproperties: { a: {} }\n`

const forbids = (name: string): readonly RegExp[] => [
  new RegExp(`\`additionalProperties: false\` forbids \`${name}\`, which another part`),
]

const ROWS: readonly Row[] = [
  {
    fault: 'beside allOf',
    text: withSchema(`${ALL_OF_T}additionalProperties: false # !\n`, T),
    warnings: forbids('b'),
  },
  {
    fault: 'beside a reference',
    text: withSchema(`$ref: '#/components/schemas/T'\nadditionalProperties: false # !\n`, T),
    warnings: forbids('b'),
  },
  {
    fault: 'in what a schema with properties refers to',
    text: withSchema(
      `$ref: '#/components/schemas/C'\nproperties: { a: {} }\n`,
      `    C:\n      type: object\n      properties: { b: {} }\n      additionalProperties: false # !\n`,
    ),
    warnings: forbids('a'),
  },
  {
    fault: 'beside a reference, where OpenAPI 3.0 ignores it',
    text: withSchema(`$ref: '#/components/schemas/T'\nadditionalProperties: false\n`, T, '3.0.3'),
    warnings: [],
  },
  {
    fault: 'in a part of allOf',
    text: withSchema(
      `allOf:\n  - type: object\n    properties: { b: {} }\n    additionalProperties: false # !\n  - { properties: { a: {} } }\n`,
    ),
    warnings: forbids('a'),
  },
  {
    fault: 'in what a part of allOf refers to',
    text: withSchema(
      `allOf: [{ $ref: '#/components/schemas/C' }]\nproperties: { a: {} }\n`,
      `    C:\n      type: object\n      properties: { b: {} }\n      additionalProperties: false # !\n`,
      '3.0.3',
    ),
    warnings: forbids('a'),
  },
  {
    fault: 'beside oneOf',
    text: withSchema(
      `properties: { a: {} }\noneOf: [{ required: [b], properties: { b: {} } }, { required: [c], properties: { c: {} } }]\nadditionalProperties: false # !\n`,
    ),
    warnings: forbids('b'),
  },
  {
    fault: 'beside parts with the same properties',
    text: withSchema(`${ALL_OF_T.replace('a: {}', 'a: {}, b: {}')}additionalProperties: false\n`, T),
    warnings: [],
  },
  {
    fault: 'in alternatives',
    text: withSchema(
      `oneOf:\n  - { additionalProperties: false, properties: { a: {} } }\n  - { additionalProperties: false, properties: { b: {} } }\n`,
    ),
    warnings: [],
  },
  {
    fault: 'beside parts without properties',
    text: withSchema(
      `properties: { a: {}, b: {} }\nadditionalProperties: false\nanyOf: [{ required: [a] }, { required: [b] }]\n`,
    ),
    warnings: [],
  },
]

test.each(ROWS)('additionalProperties: false $fault', expectRow)

/** Returns whether each value is valid for the schema `S` of a description. */
function areValid(schemas: object, values: readonly object[]): boolean[] {
  const { document } = repairDocument({ paths: {}, components: { schemas } }, true, 'T')
  return values.map((value) => schemasOf(document).isDefinitelyValid('/components/schemas/S', value))
}

const object = (name: string, others: object): object => ({
  type: 'object',
  properties: { [name]: {} },
  additionalProperties: false,
  ...others,
})
const allOf = (name: string): object => ({ allOf: [{ $ref: `#/components/schemas/${name}` }] })

test('a closed schema that inherits has the properties of all its ancestors, and no others', () => {
  const schemas = {
    S: object('s', allOf('M')),
    M: object('m', allOf('B')),
    B: object('b', { required: ['b'] }),
  }
  const values = [{ s: 1, m: 1, b: 1 }, { b: 1 }, { s: 1, m: 1 }, { b: 1, other: 1 }]
  expect(areValid(schemas, values)).toEqual([true, true, false, false])
})
