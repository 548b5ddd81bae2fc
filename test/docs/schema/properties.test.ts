import { expect, test } from 'vitest'
import type { OpenAPIDocument } from '../../../src/description/index.ts'
import { isClosed, propertiesOf } from '../../../src/docs/schema/properties.ts'

test('percent-decodes a reference, and keeps an invalid percent-encoding', () => {
  const object = (name: string) => ({ type: 'object', properties: { [name]: { type: 'string' } } })
  const schemas = { 'a b': object('spaced'), '100%': object('full') }
  const document = { components: { schemas } } as unknown as OpenAPIDocument
  const names = ['a%20b', '100%'].flatMap((name) =>
    propertiesOf(document, { $ref: `#/components/schemas/${name}` }).map((property) => property.name),
  )
  expect(names).toEqual(['spaced', 'full'])
})

test('finds the properties of an `allOf` in a chain of 10,000', () => {
  const count = 10_000
  const schemas = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `S${index}`,
      { allOf: [{ $ref: `#/components/schemas/S${index + 1}` }], properties: { a: { title: `${index}` } } },
    ]),
  )
  const last = { properties: { z: {} }, additionalProperties: false }
  const long = { components: { schemas: { ...schemas, [`S${count}`]: last } } } as unknown as OpenAPIDocument
  const schema = { $ref: '#/components/schemas/S0' }
  expect(propertiesOf(long, schema).map(({ name, schema: { title } }) => [name, title])).toEqual([
    ['z', undefined],
    ['a', '0'],
  ])
  expect(isClosed(long, schema)).toBe(true)
})
