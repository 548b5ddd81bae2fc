import { expect, test } from 'vitest'
import { report } from './report.ts'

test('reports an integer without an upper bound', async () => {
  const source = `
openapi: 3.1.1
info: { title: Parcels, version: '1' }
paths: {}
components:
  schemas:
    Bounded: { type: integer, maximum: 9007199254740991 }
    Below: { type: integer, exclusiveMaximum: 10 }
    Listed: { type: [integer, 'null'], enum: [1, 2, null] }
    Fixed: { type: integer, const: 0 }
    Number: { type: number }
    Anything: true
    Unbounded: { type: integer, minimum: 0 }
    Nullable: { type: [integer, 'null'] }
`
  expect(await report('integer-bounds', source)).toMatchInlineSnapshot(`
    "error 13:24 #/components/schemas/Unbounded/type An integer needs a \`maximum\`. 9007199254740991 is the largest that JavaScript represents exactly.
    error 14:23 #/components/schemas/Nullable/type An integer needs a \`maximum\`. 9007199254740991 is the largest that JavaScript represents exactly."
  `)
})
