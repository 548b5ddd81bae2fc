import { expect, test } from 'vitest'
import type { OpenAPIDocument } from '../../../src/description/index.ts'
import { propertiesOf } from '../../../src/docs/schema/properties.ts'

test('percent-decodes a reference, and keeps an invalid percent-encoding', () => {
  const object = (name: string) => ({ type: 'object', properties: { [name]: { type: 'string' } } })
  const schemas = { 'a b': object('spaced'), '100%': object('full') }
  const document = { components: { schemas } } as unknown as OpenAPIDocument
  const names = ['a%20b', '100%'].flatMap((name) =>
    propertiesOf(document, { $ref: `#/components/schemas/${name}` }).map((property) => property.name),
  )
  expect(names).toEqual(['spaced', 'full'])
})
