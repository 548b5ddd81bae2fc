import { expect, test } from 'vitest'
import { report } from './report.ts'

test('reports an invalid condition and marks the position', async () => {
  const source = `
openapi: 3.1.1
info: { title: Parcels, version: '1' }
paths:
  /parcels/{id}/return:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    post:
      requestBody:
        content: { application/json: { schema: { properties: { reason: { type: string } } } } }
      responses:
        '200':
          description: Returned.
          headers: { Request-Id: {} }
          content: { application/json: { schema: { properties: { id: { type: string } } } } }
          x-criteria:
            - { condition: "$statusCode == 200 && !($response.body#/id == null)" }
            - { condition: "$statusCode = 200" }
            - { condition: "$response.id == 1" }
            - { condition: "($statusCode == 200" }
            - { condition: "$statusCode == 'it''s' 3" }
            - { condition: "" }
`
  expect(await report('criteria-syntax', source)).toMatchInlineSnapshot(`
    "error 17:28 #/paths/~1parcels~1{id}~1return/post/responses/200/x-criteria/1/condition Unexpected \`=\`. Write strings in single quotes.
    $statusCode = 200
                ^ → openapi/README.md#x-criteria
    error 18:28 #/paths/~1parcels~1{id}~1return/post/responses/200/x-criteria/2/condition \`$response.id\` is not a runtime expression.
    $response.id == 1
    ^ → openapi/README.md#x-criteria
    error 19:28 #/paths/~1parcels~1{id}~1return/post/responses/200/x-criteria/3/condition Expected \`)\`, found the end.
    ($statusCode == 200
                       ^ → openapi/README.md#x-criteria
    error 20:28 #/paths/~1parcels~1{id}~1return/post/responses/200/x-criteria/4/condition Expected \`&&\`, \`||\` or the end, found \`3\`.
    $statusCode == 'it''s' 3
                           ^ → openapi/README.md#x-criteria
    error 21:28 #/paths/~1parcels~1{id}~1return/post/responses/200/x-criteria/5/condition Expected an expression or a literal, found the end.

    ^ → openapi/README.md#x-criteria"
  `)
})
