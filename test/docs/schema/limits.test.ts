import { expect, test } from 'vitest'
import type { OpenAPIDocument } from '../../../src/description/index.ts'
import { withLimitsInWords, withoutConventionalLimits } from '../../../src/docs/schema/limits.ts'

test.each([
  ['`amount`: maximum 9007199254740991.', '`amount`: maximum: no limit.'],
  ['`a`: minimum -9007199254740991, maximum 99999999999', '`a`: minimum: no limit, maximum 99999999999'],
  ['`a`: maxLength 2147483647.', '`a`: maxLength: no limit.'],
  ['`a`: maximum 2147483647.', '`a`: maximum 2147483647.'],
])('replaces conventional limits in the rule %j', (text, expected) => {
  expect(withoutConventionalLimits(text)).toBe(expected)
})

test('replaces conventional limits of schemas by words, and keeps real limits and examples', () => {
  const schema = {
    type: 'object',
    properties: {
      amount: { type: 'integer', minimum: 0, maximum: 9007199254740991, description: 'In cents.' },
      created: { type: 'integer', maximum: 99999999999 },
    },
    examples: [{ maximum: 9007199254740991 }],
  }
  const document = { openapi: '3.1.0', components: { schemas: { A: schema } } } as unknown as OpenAPIDocument
  expect(withLimitsInWords(document)).toEqual({
    openapi: '3.1.0',
    components: {
      schemas: {
        A: {
          ...schema,
          properties: {
            amount: { type: 'integer', minimum: 0, description: 'In cents. `maximum`: no limit.' },
            created: { type: 'integer', maximum: 99999999999 },
          },
        },
      },
    },
  })
})
