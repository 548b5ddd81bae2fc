import { expect, test } from 'vitest'
import { rareAliases } from '../../../src/contract/cases/aliases.ts'

test('a number gets a zero before it, wherever an id has one at its end', () => {
  expect(rareAliases('42')).toContain('042')
  expect(rareAliases('pi_42')).toContain('pi_042')
  expect(rareAliases('pi_4x').filter((text) => text.includes('04'))).toEqual([])
  expect(rareAliases('pi_x42').filter((text) => text.includes('04'))).toEqual([])
})

test('the last character gets two bytes, as UTF-8 does not write it', () => {
  expect(rareAliases('pi_a')).toContain('pi_%c1%a1')
  expect(rareAliases('pi_\u00e4').filter((text) => /%c[01]/.test(text))).toEqual([])
})
