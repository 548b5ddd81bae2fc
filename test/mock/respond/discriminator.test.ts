import { expect, test } from 'vitest'
import type { OpenAPIDocument } from '../../../src/description/index.ts'
import { hasDiscriminator } from '../../../src/mock/respond/media/discriminator.ts'

/** More references in a row than calls fit on the stack. */
const LENGTH = 20_000

/** Returns a description in which each schema refers to the next, and the last is `end`. */
function chainTo(end: object): OpenAPIDocument {
  const schemas: Record<string, object> = { [`S${LENGTH}`]: end }
  for (let index = 0; index < LENGTH; index++)
    schemas[`S${index}`] = { properties: { next: { $ref: `#/components/schemas/S${index + 1}` } } }
  return { components: { schemas } } as unknown as OpenAPIDocument
}

test('finds a discriminator at the end of a long chain of references', () => {
  const end = { oneOf: [{ type: 'string' }], discriminator: { propertyName: 'kind' } }
  expect(hasDiscriminator(chainTo(end), '/components/schemas/S0')).toBe(true)
})

test.each([{ type: 'string' }, { $ref: '#/components/schemas/S0' }])(
  'finds none in a chain that ends with %o',
  (end) => {
    expect(hasDiscriminator(chainTo(end), '/components/schemas/S0')).toBe(false)
  },
)
