import { fullFormats } from 'ajv-formats/dist/formats.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formats } from '../../src/schema/formats.ts'
import { duplicate, equal, length } from '../../src/schema/runtime/index.ts'

function accepts(name: string, value: string | number): boolean {
  const format: unknown = formats[name]
  if (format instanceof RegExp) return format.test(String(value))
  if (typeof format === 'function') return (format as (value: unknown) => boolean)(value)
  return (format as { validate: (value: unknown) => boolean }).validate(value)
}

describe('formats', () => {
  it.each<[string, (string | number)[], (string | number)[]]>([
    [
      'date',
      ['2024-02-29', '2000-02-29', '0000-02-29', '0004-02-29', '9999-12-31', '2026-04-30'],
      [
        '2023-02-29',
        '1900-02-29',
        '9999-99-99',
        '2026-04-31',
        '2026-00-01',
        '2026-01-00',
        '2026-1-1',
        '26-01-01',
        '',
      ],
    ],
    [
      'time',
      ['00:00:00Z', '23:59:59.999z', '23:59:60Z', '15:59:60-08:00', '10:00:00+23:59'],
      [
        '24:00:00Z',
        '10:60:00Z',
        '10:00:60Z',
        '10:00:00',
        '10:00:00+24:00',
        '10:00:00+0100',
        '15:59:60+08:00',
      ],
    ],
    [
      'date-time',
      ['2024-02-29T10:00:00Z', '2024-02-29t10:00:00.5+02:00', '2016-12-31T23:59:60Z'],
      ['2023-02-29T10:00:00Z', '2024-02-29 10:00:00Z', '2024-02-29T10:00:00', '2024-02-29'],
    ],
    [
      'uri',
      [
        ...['https://api.example/a?b=c#d', 'mailto:a@b.example', 'urn:isbn:1', 'http://[::1]/', 'a:%20'],
        'https://api.example/a?b=c&d=e',
        "HTTPS://a$&'b:c@api.example:80/-._~!$&'()*+,;=:@/%7E?!$&'()*+,;=:@/?#!$&'()*+,;=:@/?",
      ],
      ['/relative', 'https://a b', 'https://a/%zz', 'https://ä.example', '1a:b', 'a:', ''],
    ],
    ['uuid', ['7f2c9d4e-7f0a-4b9c-9a53-2f6f1d0c8e11'], ['7f2c9d4e7f0a4b9c9a532f6f1d0c8e11', 'x']],
    ['byte', ['', 'YQ==', 'YWI=', 'YWJj'], ['YQ', 'Y===', 'a b=']],
    ['int32', [0, -(2 ** 31), 2 ** 31 - 1], [2 ** 31, -(2 ** 31) - 1, 0.5]],
    ['int64', [0, 2 ** 53], [0.5, -1.5]],
    ['unix-time', [0, 1680801569], [1680801569.5]],
  ])('%s', (name, valid, invalid) => {
    for (const value of valid) expect([value, accepts(name, value)]).toEqual([value, true])
    for (const value of invalid) expect([value, accepts(name, value)]).toEqual([value, false])
  })

  it('accepts the same dates as ajv-formats', () => {
    const theirs = fullFormats.date as { validate: (text: string) => boolean }
    const two = (max: number): fc.Arbitrary<string> =>
      fc.nat({ max }).map((value) => String(value).padStart(2, '0'))
    fc.assert(
      fc.property(fc.nat({ max: 9999 }), two(13), two(32), (year, month, day) => {
        const text = `${String(year).padStart(4, '0')}-${month}-${day}`
        expect(accepts('date', text)).toBe(theirs.validate(text))
      }),
      { numRuns: 2000, seed: 1 },
    )
  })
})

it('counts code points, and a lone surrogate as one', () => {
  expect(['', 'a', '🙂', 'e\u0301', '\ud83d', '👩‍👧'].map(length)).toEqual([0, 1, 1, 2, 1, 3])
})

it.each<[unknown, unknown, boolean]>([
  [1, 1, true],
  [1, '1', false],
  [null, {}, false],
  [[], {}, false],
  [[1, [2]], [1, [2]], true],
  [[1, 2], [2, 1], false],
  [{ a: 1, b: { c: null } }, { b: { c: null }, a: 1 }, true],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [{ constructor: 1 }, {}, false],
])('compares %j with %j', (a, b, same) => {
  expect(equal(a, b)).toBe(same)
  expect(equal(b, a)).toBe(same)
})

describe('the last two equal items', () => {
  /** Compares each item with each other one. */
  function expected(items: readonly unknown[]): { i: number; j: number } | undefined {
    for (let i = items.length - 1; i > 0; i -= 1) {
      for (let j = i - 1; j >= 0; j -= 1) if (equal(items[i], items[j])) return { i, j }
    }
    return undefined
  }

  it('are found among all values', () => {
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom<unknown>(0, -0, 1, '1', '', 'null', null, true, 'true', undefined, '[]', '{}'),
        fc.array(tie('value'), { maxLength: 2 }),
        fc.dictionary(fc.constantFrom('a', 'b', '__proto__', 'toString', 'a":1,"b'), tie('value'), {
          maxKeys: 2,
        }),
      ),
    }))
    fc.assert(
      fc.property(fc.array(value, { maxLength: 12 }), (items) => {
        expect(duplicate(items)).toEqual(expected(items))
      }),
      { numRuns: 2000 },
    )
  })

  it('are the same value below any depth', () => {
    const nested = (depth: number, innermost: unknown): unknown => {
      let value = innermost
      for (let level = 0; level < depth; level += 1) value = [value]
      return value
    }
    expect(duplicate([nested(200, 1), nested(200, 2), nested(200, 1)])).toEqual({ i: 2, j: 0 })
    expect(duplicate([nested(200, 1), nested(200, 2)])).toBeUndefined()
    expect(duplicate([nested(100_000, 1), 2])).toBeUndefined()
  })

  it('are found among many without comparing each with each', () => {
    const items = Array.from({ length: 100_000 }, (_, id) => ({ id, tags: ['a', { b: id % 7 }] }))
    expect(duplicate(items)).toBeUndefined()
    expect(duplicate([...items, { tags: ['a', { b: 5 }], id: 5 }])).toEqual({ i: 100_000, j: 5 })
  })
})
