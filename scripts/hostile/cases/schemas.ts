import { describe, jsonCase, REF, repeat, schemaCase } from './hostile-case.ts'
import type { HostileCase } from './hostile-case.ts'

/** Returns levels of schemas, each of which refers to the next level twice. */
function doubling(levels: number, make: (next: object) => object, last: object): Record<string, unknown> {
  const entries = repeat(levels, (level) => [`S${level}`, make(REF(`S${level + 1}`))] as const)
  return { ...Object.fromEntries(entries), [`S${levels}`]: last }
}

const object = { type: 'object', properties: { a: { type: 'string' } } }

const DOUBLINGS: readonly HostileCase[] = [
  ...['oneOf', 'anyOf', 'allOf'].map((keyword) =>
    schemaCase(`${keyword} twice, 25 levels`, () =>
      doubling(25, (next) => ({ [keyword]: [next, next] }), object),
    ),
  ),
  schemaCase('oneOf twice, 25 levels, different', () =>
    doubling(
      25,
      (next) => ({
        oneOf: [
          { properties: { x: next }, required: ['x'] },
          { properties: { y: next }, required: ['y'] },
        ],
      }),
      object,
    ),
  ),
  schemaCase('properties twice, 25 levels', () =>
    doubling(
      25,
      (next) => ({ type: 'object', required: ['a', 'b'], properties: { a: next, b: next } }),
      object,
    ),
  ),
  schemaCase('items twice, 25 levels', () =>
    doubling(25, (next) => ({ type: 'array', minItems: 2, items: next }), object),
  ),
  schemaCase('not twice, 25 levels', () =>
    doubling(25, (next) => ({ not: next, allOf: [{ not: next }] }), object),
  ),
  schemaCase('if, then and else, 25 levels', () =>
    doubling(25, (next) => ({ if: next, then: next, else: next }), object),
  ),
  schemaCase('100 schemas that refer to all others', () =>
    Object.fromEntries(
      repeat(100, (from) => [
        `S${from}`,
        {
          type: 'object',
          properties: Object.fromEntries(repeat(100, (to) => [`p${to}`, REF(`S${to}`)])),
        },
      ]),
    ),
  ),
]

/** Keyword → a value that no machine can make or hold. */
const BOUNDS: readonly (readonly [string, object])[] = [
  ['minLength', { type: 'string', minLength: 1e9 }],
  ['maxLength', { type: 'string', maxLength: 1e9 }],
  ['minItems', { type: 'array', minItems: 1e9, items: { type: 'integer' } }],
  ['maxItems', { type: 'array', maxItems: 1e9, items: { type: 'integer' } }],
  [
    'minItems of unique items',
    { type: 'array', minItems: 1e6, uniqueItems: true, items: { type: 'integer' } },
  ],
  ['minProperties', { type: 'object', minProperties: 1e9 }],
  ['minContains', { type: 'array', contains: { const: 1 }, minContains: 1e9 }],
  ['maximum', { type: 'number', maximum: 1e308, minimum: -1e308 }],
  ['multipleOf', { type: 'number', multipleOf: 1e-300 }],
  ['huge multipleOf', { type: 'integer', multipleOf: 1e300 }],
  ['minimum beyond integers', { type: 'integer', minimum: 2 ** 60, maximum: 2 ** 60 + 10 }],
]

const LARGE: readonly HostileCase[] = [
  schemaCase('10,000 properties', () => ({
    S0: {
      type: 'object',
      properties: Object.fromEntries(repeat(10_000, (index) => [`p${index}`, { type: 'string' }])),
    },
  })),
  schemaCase('10,000 required properties', () => ({
    S0: {
      type: 'object',
      required: repeat(10_000, (index) => `p${index}`),
      properties: Object.fromEntries(repeat(10_000, (index) => [`p${index}`, { type: 'string' }])),
    },
  })),
  schemaCase('allOf of 5,000', () => ({
    S0: {
      allOf: repeat(5000, (index) => ({
        type: 'object',
        properties: { [`p${index}`]: { type: 'string' } },
      })),
    },
  })),
  schemaCase('oneOf of 5,000', () => ({ S0: { oneOf: repeat(5000, (index) => ({ const: index })) } })),
  schemaCase('3,000 closed schemas, each of which may be any other', () => ({
    ...Object.fromEntries(
      repeat(3000, (index) => [
        `C${index}`,
        { allOf: [REF('S0'), { additionalProperties: false, properties: { p: {} } }] },
      ]),
    ),
    S0: { type: 'object', anyOf: repeat(3000, (index) => REF(`C${index}`)) },
  })),
  schemaCase('enum of 100,000', () => ({
    S0: { type: 'string', enum: repeat(100_000, (index) => `value${index}`) },
  })),
  schemaCase('chain of 10,000 references', () => ({
    ...Object.fromEntries(repeat(10_000, (index) => [`S${index}`, REF(`S${index + 1}`)])),
    S10000: { type: 'string' },
  })),
  schemaCase('chain of 900 levels', () => {
    let schema: object = { type: 'string' }
    for (let level = 0; level < 400; level++) schema = { type: 'array', items: schema }
    return { S0: schema }
  }),
  schemaCase('2,000 schemas', () =>
    Object.fromEntries(
      repeat(2000, (index) => [
        `S${index}`,
        { type: 'object', properties: { next: REF(`S${(index + 1) % 2000}`) } },
      ]),
    ),
  ),
]

