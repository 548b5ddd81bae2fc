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
    ['unevaluatedItems', { type: 'array', prefixItems: [{ type: 'string' }], unevaluatedItems: false }],
    ['minProperties', { type: 'object', minProperties: 2 }],
    ['maxProperties', { type: 'object', maxProperties: 2 }],
  ])('of `%s`', (keyword, schema) => {
    const samples = bodySamples(describeBody(schema).document, BODY)
    const sides = samples.filter((sample) => sample.keyword === keyword).map(({ valid }) => valid)
    expect(new Set(sides)).toEqual(new Set([true, false]))
  })
})

/** Returns the samples at a path: their keyword, whether they are valid, and the values. */
function samplesAt(schema: Schema, path: string): [string | undefined, boolean, unknown][] {
  const samples = bodySamples(describeBody(schema).document, BODY)
  return samples
    .filter((sample) => sample.path.join('.') === path)
    .map(({ keyword, valid, value }) => [keyword, valid, value])
}

test('a property that a pattern describes has samples', () => {
  const schema = {
    type: 'object',
    patternProperties: { '^x-[a-z]$': { type: 'integer', minimum: 3 } },
  } as const
  const samples = samplesAt(schema, '*')
  expect(samples).toContainEqual(['minimum', true, { 'x-z': 3 }])
  expect(samples).toContainEqual(['minimum', false, { 'x-z': 2 }])
  expect(samples).toContainEqual(['type', false, { 'x-z': 'text' }])
})

test('a property that no pattern describes is invalid if there may be no others', () => {
  const schema = { type: 'object', patternProperties: { '^[a-z_]+$': {} }, additionalProperties: false }
  expect(samplesAt(schema as unknown as Schema, '')).toContainEqual([
    'additionalProperties',
    false,
    { UNDOCUMENTED: 'x' },
  ])
})

test('a property of any name has samples', () => {
  const schema = { type: 'object', additionalProperties: { type: 'string', maxLength: 2 } } as const
  expect(samplesAt(schema, '*')).toContainEqual(['maxLength', false, { undocumented_property: 'aaa' }])
})

test('each item of a tuple, and the first item after it, has samples', () => {
  const schema: Schema = {
    type: 'array',
    prefixItems: [
      { type: 'integer', maximum: 5 },
      { type: 'string', enum: ['n', 's'] },
    ],
    items: { type: 'boolean' },
  }
  const values = samplesAt(schema, '[]').filter(([, valid]) => !valid)
  expect(values).toContainEqual(['maximum', false, [6, 'n']])
  expect(values).toContainEqual(['enum', false, [1, 'other']])
  expect(values).toContainEqual(['type', false, [1, 'n', 'text']])
})

test('both branches of a condition have valid samples', () => {
  const schema: Schema = {
    type: 'object',
    required: ['kind'],
    properties: {
      kind: { type: 'string', enum: ['a', 'b'] },
      n: { type: 'integer' },
      s: { type: 'boolean' },
    },
    if: { properties: { kind: { const: 'a' } } },
    then: { required: ['n'] },
    else: { required: ['s'] },
  }
  const values = samplesAt(schema, '').filter(([keyword]) => keyword === 'if')
  expect(values).toContainEqual(['if', true, { kind: 'a', n: 1 }])
  expect(values).toContainEqual(['if', true, { kind: 'b', s: true }])
  expect(values).toContainEqual(['if', false, { kind: 'a' }])
  expect(values).toContainEqual(['if', false, { kind: 'b' }])
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
