import { expect, test } from 'vitest'
import type { Operation } from '../../../src/description/index.ts'
import { operationAddress, partAddress, textSections } from '../../../src/docs/redoc/routes.ts'

const operation = (id: string, ...tags: string[]): Operation =>
  ({ id, object: { tags } }) as unknown as Operation

// The addresses that Redoc 3.0.1 makes, read from its menu.
test.each([
  [operation('listThings', 'My Tag (new)'), '#/my-tag-(new)/listthings'],
  [operation('postThings', 'Ünder/slash'), '#/underslash/postthings'],
  [operation('get Thing.one'), '#/other/get thing.one'],
])('makes the address of an operation as Redoc does: %#', (given, expected) => {
  expect(operationAddress(given)).toBe(expected)
})

test('makes the address of a parameter as Redoc does', () => {
  expect(partAddress(operation('cancel', 'Things'), 't=request&in=headers&path=a-b')).toBe(
    '#/things/cancel#things/cancel/t=request&in=headers&path=a-b',
  )
})

test('lists the sections of a text that Redoc lists, with their text', () => {
  const text = 'Text.\n\n## Über uns & Co.\na\n### Sub `code`\nb\n# Top\nc\n## Second\nd\n# Top\ne\n'
  const sections = textSections(text)
  expect(sections.map(({ title, address }) => [title, address])).toEqual([
    ['Über uns & Co.', '#/section/uber-uns-and-co.'],
    ['Top', '#/section/top'],
  ])
  expect(sections[1]?.text).toContain('Second')
})
