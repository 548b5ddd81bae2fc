import { expect, test } from 'vitest'
import { report } from './report.ts'

test('reports a pointer that no error response has', async () => {
  const source = `
openapi: 3.1.1
info: { title: Parcels, version: '1' }
x-errors: { identifiedBy: [/error/code, /error/kind, /state], message: /error/message }
paths:
  /parcels:
    post:
      responses:
        '200':
          description: Sent.
          content: { application/json: { schema: { properties: { state: { type: string } } } } }
        default:
          description: Rejected.
          content: { application/json: { schema: { $ref: '#/components/schemas/Rejection' } } }
components:
  schemas:
    Rejection: { properties: { error: { properties: { code: { type: string }, message: { type: string } } } } }
`
  expect(await report('errors-identified', source)).toMatchInlineSnapshot(`
    "error 4:41 #/x-errors/identifiedBy/1 No error response has \`/error/kind\` in its body. → openapi/README.md#x-errors
    error 4:54 #/x-errors/identifiedBy/2 No error response has \`/state\` in its body. → openapi/README.md#x-errors"
  `)
})
