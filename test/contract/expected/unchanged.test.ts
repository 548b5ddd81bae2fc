import { describe, expect, it } from 'vitest'
import { compareResource } from '../../../src/contract/expected/unchanged.ts'

const pointers = (before: object, after: object, ignored: readonly string[] = []): string[] =>
  compareResource(before, after, ignored).changed.map(({ pointer }) => pointer)

describe('what has changed in a resource', () => {
  it.each<[string, object, object, string[]]>([
    ['a number that became 0', { amount: 2000 }, { amount: 0 }, ['/amount']],
    ['a text in another letter case', { currency: 'usd' }, { currency: 'USD' }, ['/currency']],
    ['a text that became null', { customer: 'cus_1' }, { customer: null }, ['/customer']],
    ['a null that became a text', { customer: null }, { customer: 'cus_1' }, ['/customer']],
    ['a null that became the text null', { customer: null }, { customer: 'null' }, ['/customer']],
    ['an entry that is gone', { metadata: { a: '1' } }, { metadata: {} }, ['/metadata/a']],
    ['an entry that is new', { metadata: {} }, { metadata: { a: '1' } }, ['/metadata/a']],
    ['an entry with a slash', { metadata: { 'a/b': '1' } }, { metadata: { 'a/b': '2' } }, ['/metadata/a~1b']],
    ['a shorter list', { types: ['card', 'link'] }, { types: ['card'] }, ['/types']],
    ['a list in another order', { types: ['a', 'b'] }, { types: ['b', 'a'] }, ['/types/0', '/types/1']],
    ['an object that became a list', { metadata: { a: '1' } }, { metadata: [] }, ['/metadata']],
    ['another id in an object', { customer: 'cus_1' }, { customer: { id: 'cus_2' } }, ['/customer']],
    ['another time', { at: '2026-01-01T00:00:00Z' }, { at: '2026-01-01T00:00:01Z' }, ['/at']],
  ])('names %s', (_, before, after, expected) => {
    expect(pointers(before, after)).toEqual(expected)
  })

  it.each<[string, object, object]>([
    ['a property that only the fixture knows', { internal: 1 }, {}],
    ['a property that only the response has', {}, { links: [] }],
    ['the same value', { amount: 1, metadata: { a: '1' } }, { metadata: { a: '1' }, amount: 1 }],
    ['null and absent within a property', { address: { state: null } }, { address: {} }],
    ['an id and the object with that id', { customer: 'cus_1' }, { customer: { id: 'cus_1', object: 'x' } }],
    ['two forms of an object with an id', { customer: { id: 'c', name: 'Ada' } }, { customer: { id: 'c' } }],
    ['0 and -0', { amount: 0 }, { amount: -0 }],
    ['a number as a text', { amount: '2000' }, { amount: 2000 }],
    [
      'the same time in another form',
      { at: '2026-01-01T00:00:00Z' },
      { at: '2026-01-01T01:00:00.000+01:00' },
    ],
  ])('does not name %s', (_, before, after) => {
    expect(pointers(before, after)).toEqual([])
  })

  it('leaves out what may change, with all below it', () => {
    const before = { state: 'a', detail: { reason: null }, amount: 1 }
    const after = { state: 'b', detail: { reason: 'x' }, amount: 2 }
    expect(pointers(before, after, ['/state', '/detail'])).toEqual(['/amount'])
    expect(compareResource(before, after, ['/state', '/detail', '/amount']).compared).toBe(0)
  })

  it('leaves out what the description does not know, on both sides', () => {
    const isDescribed = (pointer: string): boolean => pointer === '/amount'
    const compare = (before: object, after: object) => compareResource(before, after, [], isDescribed)
    expect(compare({ amount: 1, updated: 1 }, { amount: 1, updated: 2 })).toEqual({
      compared: 1,
      changed: [],
    })
    expect(compare({ updated: 1 }, { updated: 1 }).compared).toBe(0)
    expect(compare({ amount: 1, updated: 1 }, { amount: 2, updated: 2 }).changed).toHaveLength(1)
  })

  it('compares values that are nested more deeply than a function can call itself', () => {
    const nested = (depth: number): object => {
      let value: object = {}
      for (let level = 0; level < depth; level += 1) value = { below: value }
      return value
    }
    expect(pointers({ at: nested(200_000) }, { at: nested(200_000) })).toEqual([])
  })
})
