import { expect, test } from 'vitest'
import { report } from './report.ts'

/** Returns a description whose operation has a life cycle. */
const describe = (lifecycle: string): string => `
openapi: 3.1.1
info: { title: Parcels, version: '1' }
paths:
  /parcels/{id}/return:
    post:
      x-lifecycle:${lifecycle.trimEnd()}
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

test('accepts a life cycle that names exactly the states', async () => {
  const source = describe(`
        state: /state
        to: returned
        states:
          packed: { responses: [{ status: '200' }] }
          sent: { responses: [{ status: '200' }] }
          returned: { responses: [{ status: '200' }] }
`)
  expect(await report('lifecycle-states', source)).toMatchInlineSnapshot(`""`)
})

test('reports an unknown state and a missing one', async () => {
  const source = describe(`
        state: /state
        to: return
        states:
          packed: { responses: [{ status: '200' }] }
          send: { responses: [{ status: '200' }] }
          returned: { responses: [{ status: '200' }] }
`)
  expect(await report('lifecycle-states', source)).toMatchInlineSnapshot(`
    "error 12:11 #/paths/~1parcels~1{id}~1return/post/x-lifecycle/states/send~ \`send\` is not a state of the resource. Its states are \`packed\`, \`sent\`, \`returned\`.
    error 10:9 #/paths/~1parcels~1{id}~1return/post/x-lifecycle/states~ The state \`sent\` has no entry in \`states\`.
    error 9:13 #/paths/~1parcels~1{id}~1return/post/x-lifecycle/to \`return\` is not a state of the resource. Its states are \`packed\`, \`sent\`, \`returned\`."
  `)
})

test('reports a pointer that selects no enum', async () => {
  const source = describe(`
        state: /status
        to: returned
        states:
          packed: { responses: [{ status: '200' }] }
`)
  expect(await report('lifecycle-states', source)).toMatchInlineSnapshot(
    `"error 8:16 #/paths/~1parcels~1{id}~1return/post/x-lifecycle/state No successful response has an \`enum\` at \`/status\` of its body."`,
  )
})
