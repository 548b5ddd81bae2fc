import { describe, expect, it } from 'vitest'
import { DescriptionError } from '../../../src/description/index.ts'
import { parseFile } from '../../../src/description/load/parsed-file.ts'
import { decodeText } from '../../../src/description/load/read-text.ts'

interface Parsed {
  readonly value: unknown
  readonly warnings: readonly string[]
}

function parse(text: string): Parsed {
  const { value, warnings } = parseFile('f', text)
  return { value, warnings: warnings.map(({ source, message }) => `${source}: ${message}`) }
}

describe('a text with a fault', () => {
  it.each<[string, string, unknown, string]>([
    ['a tab as indentation', 'a:\n\tb: 1\n\tc: 2\n', { a: { b: 1, c: 2 } }, 'f:2: .*Tabs'],
    ['tabs beside four spaces', 'a:\n    b: 1\n\tc: 2\n', { a: { b: 1, c: 2 } }, 'f:3: .*Tabs'],
    ['a tab in a flow list', 'a: [\n\t1]\n', { a: [1] }, 'f:2: .*Tabs'],
    ['an alias without an anchor', 'b: 1\na: *x\n', { b: 1, a: null }, 'f:2: No anchor `&x` above'],
    ['a merged number', 'a: 1\n<<: 5\n', { a: 1 }, 'f:2: `<<` merges only maps'],
    ['a duplicate key in YAML', 'a: 1\na: 2\n', { a: 2 }, 'f:2: Duplicate key `a`'],
    ['a duplicate key in a flow map', 'x: {a: 1, a: 2}\n', { x: { a: 2 } }, 'f:1: Duplicate key `a`'],
    ['a duplicate key in JSON', '{"a": 1,\n"a": 2}', { a: 2 }, 'f:2: Duplicate key `a`'],
    ['an unknown escape', 'p: "\\d"\n', { p: '\\d' }, 'f:1: .*escape'],
    ['a reserved character', 'a: @b\n', { a: '@b' }, 'f:1: .*reserved character @'],
    ['an unknown tag', 'a: !!js/function x\n', { a: 'x' }, 'f:1: .*tag'],
    ['a comment in JSON', '{"a": 1, // one\n"b": 2}', { a: 1, b: 2 }, 'f:1: .*comments'],
    ['a trailing comma in JSON', '{"a": [1,],\n}', { a: [1] }, 'f:1: .*trailing commas'],
    ['half a character in JSON', '{"a": "x",\n"b": "\\ud800y"}', { a: 'x', b: '\uFFFDy' }, 'f:2: .*half a'],
    ['half a character in a name', 'a: 1\n"\\udc00": 2\n', { a: 1, '\uFFFD': 2 }, 'f:2: .*half a'],
    ['a second document', 'a: 1\n---\na: 2\n', { a: 1 }, 'f:2: .*several YAML documents'],
  ])('is read: %s', (_, text, value, warning) => {
    expect(parse(text)).toEqual({
      value,
      warnings: [expect.stringMatching(new RegExp(`^${warning}`)) as string],
    })
  })

  it.each<[string, string, string]>([
    ['a string without end', 'a: 1\nb: "x', 'f:2: Not valid YAML'],
    ['a map without end', 'a: {', 'f:1: Not valid YAML'],
    ['a key in a value', 'a: b: c\n', 'f:1: Not valid YAML'],
    ['a wrong indentation', 'a:\n  b: 1\n c: 2\n', 'f:3: Not valid YAML'],
  ])('is rejected at its line: %s', (_, text, message) => {
    expect(() => parse(text)).toThrow(DescriptionError)
    expect(() => parse(text)).toThrow(message)
  })
})

describe('a text without a fault', () => {
  it.each<[string, string, unknown]>([
    ['a byte order mark', '\uFEFFa: 1\n', { a: 1 }],
    ['a byte order mark in JSON', '\uFEFF{"a":1}', { a: 1 }],
    ['CRLF', 'a: 1\r\nb:\r\n  - 2\r\n', { a: 1, b: [2] }],
    ['CRLF in JSON', '{\r\n"a": 1\r\n}', { a: 1 }],
    ['keys that are no texts', '200: 1\ntrue: 2\n', { 200: 1, true: 2 }],
    [
      'merged maps, of which its own keys win',
      'm: &m {a: 1, b: 2}\nx: {b: 3, <<: *m}\n',
      { m: { a: 1, b: 2 }, x: { a: 1, b: 3 } },
    ],
    ['several merged maps', 'x: {<<: [{a: 1}, {a: 2, b: 2}]}\n', { x: { a: 1, b: 2 } }],
    ['an anchor that is set again', 'a: &x 1\nb: *x\nc: &x 2\nd: *x\n', { a: 1, b: 1, c: 2, d: 2 }],
    ['numbers that JSON does not have', 'a: .nan\nb: -.inf\n', { a: null, b: null }],
    ['a key `__proto__`', '__proto__: {a: 1}\n', Object.fromEntries([['__proto__', { a: 1 }]])],
  ])('is read without a warning: %s', (_, text, value) => {
    expect(parse(text)).toEqual({ value, warnings: [] })
  })

  it.each<[string, BufferEncoding, string]>([
    ['UTF-8', 'utf8', ''],
    ['UTF-16 with a mark', 'utf16le', '\uFEFF'],
    ['UTF-16 without a mark', 'utf16le', ''],
  ])('can be in %s', (_, encoding, mark) => {
    const bytes = Buffer.from(`${mark}a: é\n`, encoding)
    expect(parse(decodeText(bytes)).value).toEqual({ a: 'é' })
  })

  it('can be in UTF-16 with the high byte first', () => {
    expect(parse(decodeText(Buffer.from('\uFEFFa: é\n', 'utf16le').swap16())).value).toEqual({ a: 'é' })
  })

  it('has the lines of merged keys where they are written', () => {
    const { lines } = parseFile('f', 'm: &m\n  a: 1\nx:\n  <<: *m\n  b: 2\n')
    expect([lines().get('/x/a'), lines().get('/x/b')]).toEqual([2, 5])
  })
})
