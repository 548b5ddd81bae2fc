import { expect, test } from 'vitest'
import type { Schema } from '../../src/schema/index.ts'
import { describeSuite } from './suite.ts'
import { contract, mock, validators } from './tools.ts'

const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))

/** Schemas that libraries treat differently, with valid and invalid values. */
const cases: [name: string, schema: Schema, valid: unknown[], invalid: unknown[]][] = [
  ['a fraction as step', { multipleOf: 0.01 }, [0.07, 19.99, 1.1, 0, 1e21], [0.075, 0.001]],
  ['a large step', { type: 'integer', multipleOf: 10_000_000 }, [0, 20_000_000], [3, 10_000_001]],
  ['a tiny step', { type: 'number', multipleOf: 1e-8 }, [12_391_239_123, 1e-8], [1e-9]],
  [
    'an e-mail address',
    { format: 'email' },
    ['a@localhost', 'a@b.example', '"a b"@c.example'],
    ['a', '@b', 'a@'],
  ],
  [
    'a date and time',
    { format: 'date-time' },
    ['2026-03-09T12:00:00Z', '2026-03-09t12:00:00.5+01:00'],
    ['2026-03-09T12:00:00+01', '2026-03-09T12:00:00', '2026-02-30T12:00:00Z', '2026-03-09 12:00:00Z'],
  ],
  ['a time', { format: 'time' }, ['12:00:00Z', '23:59:60Z'], ['12:00:00', '12:00:00+01']],
  [
    'a URI',
    { format: 'uri' },
    ['http://[::1]/', 'urn:isbn:1', 'mailto:a@b.example', 'file:///a'],
    ['http://[::1', '/a', 'http://a b', 'http://a/%zz', 'http://a:b/'],
  ],
  ['base64', { format: 'byte' }, ['', 'YQ=='], ['YQ', 'YQ==\nYQ==']],
  ['an unknown format', { type: 'string', format: 'iban' }, ['x'], [1]],
  [
    'an object with toString and valueOf',
    { enum: [{ toString: 1, valueOf: 2 }, 'a'] },
    [{ valueOf: 2, toString: 1 }, 'a'],
    [{ toString: 2, valueOf: 2 }, { toString: 1 }, 'b'],
  ],
  ['a constant with toString', { const: { toString: 'x' } }, [{ toString: 'x' }], [{ toString: 'y' }, {}]],
  [
    'unique items with valueOf',
    { uniqueItems: true },
    [
      [{ valueOf: 1 }, { valueOf: 2 }],
      [0, false, '0', null],
    ],
    [
      [{ valueOf: 1 }, { valueOf: 1 }],
      [1, 1],
    ],
  ],
  ['a pattern without Unicode', { type: 'string', pattern: '^a\\-b$' }, ['a-b'], ['ab']],
  ['a pattern of another language', { type: 'string', pattern: '(?i)^a\\A' }, ['b', 'A'], [1]],
  ['no values', { enum: [] }, [], [1, null, {}]],
  [
    'an $id and a $ref in one schema',
    { $id: 'https://a.example/', $defs: { s: { type: 'string' } }, $ref: '#/$defs/s' },
    ['x'],
    [1],
  ],
  [
    'a dynamic anchor',
    { $dynamicAnchor: 'node', type: 'object', properties: { next: { $dynamicRef: '#node' } } },
    [{ next: {} }],
    [{ next: 1 }],
  ],
  [
    '`required` in a value',
    { const: { required: ['a'], properties: { a: { readOnly: true } } } },
    [{ required: ['a'], properties: { a: { readOnly: true } } }],
    [{ required: [], properties: { a: { readOnly: true } } }],
  ],
  ['anyOf 600', { anyOf: many(600, (index) => ({ const: index })) }, [0, 599], [600, 'x']],
  [
    'oneOf 600',
    { oneOf: [...many(600, (index) => ({ const: index })), { const: 7 }, { const: 7 }] },
    [0, 599],
    [7, 600, 'x'],
  ],
  [
    '600 properties',
    {
      properties: Object.fromEntries(many(600, (index) => [`p/${index}`, { type: 'integer' }])),
      required: many(3, (index) => `p/${index}`),
      additionalProperties: { type: 'string' },
    },
    [{ 'p/0': 1, 'p/1': 1, 'p/2': 1, 'p/599': 2, q: 'x' }],
    [
      { 'p/0': 1, 'p/1': 1, 'p/2': 1, 'p/599': 'x' },
      { 'p/0': 1, 'p/1': 1 },
      { 'p/0': 1, 'p/1': 1, 'p/2': 1, q: 2 },
    ],
  ],
  [
    '1,000 dependent schemas',
    {
      dependentSchemas: Object.fromEntries(many(1000, (index) => [`a${index}`, { required: [`b${index}`] }])),
    },
    [{}, { a0: 1, b0: 1 }, { a999: 1, b999: 1 }],
    [{ a0: 1 }, { a999: 1, b0: 1 }],
  ],
  ['allOf 1,500', { allOf: many(1500, (index) => ({ not: { const: index } })) }, [1500, 'x'], [0, 1499]],
  ['one of 600 objects', { enum: many(600, (id) => ({ id })) }, [{ id: 0 }, { id: 599 }], [{ id: 600 }, {}]],
  [
    'unevaluated properties beside oneOf 600',
    {
      oneOf: many(600, (index) => ({ required: [`p${index}`], properties: { [`p${index}`]: {} } })),
      unevaluatedProperties: false,
    },
    [{ p0: 1 }, { p599: 1 }],
    [{ p0: 1, p599: 1 }, { p0: 1, q: 1 }, {}],
  ],
  [
    'a circle of 1,000 schemas',
    {
      $defs: Object.fromEntries(
        many(1000, (index) => [
          `s${index}`,
          {
            type: 'object',
            properties: { next: { $ref: `#/$defs/s${(index + 1) % 1000}` }, n: { const: index } },
          },
        ]),
      ),
      $ref: '#/$defs/s0',
    },
    [{ n: 0, next: { n: 1, next: { n: 2 } } }],
    [{ n: 0, next: { n: 1, next: { n: 3 } } }, { next: 1 }],
  ],
]

const groups = cases.map(([description, schema, valid, invalid]) => ({
  file: 'agreement',
  description,
  schema,
  tests: [
    ...valid.map((data) => ({ description: 'valid', data, valid: true })),
    ...invalid.map((data) => ({ description: 'invalid', data, valid: false })),
  ],
}))
// An object literal cannot have a property of this name.
groups.push({
  file: 'agreement',
  description: 'a property `__proto__`',
  schema: JSON.parse(
    '{ "properties": { "__proto__": { "type": "string" } }, "additionalProperties": false }',
  ) as Schema,
  tests: [
    { description: 'valid', data: JSON.parse('{ "__proto__": "x" }') as unknown, valid: true },
    { description: 'invalid', data: JSON.parse('{ "__proto__": 1 }') as unknown, valid: false },
  ],
})

const { description, described } = describeSuite(groups)
const instances = described.flatMap(({ group, ...place }) =>
  group.tests.map((one) => ({ ...place, ...one, title: group.description })),
)

test.each([
  ['the contract', contract],
  ['the mock', mock],
  ['a generated validator', validators],
])('%s agrees with the others on values that libraries treat differently', async (_, tool) => {
  const results = await tool(description, instances)
  const shown = instances.map(({ title, data }, index) => [title, data, results[index]])
  expect(shown).toEqual(instances.map(({ title, data, valid }) => [title, data, valid]))
})