const chain = (count: number, make: (next: object, index: number) => object): Record<string, unknown> => ({
  ...Object.fromEntries(repeat(count, (index) => [`S${index}`, make(REF(`S${index + 1}`), index)] as const)),
  [`S${count}`]: { type: 'object' },
})

/** Thousands of schemas that are one value's, or that lead to each other. */
const MANY: readonly HostileCase[] = [
  schemaCase('19,000 schemas', () =>
    Object.fromEntries(
      repeat(19_000, (index) => [`S${index}`, { properties: { n: REF(`S${(index + 7) % 19_000}`) } }]),
    ),
  ),
  schemaCase('allOf in a chain of 5,000', () => chain(5000, (next) => ({ allOf: [next] }))),
  schemaCase('oneOf in a chain of 5,000', () =>
    chain(5000, (next, index) => ({ oneOf: [next, { type: 'integer', minimum: index }] })),
  ),
  schemaCase('required properties in a chain of 5,000', () =>
    chain(5000, (next) => ({ type: 'object', required: ['a'], properties: { a: next } })),
  ),
  jsonCase('allOf in a chain of 5,000, of parameters', () => {
    const parameters = ['path', 'query'].map((location) => ({
      ...{ in: location, name: location, required: true },
      schema: REF('S0'),
    }))
    const get = { operationId: 'getThing', parameters, responses: { '204': { description: 'OK.' } } }
    const schemas = chain(5000, (next) => ({ allOf: [next] }))
    return describe({}, { paths: { '/things/{path}': { get } }, components: { schemas } })
  }),
  schemaCase('allOf of all schemas before, 200', () =>
    Object.fromEntries(
      repeat(200, (index) => [
        `S${199 - index}`,
        { allOf: repeat(index, (other) => REF(`S${199 - other}`)), properties: { [`p${index}`]: {} } },
      ]),
    ),
  ),
  schemaCase('oneOf of 5,000 references', () => ({
    S0: { oneOf: repeat(5000, (index) => REF(`T${index}`)) },
    ...Object.fromEntries(
      repeat(5000, (index) => [
        `T${index}`,
        { type: 'object', required: ['kind'], properties: { kind: { const: index } } },
      ]),
    ),
  })),
  schemaCase('2,000 dependent schemas', () => ({
    S0: {
      type: 'object',
      dependentSchemas: Object.fromEntries(
        repeat(2000, (index) => [`a${index}`, { required: [`b${index}`] }]),
      ),
    },
  })),
  schemaCase('2,000 conditions', () => ({
    S0: {
      type: 'object',
      allOf: repeat(2000, (index) => ({
        if: { properties: { kind: { const: index } }, required: ['kind'] },
        then: { required: [`a${index}`] },
      })),
    },
  })),
]

/** Patterns for which a backtracking engine takes longer than anyone waits. */
const PATTERNS: Readonly<Record<string, string>> = {
  'nested quantifiers': '^(a+)+$',
  'overlapping alternatives': '^(?:a|a)*$',
  'nested stars': '^(([a-z])+.)+[A-Z]([a-z])+$',
  'nested quantifiers in a lookahead': '^(?=(a+)+$)',
  'a lookahead in a quantifier': '^(?:(?=a)a+)+$',
  'a back-reference': '^(a+)+\\1$',
  'a lookbehind': '(?<=(a+)+)b',
  'a million repetitions': '^a{1000000}$',
  'nested repetitions': '^(((a{100}){100}){100}){100}$',
  'nested repetitions of nothing': '^(((((){100}){100}){100}){100}){100}$',
  'nested repetitions of options': '^((((a?b){90}){90}){90}){9}$',
  'an alternation of words, repeated': '^(?:(?:[a-z]+|\\d+)*,?)*$',
  'a word and a space, repeated': '^(\\w+\\s?)*$',
  'a mail address': '^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}$',
  'three stars': '^.*.*.*=.*$',
  'a very long alternation': repeat(100_000, (index) => `w${index}`).join('|'),
  'many groups': '(a'.repeat(5000) + ')?'.repeat(5000),
  'not a pattern': '^([a-z$',
}

/** Schemas that multiply, have huge bounds, are large, or have a hostile pattern. */
export const SCHEMA_CASES: readonly HostileCase[] = [
  ...DOUBLINGS,
  ...BOUNDS.map(([name, schema]) => schemaCase(`bound: ${name}`, () => ({ S0: schema }))),
  schemaCase('bounds of everything', () => ({
    S0: {
      type: 'object',
      required: repeat(BOUNDS.length, (index) => `p${index}`),
      properties: Object.fromEntries(BOUNDS.map(([, schema], index) => [`p${index}`, schema])),
    },
  })),
  ...LARGE,
  ...MANY,
  ...Object.entries(PATTERNS).map(([name, pattern]) =>
    schemaCase(`pattern: ${name}`, () => ({
      S0: { type: 'object', required: ['a'], properties: { a: { type: 'string', pattern } } },
    })),
  ),
]
