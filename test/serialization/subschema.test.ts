import { expect, it } from 'vitest'
import {
  hasAdditional,
  itemSchema,
  propertyNames,
  propertySchema,
} from '../../src/serialization/subschema.ts'
import type { OpenAPIDocument } from '../../src/description/index.ts'

const REF = (name: string): object => ({ $ref: `#/components/schemas/${name}` })

/** Returns 25 schemas with the next one as two alternatives. The last one has the first one as an alternative. */
function circle(last: object): OpenAPIDocument {
  const levels = Array.from({ length: 25 }, (_, level): [string, object] => [
    `S${level}`,
    { anyOf: [REF(`S${level + 1}`), REF(`S${level + 1}`)] },
  ])
  const schemas = { ...Object.fromEntries(levels), S25: { ...last, oneOf: [REF('S0')] } }
  return { openapi: '3.1.1', components: { schemas } } as unknown as OpenAPIDocument
}

it('reads alternatives that refer to the same schema again and again once', () => {
  const document = circle({
    properties: { a: {} },
    prefixItems: [{}],
    additionalProperties: { type: 'string' },
  })
  const last = '/components/schemas/S25'
  expect(propertySchema(document, '/components/schemas/S0', 'a')).toBe(`${last}/properties/a`)
  expect(propertySchema(document, '/components/schemas/S0', 'b')).toBe(`${last}/additionalProperties`)
  expect([...propertyNames(document, '/components/schemas/S0')]).toEqual(['a'])
  expect(hasAdditional(document, '/components/schemas/S0')).toBe(true)
  expect(itemSchema(document, '/components/schemas/S0', 0)).toBe(`${last}/prefixItems/0`)
  expect(itemSchema(document, '/components/schemas/S0', 1)).toBeUndefined()
})

it('finds nothing in alternatives without the property', () => {
  const document = circle({ properties: { a: {} } })
  expect(propertySchema(document, '/components/schemas/S0', 'b')).toBeUndefined()
  expect(hasAdditional(document, '/components/schemas/S0')).toBe(false)
})
