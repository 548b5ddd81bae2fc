import { describe, expect, it } from 'vitest'
import { escapeToken, get, joinPointer, parsePointer, remove, set } from '../../src/description/index.ts'

/** The example of RFC 6901, section 5, and other names that RFC 8259 allows. */
const document = {
  foo: ['bar', 'baz'],
  '': 0,
  'a/b': 1,
  'c%d': 2,
  'e^f': 3,
  'g|h': 4,
  'i\\j': 5,
  'k"l': 6,
  ' ': 7,
  'm~n': 8,
  '~1': 9,
  'größe/🙂': { 'x~/y': [10] },
  '0': 11,
}

describe('a JSON Pointer', () => {
  it.each<[string, unknown]>([
    ['', document],
    ['/foo', ['bar', 'baz']],
    ['/foo/0', 'bar'],
    ['/', 0],
    ['/a~1b', 1],
    ['/c%d', 2],
    ['/e^f', 3],
    ['/g|h', 4],
    ['/i\\j', 5],
    ['/k"l', 6],
    ['/ ', 7],
    ['/m~0n', 8],
    ['/~01', 9],
    ['/größe~1🙂/x~0~1y/0', 10],
    ['/0', 11],
  ])('%j selects %j', (pointer, value) => {
    expect(get(document, pointer)).toEqual(value)
    expect(joinPointer('', ...parsePointer(pointer))).toBe(pointer)
  })

  it.each(['/nothing', '/foo/2', '/foo/0/x', '/constructor', '/foo/length/x', '/__proto__', '/foo//'])(
    '%j selects nothing',
    (pointer) => {
      expect(get(document, pointer)).toBeUndefined()
    },
  )

  it('escapes ~ before /, and accepts numbers as tokens', () => {
    expect(escapeToken('~1/~0')).toBe('~01~1~00')
    expect(escapeToken(3)).toBe('3')
    expect(joinPointer('/paths', '/a/{id}', 'parameters', 0)).toBe('/paths/~1a~1{id}/parameters/0')
    expect(joinPointer('/paths')).toBe('/paths')
  })
})

describe('set', () => {
  it('copies the changed parts and keeps the original', () => {
    const original = { a: { b: [1, 2] }, c: { d: 1 } }
    const changed = set(original, '/a/b/1', 3) as typeof original
    expect(changed).toEqual({ a: { b: [1, 3] }, c: { d: 1 } })
    expect(original).toEqual({ a: { b: [1, 2] }, c: { d: 1 } })
    expect(changed.c).toBe(original.c)
  })

  it('creates missing objects, and replaces the whole document', () => {
    expect(set(undefined, '/a~1b/c', 1)).toEqual({ 'a/b': { c: 1 } })
    expect(set({ a: 1 }, '', 2)).toBe(2)
    expect(set({ a: 1 }, '/a/b', 2)).toEqual({ a: { b: 2 } })
  })

  it('sets a property of any name without changing the prototype', () => {
    const made = set({}, '/__proto__/polluted', true) as object
    expect(Object.keys(made)).toEqual(['__proto__'])
    expect(Object.getPrototypeOf(made)).toBe(Object.prototype)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

describe('remove', () => {
  it('removes properties and items, and keeps the original', () => {
    const original = { a: [1, 2, 3], 'b/c': { d: 1, e: 2 } }
    expect(remove(original, '/a/1')).toEqual({ a: [1, 3], 'b/c': { d: 1, e: 2 } })
    expect(remove(original, '/b~1c/d')).toEqual({ a: [1, 2, 3], 'b/c': { e: 2 } })
    expect(remove(original, '')).toBeUndefined()
    expect(original).toEqual({ a: [1, 2, 3], 'b/c': { d: 1, e: 2 } })
  })

  it('changes nothing if there is no such value', () => {
    expect(remove({ a: 1 }, '/b')).toEqual({ a: 1 })
    expect(remove({ a: 1 }, '/b/c')).toEqual({ a: 1 })
    expect(remove({ a: [1] }, '/a/7')).toEqual({ a: [1] })
  })
})
