import { expect, test } from 'vitest'
import type { OpenAPIDocument } from '../../../src/description/index.ts'
import { readableDocument } from '../../../src/docs/redoc/redoc.ts'

const reference = (name: string | number) => ({ $ref: `#/components/schemas/S${name}` })

test('Redoc gets no chain of references', () => {
  const count = 10_000
  const chain = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`S${index}`, reference(index + 1)]),
  )
  const schemas = { ...chain, [`S${count}`]: { type: 'string' }, Loop: reference('Loop') }
  const document = { openapi: '3.1.0', paths: {}, components: { schemas } } as unknown as OpenAPIDocument
  const read = readableDocument(document) as { components: { schemas: Record<string, unknown> } }
  expect(read.components.schemas['S0']).toEqual(reference(count))
  expect(read.components.schemas['S5000']).toEqual(reference(count))
})

test('Redoc gets a reference to a schema with other keywords as it is', () => {
  const schemas = { S0: { ...reference(1), description: 'Own.' }, S1: { type: 'string' }, S2: reference(0) }
  const document = { openapi: '3.1.0', paths: {}, components: { schemas } } as unknown as OpenAPIDocument
  expect(readableDocument(document)).toMatchObject({ components: { schemas } })
})
