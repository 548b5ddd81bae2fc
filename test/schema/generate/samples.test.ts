import { describe, expect, test } from 'vitest'
import { SchemaSet } from '../../../src/schema/schema-set.ts'
import { bodySamples } from '../../../src/schema/generate/samples.ts'
import { simplest } from '../../../src/schema/generate/simplest.ts'
import type { Schema } from '../../../src/description/index.ts'
import { BODY, describeBody } from '../../contract/support/description.ts'

/** Returns the samples of a schema as `keyword valid|invalid value`, and those that ajv disagrees with. */
function samplesOf(schema: Schema, components: object = {}): { lines: string[]; wrong: string[] } {
  const { document } = describeBody(schema, components)
  const schemas = new SchemaSet(document)
  const samples = bodySamples(document, BODY)
  const line = ({ keyword, valid, value }: (typeof samples)[number]): string =>
    `${keyword ?? '-'} ${valid ? 'valid' : 'invalid'} ${JSON.stringify(value).slice(0, 60)}`
  return {
    lines: samples.map(line),
    wrong: samples.filter(({ value, valid }) => schemas.mayBeValid(BODY, value) !== valid).map(line),
  }
}

describe('both sides of each keyword', () => {
  test.each<[string, Schema, string[]]>([
    ['minLength', { type: 'string', minLength: 2 }, ['minLength valid "aa"', 'minLength invalid "a"']],
    ['maxLength', { type: 'string', maxLength: 3 }, ['maxLength valid "aaa"', 'maxLength invalid "aaaa"']],
    [
      'pattern',
      { type: 'string', pattern: '^x+$', examples: ['xx'] },
      ['- valid "xx"', 'pattern invalid ""'],
    ],
    [
      'pattern, after an example that it ends',
      { type: 'string', pattern: String.raw`^\d-\d(\.[a-z]+)?$`, examples: ['6-1.basil', '5-2'] },
      ['pattern invalid "5-2x"', 'pattern invalid "x6-1.basil"'],
    ],
    ['format', { type: 'string', format: 'date', examples: ['2026-03-09'] }, ['format invalid "2026-02-30"']],
    [
      'enum',
      { enum: ['a', 'b'] },
      ['enum valid "a"', 'enum valid "b"', 'enum invalid "A"', 'enum invalid "ax"'],
    ],
    ['an enum of numbers', { enum: [1, 2] }, ['enum valid 1', 'enum invalid 3']],
    ['const', { const: 'x' }, ['const valid "x"', 'const invalid "X"']],
    ['minimum', { type: 'integer', minimum: 5 }, ['minimum valid 5', 'minimum invalid 4']],
    ['maximum', { type: 'integer', maximum: 5 }, ['maximum valid 5', 'maximum invalid 6']],
    ['exclusiveMinimum', { type: 'number', exclusiveMinimum: 0 }, ['exclusiveMinimum invalid 0']],
    ['exclusiveMaximum', { type: 'number', exclusiveMaximum: 9 }, ['exclusiveMaximum invalid 9']],
    ['multipleOf', { type: 'integer', multipleOf: 10 }, ['multipleOf invalid 5']],
    [
      'minItems',
      { type: 'array', items: { const: 1 }, minItems: 2 },
      ['type valid [1,1]', 'minItems invalid [1]'],
    ],
    [
      'maxItems',
      { type: 'array', items: { const: 1 }, maxItems: 1 },
      ['type valid [1]', 'maxItems invalid [1,1]'],
    ],
    [
      'uniqueItems',
      { type: 'array', items: { enum: [1, 2] }, uniqueItems: true },
      ['type valid [1,2]', 'uniqueItems invalid [1,1]'],
    ],
    ['items', { type: 'array', items: { type: 'string' } }, ['type valid ["a"]', 'type invalid [123]']],
    [
      'type',
      { type: 'boolean' },
      [
        'type invalid 123',
        'type invalid "text"',
        'type invalid null',
        'type invalid ["x"]',
        'type invalid {"a":"x"}',
      ],
    ],
    ['a type or null', { type: ['string', 'null'] }, ['type valid null', 'type invalid 0']],
    [
      'required',
      { type: 'object', required: ['a'], properties: { a: { const: 1 }, b: { const: 2 } } },
      ['- valid {"a":1}', '- valid {"a":1,"b":2}', 'required invalid {}'],
    ],
    [
      'a closed object',
      { type: 'object', properties: { a: { const: 1 } }, additionalProperties: false },
      ['additionalProperties invalid {"undocumented_property":"x"}'],
    ],
    [
      'an open object',
      { type: 'object', properties: { a: { const: 1 } } },
      ['additionalProperties valid {"undocumented_property":"x"}'],
    ],
    [
      'oneOf',
      {
        oneOf: [
          { type: 'object', required: ['k'], properties: { k: { const: 'a' } } },
          { type: 'object', required: ['k'], properties: { k: { const: 'b' } } },
        ],
      },
      ['- valid {"k":"a"}', '- valid {"k":"b"}'],
    ],
  ])('%s', (_, schema, expected) => {
    const { lines, wrong } = samplesOf(schema)
    expect(lines).toEqual(expect.arrayContaining(expected))
    expect(wrong).toEqual([])
  })

  test('texts of one to four bytes, and texts that programs trim, escape or shorten', () => {
    const { lines } = samplesOf({ type: 'string' })
    expect(lines.filter((line) => line.startsWith('type valid "')).length).toBeGreaterThan(9)
  })
})

