import { expect, test } from 'vitest'
import { describe } from '../../src/description/index.ts'
import { referenceOf } from '../../src/docs/blocks/reference.ts'

test('an example without a value, such as one in a file, has its words only', () => {
  const examples = {
    file: { summary: 'In a file', externalValue: './thing.json' },
    here: { summary: 'Here', value: { id: 7 } },
  }
  const content = { 'application/json': { schema: { type: 'object' }, examples } }
  const responses = { 200: { description: 'A thing.', content } }
  const document = {
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: { '/a': { get: { responses } } },
  }
  const text = referenceOf(describe('t', document, {})).html
  expect(text).toContain('In a file')
  expect(text.match(/<pre/g)).toHaveLength(1)
})
