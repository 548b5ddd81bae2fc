import { expect, test } from 'vitest'
import { describeSchema } from '../../../src/docs/schema/schema-text.ts'

test.each([
  [{ type: 'string', minLength: 1, maxLength: 255 }, 'string, 1 to 255 characters'],
  [{ type: 'string', minLength: 1 }, 'string, not empty'],
  [{ type: ['string', 'null'], enum: ['a', 'b'] }, 'string or null, one of `a`, `b`'],
  [{ type: 'string', const: 'x' }, 'string, always `x`'],
  [{ type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER }, 'integer, at least 0'],
  [{ type: 'integer', maximum: Number.MAX_SAFE_INTEGER }, 'integer, no limit'],
  [{ type: 'integer', minimum: -(2 ** 63), maximum: 2 ** 63 }, 'integer, no limit'],
  [{ type: 'integer', minimum: -Number.MAX_SAFE_INTEGER, maximum: 5 }, 'integer, at most 5'],
  [{ type: 'string', minLength: 2, maxLength: 2 ** 31 - 1 }, 'string, at least 2 characters'],
  [{ type: 'array', items: { type: 'string' } }, 'array of string'],
  [{ type: 'string', pattern: '^a|b$' }, 'string, matches `^a|b$`'],
  [{ anyOf: [{ type: 'string' }, { type: 'object' }] }, 'string or object'],
] as const)('describes %j as %s', (schema, expected) => {
  expect(describeSchema(structuredClone(schema) as Parameters<typeof describeSchema>[0])).toBe(expected)
})
