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
