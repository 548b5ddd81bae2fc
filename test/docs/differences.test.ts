import { expect, test } from 'vitest'
import { compare } from '../../src/docs/differences/compare.ts'

test('separates equal values from different and missing ones', () => {
  const left = [
    { name: 'a', value: '1' },
    { name: 'b', label: 'Bee', value: '2' },
    { name: 'c', value: '3' },
  ]
  const right = [
    { name: 'b', value: '4' },
    { name: 'a', value: '1' },
    { name: 'd', value: '5' },
  ]
  expect(compare([left, right])).toEqual({
    same: [{ label: 'a', values: ['1', '1'] }],
    different: [
      { label: 'Bee', values: ['2', '4'] },
      { label: 'c', values: ['3', undefined] },
      { label: 'd', values: [undefined, '5'] },
    ],
  })
})