test('values that are nearly those of an enumeration are invalid', () => {
  const { lines, wrong } = samplesOf({ type: 'string', enum: ['one', 'two_three'] })
  expect(lines).toEqual(
    expect.arrayContaining([
      'enum invalid "other"',
      'enum invalid "one\\n"',
      'enum invalid "one "',
      'enum invalid "two-three"',
    ]),
  )
  expect(wrong).toEqual([])
})

test('texts that nearly match a pattern are invalid', () => {
  const { lines, wrong } = samplesOf({
    type: 'string',
    pattern: '^(one|two)(\\.[a-z_]+){0,2}$',
    examples: ['one', 'two', 'two.a'],
  })
  const nearly = ['onex', 'one\n', 'xone', 'ONE', 'two.a!', 'two.a.a.a']
  for (const text of nearly) expect(lines).toContain(`pattern invalid ${JSON.stringify(text)}`)
  expect(wrong).toEqual([])
})

describe('a schema in parts', () => {
  const parts: Schema = {
    allOf: [
      { $ref: '#/components/schemas/Stored' },
      {
        type: 'object',
        required: ['name'],
        properties: { name: { type: 'string' }, below: { $ref: '#/components/schemas/Node' } },
      },
    ],
  }
  const components = {
    Stored: { type: 'object', required: ['id'], properties: { id: { type: 'integer', readOnly: true } } },
    Node: {
      type: 'object',
      properties: { next: { $ref: '#/components/schemas/Node' }, n: { type: 'integer' } },
    },
  }

  test('is one schema with all parts of `allOf`, without `readOnly` properties, and with limited recursion', () => {
    const { lines, wrong } = samplesOf(parts, components)
    expect(lines).toContain('- valid {"name":"a"}')
    expect(lines).toContain('required invalid {}')
    expect(lines.some((line) => line.includes('"id"'))).toBe(false)
    expect(wrong).toEqual([])
  })
})

test.each<[Schema, unknown]>([
  [{ type: 'string', format: 'date-time' }, '2026-03-09T12:00:00Z'],
  [{ type: 'integer', minimum: 3, multipleOf: 5 }, 5],
  [{ type: 'number', exclusiveMinimum: 1 }, 2],
  [{ type: 'integer', maximum: -4 }, -4],
  [{ type: 'string', default: 'x' }, 'x'],
  [{ type: 'array', items: { const: 'i' }, minItems: 2 }, ['i', 'i']],
])('the simplest value of %j', (schema, value) => {
  const { document } = describeBody(schema)
  expect(simplest(document, BODY)).toEqual(value)
  expect(new SchemaSet(document).mayBeValid(BODY, value)).toBe(true)
})
