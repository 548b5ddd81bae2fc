import { expect, test } from 'vitest'
import { nearValues } from '../../../src/contract/generate/near-values.ts'

test('values near those of a list are none of them, and the most probable ones come first', () => {
  const reasons = ['duplicate', 'requested_by_customer', 'abandoned']
  const near = nearValues(reasons)
  expect(near.slice(0, 4)).toEqual([
    'requested by customer',
    'duplicate,requested_by_customer',
    'duplicate\0',
    'null',
  ])
  expect(near.filter((text) => reasons.includes(text))).toEqual([])
  expect(new Set(near).size).toBe(near.length)
})

test('a value of the list itself, and an empty text, are not near', () => {
  expect(nearValues(['a'])).not.toContain('')
  expect(nearValues(['null', 'None'])).not.toContain('null')
})
