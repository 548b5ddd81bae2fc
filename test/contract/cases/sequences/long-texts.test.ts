import { expect, test } from 'vitest'
import { cutTexts } from '../../../../src/contract/cases/sequences/long-texts.ts'

test('a long text is cut, and a short one may begin with another word', () => {
  const sent = { type: 'shared_folder', name: 'A long name of a folder' }
  const names = new Set(['name'])
  expect(cutTexts(sent, { type: 'share', name: sent.name }, names)).toEqual([])
  expect(cutTexts(sent, { type: 'share', name: 'A long…' }, names)).toEqual([
    { name: 'name', sent: sent.name, received: 'A long…' },
  ])
})
