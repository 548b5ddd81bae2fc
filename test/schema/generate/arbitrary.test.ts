import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SchemaSet } from '../../../src/schema/schema-set.ts'
import { arbitraryOf } from '../../../src/schema/generate/arbitrary.ts'
import type { Schema } from '../../../src/description/index.ts'
import { readDescription } from '../../../src/description/index.ts'
import { BODY, describeBody } from '../../contract/support/description.ts'

const SAMPLES = { numRuns: 500, seed: 7 }

describe('generated values are valid', () => {
  test.each<[string, Schema]>([
    ['text between lengths', { type: 'string', minLength: 2, maxLength: 5 }],
    ['text of a pattern', { type: 'string', pattern: '^[a-z]{3}_[0-9]+$' }],
    ['a date', { type: 'string', format: 'date' }],
    ['a time', { type: 'string', format: 'date-time' }],
    ['a UUID', { type: 'string', format: 'uuid' }],
    ['a whole number between bounds', { type: 'integer', minimum: -3, maximum: 12 }],
    ['a whole number within exclusive bounds', { type: 'integer', exclusiveMinimum: 0, exclusiveMaximum: 3 }],
    ['a multiple', { type: 'integer', multipleOf: 7 }],
    ['a number', { type: 'number', minimum: 0, maximum: 1 }],
    ['one of several types', { type: ['boolean', 'null', 'integer'] }],
    ['one of a list', { enum: ['a', 1, null] }],
    ['a list', { type: 'array', items: { type: 'boolean' }, minItems: 1, maxItems: 3 }],
    [
      'a list without repetition',
      { type: 'array', items: { enum: [1, 2, 3] }, uniqueItems: true, maxItems: 3 },
    ],
    [
      'an object',
      { type: 'object', required: ['a'], properties: { a: { type: 'string' }, b: { type: 'integer' } } },
    ],
    ['a closed object', { type: 'object', properties: { a: { const: 1 } }, additionalProperties: false }],
    [
      'a schema with allOf',
      {
        allOf: [
          { type: 'object', required: ['a'], properties: { a: { const: 1 } } },
          { properties: { b: { const: 2 } } },
        ],
      },
    ],
    [
      'an alternative',
      {
        oneOf: [
          { type: 'string', maxLength: 3 },
          { type: 'integer', minimum: 1 },
        ],
      },
    ],
    [
      'a schema that refers to itself',
      { type: 'object', properties: { next: { $ref: '#/components/schemas/Node' } } },
    ],
  ])('%s', (_, schema) => {
    const node = {
      type: 'object',
      required: ['n'],
      properties: { n: { type: 'integer' }, next: { $ref: '#/components/schemas/Node' } },
    }
    const { document } = describeBody(schema, { Node: node })
    const schemas = new SchemaSet(document)
    const values = fc.sample(arbitraryOf(fc, document, BODY), SAMPLES)
    expect(values.filter((value) => !schemas.mayBeValid(BODY, value))).toEqual([])
  })

  test.each(['leanrails', 'stripe', 'test/contract/trains/trains.yaml'])('the bodies of %s', async (api) => {
    const { document, operations } = await readDescription(process.cwd(), api)
    const schemas = new SchemaSet(document)
    for (const content of operations.flatMap(({ body }) => body?.content ?? [])) {
      const pointer = `${content.pointer}/schema`
      const values = fc.sample(arbitraryOf(fc, document, pointer), SAMPLES)
      expect(values.filter((value) => !schemas.mayBeValid(pointer, value))).toEqual([])
    }
  })

  test('texts have characters of one to four bytes, and no lone surrogates', () => {
    const { document } = describeBody({ type: 'string' })
    const text = fc.sample(arbitraryOf(fc, document, BODY), SAMPLES).join('')
    for (const bytes of [1, 2, 3, 4])
      expect([...text].some((char) => Buffer.byteLength(char) === bytes)).toBe(true)
    expect(text).not.toMatch(/\p{Cs}/u)
  })
})
