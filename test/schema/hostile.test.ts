import { describe, expect, it, test } from 'vitest'
import {
  arbitraryOf,
  bodySamples,
  compileFor,
  constructValue,
  fastCheck,
  schemasOf,
  shapeOf,
  simplest,
} from '../../src/schema/index.ts'
import type { Schema } from '../../src/schema/index.ts'

// The tests of this file end only if the work is bounded: each would take hours or all memory otherwise.

const megabyte = 1_000_000

describe('patterns', () => {
  it.each<[string, string, boolean]>([
    ['^(a+)+$', `${'a'.repeat(megabyte)}!`, false],
    ['(a|a)*$', `${'a'.repeat(megabyte)}!`, true],
    ['\\s+$', `${' '.repeat(megabyte)}x`, false],
    ['^(?=.*[A-Z])(?=.*\\d).{8,}$', 'a'.repeat(megabyte), false],
    ['^(?=.*[A-Z])(?=.*\\d).{8,}$', 'Abcdefg1', true],
    ['^\\-(a+)+\\-$', `-${'a'.repeat(megabyte)}`, false],
  ])('tests %s in time proportional to the text', (source, text, matches) => {
    expect(compileFor('any', source).pattern?.test(text)).toBe(matches)
  })

  it.each([
    ...['^(a+)+$', '(a|a)*$', '^(a|aa)+$', '(x+x+)+y', `^${'a?'.repeat(30)}${'a'.repeat(30)}$`],
    ...['^(([a-z]+)+)\\2$'],
  ])('does not compile %s for JavaScript alone', (source) => {
    expect(compileFor('native', source).reason).toMatch(/^can take exponential time/)
  })

  it.each([
    '^[^@]+@[^@]+$',
    '^(application|customer|transfer_data\\.destination)(\\.[a-z_]+){0,3}$',
    '^[a-z]{2}(-[A-Z]{2})?$',
    '^(?:[a-z]+\\.)*[a-z]+$',
    '^(?=.*\\d).{8,}$',
  ])('compiles %s for JavaScript alone', (source) => {
    expect(compileFor('native', source).pattern?.longest).toBe(Infinity)
  })

  it.each([
    '^(((a{100}){100}){100}){100}$',
    '^(((((){100}){100}){100}){100}){100}$',
    '^((((a?b){90}){90}){90}){9}$',
    '^(?:[a-c]{1000}){99}$',
  ])('writes texts of %s with a bounded number of parts', (pattern) => {
    const document = { a: { type: 'string', pattern } }
    const isValid = (_: string, value: unknown): boolean => schemasOf(document).mayBeValid('/a', value)
    const made = constructValue(document, '/a', 'writeOnly', isValid)
    expect(made === undefined || isValid('/a', made.value)).toBe(true)
  })

  it('compiles no pattern whose groups are nested so deeply that V8 ends the process', () => {
    const nested = (depth: number): string => `${'(a'.repeat(depth)}${')?'.repeat(depth)}`
    expect(compileFor('any', nested(5000)).reason).toBe('has groups in more than 250 groups')
    expect(compileFor('any', nested(20)).reason).toBeUndefined()
  })

  it('limits the length of texts for a pattern that takes quadratic time in JavaScript', () => {
    const { pattern } = compileFor('native', 'f.*o')
    expect(pattern?.longest).toBe(20_000)
    expect(['fo', 'xf1oy', 'of'].map((text) => pattern?.regExp.test(text))).toEqual([true, true, false])
    expect(pattern?.regExp.test('f'.repeat(megabyte))).toBe(true)
  })

  it.each([
    ...[
      '^\\d+\\w*\\s?$',
      '[^a-c]+x+',
      '.+\\.+',
      '\\p{Lu}+\\p{L}*',
      '\\cJ+\\x41+',
      '\\u{1F600}+a+',
      '[\\b\\-\\]]+a+',
    ],
    ...['(?<year>\\d+)-(?<month>\\d+)', '^a+|b+$', '\\bx+\\B', '[]+a|b+', '[^]+a+', '\\ud83d\\ude00+a+'],
  ])('gives %s the meaning of ECMA-262', (source) => {
    const { pattern } = compileFor('any', source)
    const expected = new RegExp(source, 'u')
    const texts = [
      '',
      'a',
      'ab',
      'x',
      'xx y',
      '12',
      '12ab ',
      '1-2',
      'É',
      'Ébc',
      '\n',
      '\nA',
      '\u2028..',
      'a..',
      '😀a',
      '\ufeff',
      '-a',
      '\ba',
      'bb',
      '٣',
      'ſK',
      '\ud83da',
    ]
    expect(texts.map((text) => pattern?.test(text))).toEqual(texts.map((text) => expected.test(text)))
  })

  it('leaves a vulnerable pattern unchecked', () => {
    const document = { schema: { type: 'string', pattern: '^(a+)+\\1$', maxLength: 100 } }
    expect(schemasOf(document).isChecked('/schema/pattern')).toBe(false)
    expect(schemasOf(document).isChecked('/schema/maxLength')).toBe(true)
    expect(schemasOf(document).check('/schema', `${'a'.repeat(50)}!`)).toEqual([])
  })
})

