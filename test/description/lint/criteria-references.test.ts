import { expect, test } from 'vitest'
import { report } from './report.ts'

test('reports an expression that is not described', async () => {
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
            - { condition: "$response.body#/id == $request.path.id" }
            - { condition: "$response.body#/ID == $request.path.Id || $request.query.id == 1" }
            - { condition: "$request.body#/reason == $request.body#/raeson" }
            - { condition: "$response.header.request-id != null && $response.header.Request == $statusCode" }
            - { condition: "$now =" }
`
  expect(await report('criteria-references', source)).toMatchInlineSnapshot(`
    "error 17:28 #/paths/~1parcels~1{id}~1return/post/responses/200/x-criteria/1/condition \`$response.body#/ID\` is not described. → openapi/README.md#x-criteria
    error 17:28 #/paths/~1parcels~1{id}~1return/post/responses/200/x-criteria/1/condition \`$request.path.Id\` is not described. → openapi/README.md#x-criteria
    error 17:28 #/paths/~1parcels~1{id}~1return/post/responses/200/x-criteria/1/condition \`$request.query.id\` is not described. → openapi/README.md#x-criteria
    error 18:28 #/paths/~1parcels~1{id}~1return/post/responses/200/x-criteria/2/condition \`$request.body#/raeson\` is not described. → openapi/README.md#x-criteria
    error 19:28 #/paths/~1parcels~1{id}~1return/post/responses/200/x-criteria/3/condition \`$response.header.Request\` is not described. → openapi/README.md#x-criteria"
  `)
})
