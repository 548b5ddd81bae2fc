import { describe, expect, test } from 'vitest'
import { bodySamples, schemasOf } from '../../../src/schema/index.ts'
import type { Schema } from '../../../src/schema/index.ts'
import { BODY, describeBody } from '../../contract/support/description.ts'
import { describeSuite, isSelfContained, suite } from '../suite.ts'

describe('a valid and an invalid sample', () => {
  test.each<[string, Schema]>([
    ['not', { type: 'object', not: { required: ['a'], properties: { a: { const: 1 } } } }],
    [
      'if',
      {
        type: 'object',
        if: { required: ['a'], properties: { a: { const: 1 } } },
        then: { required: ['b'], properties: { b: { const: 2 } } },
      },
    ],
    ['contains', { type: 'array', contains: { const: 1 } }],
    ['items', { type: 'array', prefixItems: [{ type: 'string' }], items: false as unknown as Schema }],
    ['dependentRequired', { type: 'object', dependentRequired: { a: ['b'] } }],
    [
      'dependentSchemas',
      { type: 'object', dependentSchemas: { a: { required: ['b'], properties: { b: { const: 2 } } } } },
    ],
    ['propertyNames', { type: 'object', propertyNames: { pattern: '^[a-z]+$' } }],
    ['patternProperties', { type: 'object', patternProperties: { '^x': { type: 'integer' } } }],
    ['minProperties', { type: 'object', minProperties: 2 }],
    ['maxProperties', { type: 'object', maxProperties: 2 }],
  ])('of `%s`', (keyword, schema) => {
    const samples = bodySamples(describeBody(schema).document, BODY)
    const sides = samples.filter((sample) => sample.keyword === keyword).map(({ valid }) => valid)
    expect(new Set(sides)).toEqual(new Set([true, false]))
  })
})

test('no sample of the official suite is valid or invalid by mistake', () => {
  const groups = suite.filter((group) => isSelfContained(group) && typeof group.schema === 'object')
  const { description, described } = describeSuite(groups)
  const schemas = schemasOf(description.document)
  let count = 0
  for (const { group, pointer } of described) {
    for (const { value, valid, label } of bodySamples(description.document, pointer)) {
      // Samples that are not certain are never sent.
      const isCertain = valid
        ? schemas.isDefinitelyValid(pointer, value)
        : !schemas.mayBeValid(pointer, value)
      if (!isCertain) continue
      count += 1
      expect(schemas.check(pointer, value).length === 0, `${group.description}: ${label}`).toBe(valid)
    }
  }
  expect(count).toBeGreaterThan(1000)
})