const LEVELS = 25
const twice: [string, (next: Schema) => Schema][] = [
  ['oneOf', (next) => ({ oneOf: [next, next] })],
  ['anyOf', (next) => ({ anyOf: [next, next] })],
  ['allOf', (next) => ({ allOf: [next, next] })],
  ['properties', (next) => ({ type: 'object', required: ['a', 'b'], properties: { a: next, b: next } })],
  ['items', (next) => ({ type: 'array', minItems: 3, prefixItems: [next, next], items: next })],
  ['additionalProperties', (next) => ({ type: 'object', minProperties: 2, additionalProperties: next })],
  ['if', (next) => ({ if: next, then: next, else: next })],
  [
    'anyOf with properties',
    (next) => ({ anyOf: [{ properties: { a: next } }, { properties: { a: next } }] }),
  ],
  ['ten items', (next) => ({ type: 'array', minItems: 10, items: next })],
]

test.each(twice)('work with %s that refer to the next schema twice is bounded', (_, make) => {
  const schemas = Object.fromEntries(
    Array.from({ length: LEVELS }, (__, level) => [
      `S${level}`,
      level === LEVELS - 1 ? { type: 'string' } : make({ $ref: `#/schemas/S${level + 1}` }),
    ]),
  )
  expectBounded({ schemas }, '/schemas/S0')
})

test.each<[string, Schema]>([
  ['minLength', { type: 'string', minLength: 1e9 }],
  ['minItems', { type: 'array', minItems: 1e9, items: { type: 'string' } }],
  ['maxLength', { type: 'string', maxLength: Number.MAX_VALUE }],
  ['minimum', { type: 'number', minimum: 1e308 }],
  ['multipleOf', { type: 'number', multipleOf: 1e-300 }],
  ['negative bounds', { type: 'string', minLength: -5, maxLength: -1 }],
  ['negative maxItems', { type: 'array', maxItems: -1, items: { type: 'string' } }],
  ['minProperties', { type: 'object', minProperties: 1e6 }],
  ['a repetition', { type: 'string', pattern: 'a{1000000}' }],
  ['nested repetitions', { type: 'string', pattern: '^(((a{100}){100}){100})$' }],
  ['a text as a bound', { type: 'string', minLength: '5' as unknown as number }],
  [
    'required properties',
    { type: 'object', required: Array.from({ length: 10_000 }, (_, index) => `p${index}`) },
  ],
  ['an enumeration', { enum: Array.from({ length: 100_000 }, (_, index) => `v${index}`) }],
])('work with a huge or odd bound is bounded: %s', (_, schema) => {
  expectBounded({ schemas: { S0: schema } }, '/schemas/S0')
})

