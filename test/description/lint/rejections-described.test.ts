import { expect, test } from 'vitest'
import { report } from './report.ts'

test('reports entries whose subject is not described', async () => {
  const source = `
openapi: 3.1.1
info: { title: Parcels, version: '1' }
security: [{ key: [] }]
paths:
  /parcels/{id}/return:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    post:
      parameters: [{ name: Api-Version, in: header, schema: { type: string } }]
      requestBody:
        content: { application/json: { schema: { $ref: '#/components/schemas/Return' } } }
      x-rejections:
        - { in: header, name: api-version }
        - { in: header, name: Version }
        - { in: path, name: Id }
        - { in: path }
        - { in: query }
        - { in: body, pointer: /reason }
        - { in: body, pointer: /items/0/weight }
        - { in: body, pointer: /items/0/size }
        - { in: body }
        - { in: security, keyword: missing }
        - { in: security, keyword: expired }
        - { in: security, keyword: revoked }
        - { in: route }
      responses: {}
    get:
      security: []
      x-rejections: [{ in: body }, { in: security }]
      responses: {}
components:
  schemas:
    Return:
      properties: { reason: { type: string }, items: { items: { $ref: '#/components/schemas/Item' } } }
    Item:
      oneOf: [{ properties: { weight: { type: number } } }, { properties: { name: { type: string } } }]
  securitySchemes:
    key: { type: http, scheme: bearer, x-credentials: { rejected: [{ keyword: expired }] } }
`
  expect(await report('rejections-described', source)).toMatchInlineSnapshot(`
    "error 29:28 #/paths/~1parcels~1{id}~1return/get/x-rejections/0/in The operation has no request body.
    error 29:42 #/paths/~1parcels~1{id}~1return/get/x-rejections/1/in The operation requires no credentials.
    error 14:31 #/paths/~1parcels~1{id}~1return/post/x-rejections/1/name The operation has no header parameter \`Version\`.
    error 15:29 #/paths/~1parcels~1{id}~1return/post/x-rejections/2/name The operation has no path parameter \`Id\`.
    error 17:17 #/paths/~1parcels~1{id}~1return/post/x-rejections/4/in The operation has no query parameter.
    error 20:32 #/paths/~1parcels~1{id}~1return/post/x-rejections/7/pointer The request body has no \`/items/0/size\`.
    error 24:36 #/paths/~1parcels~1{id}~1return/post/x-rejections/11/keyword No security scheme of the operation rejects \`revoked\`. Known: \`missing\`, \`malformed\`, \`wrong\`, \`expired\`."
  `)
})
