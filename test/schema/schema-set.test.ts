import { describe, expect, test } from 'vitest'
import { SchemaSet } from '../../src/schema/schema-set.ts'
import type { Schema } from '../../src/description/index.ts'
import { BODY, describeBody } from '../contract/support/description.ts'

function errorsOf(schema: Schema, value: unknown, components: object = {}): string[] {
  return new SchemaSet(describeBody(schema, components).document)
    .check(BODY, value)
    .map(({ pointer, expected, actual }) => `${pointer.replace(BODY, '#')}: ${expected} | ${actual}`)
}

describe('an error has the pointers of its keyword and of the invalid part', () => {
  const order: Schema = {
    type: 'object',
    required: ['id', 'items'],
    properties: {
      id: { type: 'string', minLength: 2 },
      items: { type: 'array', items: { $ref: '#/components/schemas/Item' } },
    },
    additionalProperties: false,
  }
  const components = { Item: { type: 'object', properties: { n: { type: 'integer', maximum: 9 } } } }

  test.each<[unknown, string]>([
    [{ id: 'ab' }, '#/required/1: the property `items` | no `items`'],
    [{ id: 'a', items: [] }, '#/properties/id/minLength: /id: minLength 2 | /id: "a"'],
    [
      { id: 'ab', items: [{}, { n: 10 }] },
      '/components/schemas/Item/properties/n/maximum: /items/1/n: maximum 9 | /items/1/n: 10',
    ],
    [{ id: 'ab', items: [], more: 1 }, '#/additionalProperties: no undescribed property | {"more":1}'],
    [[], '#/type: object | []'],
  ])('%j', (value, finding) => {
    expect(errorsOf(order, value, components)).toEqual([finding])
  })

  test('an invalid alternative is not an error, but a value without a valid alternative is', () => {
    const schema: Schema = { oneOf: [{ type: 'string' }, { type: 'integer', maximum: 3 }] }
    expect(errorsOf(schema, 2)).toEqual([])
    expect(errorsOf(schema, 4)).toEqual([expect.stringMatching(/^#\/oneOf: /)])
  })
})

describe('a schema', () => {
  test('may have properties with the names of keywords', () => {
    const schema: Schema = {
      type: 'object',
      properties: { example: { type: 'string' }, examples: { type: 'integer' }, 'x-y': { type: 'boolean' } },
      additionalProperties: false,
    }
    expect(errorsOf(schema, { example: 'a', examples: 1, 'x-y': true })).toEqual([])
    expect(errorsOf(schema, { example: 1 })).toEqual([
      '#/properties/example/type: /example: string | /example: 1',
    ])
  })

  test('may refer to any schema of the document', () => {
    const components = { Whole: { type: 'object', properties: { part: { type: 'integer' } } } }
    const schema: Schema = { $ref: '#/components/schemas/Whole/properties/part' }
    expect(errorsOf({ type: 'array', items: schema }, [1], components)).toEqual([])
    expect(errorsOf({ type: 'array', items: schema }, ['1'], components)).toHaveLength(1)
  })

  test('may have keywords of other versions, and unknown formats', () => {
    expect(errorsOf({ nullable: true, format: 'money', discriminator: { propertyName: 'k' } }, 'x')).toEqual(
      [],
    )
  })

  test('that cannot be compiled causes an error with its pointer', () => {
    expect(() => errorsOf({ type: 'text' as 'string' }, 'x')).toThrow(
      /^The schema at `\/paths\/\S+\/schema` cannot be compiled: type must be JSONType/,
    )
  })

  test('accepts every text if its pattern is not a regular expression', () => {
    expect(errorsOf({ type: 'string', pattern: '[' }, 'x')).toEqual([])
  })
})

describe('a property of one direction', () => {
  const schema: Schema = {
    type: 'object',
    required: ['id', 'password'],
    properties: {
      id: { type: 'integer', readOnly: true },
      password: { $ref: '#/components/schemas/Password' },
    },
  }
  const components = { Password: { type: 'string', writeOnly: true } }
  const schemas = new SchemaSet(describeBody(schema, components).document)

  test('a response may omit a required writeOnly property', () => {
    expect(schemas.check(BODY, { id: 1 })).toEqual([])
    expect(schemas.check(BODY, { password: 'x' })).toHaveLength(1)
  })

  test('a request may omit a required readOnly property', () => {
    expect(schemas.mayBeValid(BODY, { password: 'x' })).toBe(true)
    expect(schemas.mayBeValid(BODY, { id: 1 })).toBe(false)
  })
})