function expectBounded(document: object, pointer: string): void {
  shapeOf(document, pointer)
  const value = simplest(document, pointer)
  const samples = bodySamples(document, pointer).slice(0, 100)
  const fc = fastCheck()
  const generated = fc.sample(arbitraryOf(fc, document, pointer), { seed: 1, numRuns: 5 })
  const sizes = [value, ...samples.map((sample) => sample.value), ...generated].map(
    (one) => JSON.stringify(one).length,
  )
  expect(Math.max(...sizes)).toBeLessThan(megabyte)
  const schemas = schemasOf(document)
  for (const one of [value, 5]) {
    schemas.check(pointer, one)
    schemas.mayBeValid(pointer, one)
    schemas.isDefinitelyValid(pointer, one)
    expect(schemas.applicableKeywords(pointer, one).length).toBeLessThan(20_000)
  }
}

describe('values', () => {
  const doubling = (next: (ref: object) => object): object => ({
    components: {
      schemas: Object.fromEntries<object>([
        ...Array.from({ length: 25 }, (_, level): [string, object] => [
          `S${level}`,
          next({ $ref: `#/components/schemas/S${level + 1}` }),
        ]),
        ['S25', { type: 'string' }],
      ]),
    },
  })

  const construct = (document: object): unknown =>
    constructValue(document, '/components/schemas/S0', 'writeOnly', (pointer, value) =>
      schemasOf(document).mayBeValid(pointer, value),
    )?.value

  it('makes no value for 25 levels that each require the next one twice', () => {
    const document = doubling((next) => ({
      type: 'object',
      required: ['a', 'b'],
      properties: { a: next, b: next },
    }))
    expect(construct(document)).toBeUndefined()
  })

  it('leaves out optional properties of a value that would be too large', () => {
    const names = Array.from({ length: 10 }, (_, index) => `p${index}`)
    const document = doubling((next) => ({
      type: 'object',
      properties: Object.fromEntries(names.map((name) => [name, next])),
    }))
    const value: unknown = construct(document)
    expect(value).toHaveProperty('p0.p0')
    expect(JSON.stringify(value).length).toBeLessThan(1_000_000)
  })

  it('makes all properties of 10,000, also in as many parts', () => {
    const names = Array.from({ length: 10_000 }, (_, index) => `p${index}`)
    const property = (name: string): object => ({ properties: { [name]: { type: 'string' } } })
    for (const schema of [
      { type: 'object', allOf: names.slice(5000).map(property) },
      { type: 'object', properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])) },
    ]) {
      const made = constructValue({ schema }, '/schema', 'writeOnly', () => true)?.value
      expect(Object.keys(made as object).length).toBeGreaterThanOrEqual(5000)
    }
  })
})

describe('samples', () => {
  it('are few for a schema of 5,000 parts, of 5,000 alternatives, and of 10,000 properties', () => {
    const many = <T>(count: number, make: (index: number) => T): T[] =>
      Array.from({ length: count }, (_, index) => make(index))
    const part = (index: number): object => ({ properties: { [`p${index}`]: { type: 'string' } } })
    const document = {
      parts: { type: 'object', allOf: many(5000, part) },
      alternatives: { oneOf: many(5000, (index) => ({ const: index })) },
      properties: {
        type: 'object',
        properties: Object.fromEntries(many(10_000, (n) => [`p${n}`, { type: 'string' }])),
      },
    }
    const countOf = (name: string): number => bodySamples(document, `/${name}`).length
    expect(countOf('parts')).toBeLessThan(1000)
    expect(countOf('alternatives')).toBeLessThan(1000)
    expect(countOf('properties')).toBeLessThan(11_000)
    for (const name of Object.keys(document)) expect(countOf(name)).toBeGreaterThan(49)
  })
})
