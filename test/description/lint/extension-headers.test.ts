import { expect, test } from 'vitest'
import { report } from './report.ts'

test('reports a header that is not described, in any case', async () => {
  const source = `
openapi: 3.1.1
info: { title: Parcels, version: '1' }
x-version: { header: Api-Version }
x-request-id: { header: Request-Id }
paths:
  /parcels/{id}/return:
    parameters:
      - { $ref: '#/components/parameters/Key' }
    post:
      x-idempotency:
        header: idempotency-key
        replay: { headers: { Replayed: 'true', Again: 'true' } }
        retry: { directive: Should-Retry }
      responses:
        '200': { description: Returned., headers: { request-id: {}, replayed: {} } }
    put:
      x-idempotency: { header: Idempotence-Key }
      responses: {}
components:
  parameters:
    Key: { name: Idempotency-Key, in: header, schema: { type: string } }
`
  expect(await report('extension-headers', source)).toMatchInlineSnapshot(`
    "error 18:32 #/paths/~1parcels~1{id}~1return/put/x-idempotency/header The operation has no header parameter \`Idempotence-Key\`.
    error 13:48 #/paths/~1parcels~1{id}~1return/post/x-idempotency/replay/headers/Again~ No response of the operation has a header \`Again\`.
    error 14:29 #/paths/~1parcels~1{id}~1return/post/x-idempotency/retry/directive No response of the operation has a header \`Should-Retry\`.
    error 4:22 #/x-version/header No operation has a header parameter \`Api-Version\`."
  `)
})
