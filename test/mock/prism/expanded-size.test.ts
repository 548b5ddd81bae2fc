import { expect, test } from 'vitest'
import { isLargeExpanded } from '../../../src/mock/prism/expanded-size.ts'

const refTo = (level: number): object => ({ $ref: `#/components/schemas/S${level}` })

/** Returns a document whose schemas each refer to the next one twice. */
const doubling = (levels: number, last: object): object => ({
  components: {
    schemas: Object.fromEntries(
      Array.from({ length: levels + 1 }, (_, level): [string, object] => [
        `S${level}`,
        level === levels ? last : { properties: { a: refTo(level + 1), b: refTo(level + 1) } },
      ]),
    ),
  },
})

test('finds 40 levels that each refer to the next one twice too large for Prism', () => {
  expect(isLargeExpanded(doubling(40, { type: 'string' }), refTo(0))).toBe(true)
})

test('leaves small schemas to Prism, also those that refer to themselves', () => {
  expect(isLargeExpanded(doubling(5, { type: 'string' }), refTo(0))).toBe(false)
  expect(isLargeExpanded(doubling(5, refTo(0)), refTo(0))).toBe(false)
})

test('measures a chain of 100,000 references', () => {
  const schemas = Array.from({ length: 100_001 }, (_, level): [string, object] => [
    `S${level}`,
    level === 100_000 ? {} : refTo(level + 1),
  ])
  expect(isLargeExpanded({ components: { schemas: Object.fromEntries(schemas) } }, refTo(0))).toBe(true)
})

const lists = (levels: number, more: object = {}): object =>
  levels === 0 ? { type: 'string' } : { type: 'array', items: lists(levels - 1, more), ...more }

test('a random value of many lists in each other is large, and a fixed one is not', () => {
  expect(isLargeExpanded({}, lists(12))).toBe(false)
  expect(isLargeExpanded({}, lists(12), true)).toBe(true)
  expect(isLargeExpanded({}, lists(3), true)).toBe(false)
})

test('a random value has as many items as its lists may have', () => {
  expect(isLargeExpanded({}, lists(2, { maxItems: 1000 }), true)).toBe(true)
  expect(isLargeExpanded({}, lists(2, { maxItems: 1000 }))).toBe(false)
  expect(isLargeExpanded({}, lists(12, { maxItems: 1 }), true)).toBe(false)
})
