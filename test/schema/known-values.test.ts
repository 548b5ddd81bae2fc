import { expect, test } from 'vitest'
import type { Schema } from '../../src/schema/schema.ts'
import { withoutWrongExamples } from '../../src/schema/known-values.ts'

test.each<[string, Schema, unknown[]]>([
  ['another type', { type: 'string', examples: [12.5, 'a'] }, ['a']],
  [
    'another format',
    { type: 'string', format: 'email', examples: ['ada', 'ada@example.com'] },
    ['ada@example.com'],
  ],
  ['another format, as a function', { type: 'string', format: 'date', examples: ['09.03.2026'] }, []],
  ['another pattern', { type: 'string', pattern: '^[A-Z]+$', examples: ['abc', 'ABC'] }, ['ABC']],
  ['another length', { type: 'string', maxLength: 2, examples: ['abc', '𝒜𝒜'] }, ['𝒜𝒜']],
  ['a number out of range', { type: 'integer', maximum: 9, examples: [10, 9, 8.5] }, [9]],
  ['a format that is not checked', { type: 'string', format: 'ulid', examples: ['a'] }, ['a']],
  ['one of two types', { type: ['integer', 'null'], examples: [null, 1, 'a'] }, [null, 1]],
])('an example with %s is left out', (_, schema, examples) => {
  expect(withoutWrongExamples(schema)).toEqual({ ...schema, examples })
})

test('a wrong default is left out, and a schema without a wrong value stays the same object', () => {
  expect(withoutWrongExamples({ type: 'integer', default: 'ten', example: 1 })).toEqual({
    type: 'integer',
    example: 1,
  })
  const right: Schema = { type: 'integer', default: 10, examples: [1] }
  expect(withoutWrongExamples(right)).toBe(right)
})
