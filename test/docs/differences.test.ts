import { expect, test } from 'vitest'
import { compare } from '../../src/docs/differences/compare.ts'

test('what both say alike is the same; everything else differs, also what one does not say', () => {
  const left = [
    { name: 'a', says: '1' },
    { name: 'b', label: 'Bee', says: '2' },
    { name: 'c', says: '3' },
  ]
  const right = [
    { name: 'b', says: '4' },
    { name: 'a', says: '1' },
    { name: 'd', says: '5' },
  ]
  expect(compare([left, right])).toEqual({
    same: [{ label: 'a', says: ['1', '1'] }],
    different: [
      { label: 'Bee', says: ['2', '4'] },
      { label: 'c', says: ['3', undefined] },
      { label: 'd', says: [undefined, '5'] },
    ],
  })
})
