import { expect, it } from 'vitest'
import type { OpenAPIDocument } from '../../src/description/index.ts'
import { missingElements, xmlText } from '../../src/serialization/index.ts'

const text = { type: 'string' }
const document = {
  thing: {
    type: 'object',
    xml: { name: 'thing' },
    required: ['id', 'name', 'kind', 'owner', 'tags', 'note'],
    properties: {
      id: { ...text, readOnly: true },
      name: text,
      kind: { ...text, xml: { attribute: true } },
      owner: {
        type: 'object',
        required: ['name'],
        properties: { name: text },
        xml: { name: 'user', prefix: 'u' },
      },
      tags: { type: 'array', items: text },
      note: { type: ['string', 'null'] },
    },
  },
} as unknown as OpenAPIDocument

it('finds each required element and attribute that a document does not have', () => {
  const value = { name: 'a', kind: 'b', owner: { name: 'c' } }
  const missing = (part: object): string[] =>
    missingElements(document, '/thing', xmlText(document, '/thing', part))
  expect(missing(value)).toEqual([])
  expect(missing({ kind: 'b', owner: { name: 'c' } })).toEqual(['name'])
  expect(missing({ name: 'a' })).toEqual(['kind', 'owner'])
})
