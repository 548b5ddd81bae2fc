import { expect, test } from 'vitest'
import { report } from './report.ts'

test('reports an error without examples, and an example without an explanation', async () => {
  const source = `
openapi: 3.1.1
info: { title: Parcels, version: '1' }
paths:
  /parcels:
    post:
      responses:
        '200': { description: Sent., content: { application/json: { examples: { sent: { value: {} } } } } }
        '400':
          description: Rejected.
          content:
            application/json:
              examples:
                explained: { summary: The parcel is too big, description: Send two., value: {} }
                without_advice: { summary: The parcel is too heavy, value: {} }
                empty: { summary: ' ', description: Send less., value: {} }
        '4XX': { description: Rejected., content: { application/json: { schema: { type: object } } } }
        '503': { description: Closed. }
`
  expect(await report('error-examples', source)).toMatchInlineSnapshot(`
    "error 15:17 #/paths/~1parcels/post/responses/400/content/application~1json/examples/without_advice~ The example \`without_advice\` of \`400\` has no \`description\`: what to do.
    error 16:17 #/paths/~1parcels/post/responses/400/content/application~1json/examples/empty~ The example \`empty\` of \`400\` has no \`summary\`: when the error occurs.
    error 17:42 #/paths/~1parcels/post/responses/4XX/content~ The response \`4XX\` has no named example. Add one for each error."
  `)
})
