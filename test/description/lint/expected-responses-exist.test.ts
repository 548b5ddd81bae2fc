import { expect, test } from 'vitest'
import { report } from './report.ts'

test('reports a response with an unknown status code or example, and resolves references', async () => {
  const source = `
openapi: 3.1.1
info: { title: Parcels, version: '1' }
paths:
  /parcels/{id}/return:
    post:
      x-idempotency:
        mismatch: { responses: [{ status: '409', example: reused }, { status: '422', example: reused }] }
        inProgress: { responses: [{ status: '409', example: in_use }] }
      x-lifecycle:
        states: { lost: { responses: [{ status: '404' }] }, sent: { responses: [{ status: '200', example: returned }] } }
      x-rejections:
        - { in: body, responses: [{ status: '400', example: malformed }] }
      responses:
        '200': { description: Returned. }
        '400': { $ref: '#/components/responses/Invalid' }
        '409':
          description: Rejected.
          content: { application/json: { examples: { in_use: { value: {} }, resued: { value: {} } } } }
components:
  responses:
    Invalid:
      description: Invalid.
      content: { application/json: { examples: { malformed: { $ref: '#/components/examples/malformed' } } } }
  examples:
    malformed: { value: {} }
`
  expect(await report('expected-responses-exist', source)).toMatchInlineSnapshot(`
    "error 8:59 #/paths/~1parcels~1{id}~1return/post/x-idempotency/mismatch/responses/0/example The response \`409\` has no example \`reused\`. Its examples are \`in_use\`, \`resued\`.
    error 8:79 #/paths/~1parcels~1{id}~1return/post/x-idempotency/mismatch/responses/1/status Unknown response \`422\`. The responses are \`200\`, \`400\`, \`409\`.
    error 11:49 #/paths/~1parcels~1{id}~1return/post/x-lifecycle/states/lost/responses/0/status Unknown response \`404\`. The responses are \`200\`, \`400\`, \`409\`.
    error 11:107 #/paths/~1parcels~1{id}~1return/post/x-lifecycle/states/sent/responses/0/example The response \`200\` has no example \`returned\`. Its examples are none."
  `)
})
