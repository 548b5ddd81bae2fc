import { expect, it } from 'vitest'
import { boolean, integer, number } from '../../src/client/index.ts'

it('reads integers strictly', () => {
  expect(['0', '1500', '-3', '999999999999999'].map(integer)).toEqual([0, 1500, -3, 999_999_999_999_999])
  for (const text of ['', ' 1', '01', '0x10', '1e3', '1.5', 'Infinity', '9999999999999999', 'x', null])
    expect(integer(text)).toBeNull()
})

it('reads numbers strictly', () => {
  expect(['0', '1.5', '-0.25'].map(number)).toEqual([0, 1.5, -0.25])
  for (const text of ['1.', '.5', '1e3', 'NaN', null]) expect(number(text)).toBeNull()
})

it('reads booleans strictly', () => {
  expect(['true', 'false', 'True', '1', '', null].map(boolean)).toEqual([true, false, null, null, null, null])
})
