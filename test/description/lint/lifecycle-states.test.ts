import { expect, test } from 'vitest'
import { report } from './report.ts'

test('every state named, and no other, is not reported', async () => {
  const source = `
openapi: 3.1.1
info: { title: Parcels, version: '1' }
paths:
  /parcels/{id}/return:
    post:
      x-lifecycle:
        state: /state
        to: returned
        states:
          packed: { responses: [{ status: '200' }] }
          sent: { responses: [{ status: '200' }] }
          returned: { responses: [{ status: '200' }] }
      responses:
        '200':
          description: Returned.
          content: { application/json: { schema: { $ref: '#/components/schemas/Returned' } } }
components:
  schemas:
    Returned:
      allOf: [{ $ref: '#/components/schemas/Parcel' }, { properties: { state: { const: returned } } }]
    Parcel:
      properties: { state: { type: string, enum: [packed, sent, returned] } }
`
  expect(await report('lifecycle-states', source)).toMatchInlineSnapshot(`""`)
})

test('a state that is unknown and one that is forgotten are reported', async () => {
  const source = `
openapi: 3.1.1
info: { title: Parcels, version: '1' }
paths:
  /parcels/{id}/return:
    post:
      x-lifecycle:
        state: /state
        to: return
        states:
          packed: { responses: [{ status: '200' }] }
          send: { responses: [{ status: '200' }] }
          returned: { responses: [{ status: '200' }] }
      responses:
        '200':
          description: Returned.
          content: { application/json: { schema: { $ref: '#/components/schemas/Returned' } } }
components:
  schemas:
    Returned:
      allOf: [{ $ref: '#/components/schemas/Parcel' }, { properties: { state: { const: returned } } }]
    Parcel:
      properties: { state: { type: string, enum: [packed, sent, returned] } }
`
  expect(await report('lifecycle-states', source)).toMatchInlineSnapshot(`
    "error 12:11 #/paths/~1parcels~1{id}~1return/post/x-lifecycle/states/send~ \`send\` is no state of the resource; its states are \`packed\`, \`sent\`, \`returned\`.
    error 10:9 #/paths/~1parcels~1{id}~1return/post/x-lifecycle/states~ Which answer does the state \`sent\` get?
    error 9:13 #/paths/~1parcels~1{id}~1return/post/x-lifecycle/to \`return\` is no state of the resource; its states are \`packed\`, \`sent\`, \`returned\`."
  `)
})

test('a pointer that leads to no enum is reported', async () => {
  const source = `
openapi: 3.1.1
info: { title: Parcels, version: '1' }
paths:
  /parcels/{id}/return:
    post:
      x-lifecycle:
        state: /status
        to: returned
        states:
          packed: { responses: [{ status: '200' }] }
      responses:
        '200':
          description: Returned.
          content: { application/json: { schema: { $ref: '#/components/schemas/Returned' } } }
components:
  schemas:
    Returned:
      allOf: [{ $ref: '#/components/schemas/Parcel' }, { properties: { state: { const: returned } } }]
    Parcel:
      properties: { state: { type: string, enum: [packed, sent, returned] } }
`
  expect(await report('lifecycle-states', source)).toMatchInlineSnapshot(
    `"error 8:16 #/paths/~1parcels~1{id}~1return/post/x-lifecycle/state No successful response has an \`enum\` at \`/status\` of its body."`,
  )
})
