import { expect, test } from 'vitest'
import { report } from './report.ts'

test('reports a misspelt or misplaced extension and lists the supported ones', async () => {
  const source = `
openapi: 3.1.1
info: { title: Parcels, version: '1', x-clientname: Parcels }
x-error: {}
x-criteria: []
paths:
  /parcels:
    post:
      x-idempotancy: {}
      x-idempotency: {}
      responses:
        '200': { description: Sent., x-criterion: [] }
`
  expect(await report('extension-name', source)).toMatchInlineSnapshot(`
    "error 4:1 #/x-error~ Unknown extension \`x-error\` on the root. Supported: \`x-errors\`, \`x-version\`, \`x-request-id\`. Add extensions of other tools to the option \`allow\` of this rule in redocly.yaml. → openapi/README.md
    error 5:1 #/x-criteria~ \`x-criteria\` belongs on a response, not on the root. → openapi/README.md
    error 3:39 #/info/x-clientname~ Unknown extension \`x-clientname\` on info. Supported: \`x-client-name\`. Add extensions of other tools to the option \`allow\` of this rule in redocly.yaml. → openapi/README.md
    error 9:7 #/paths/~1parcels/post/x-idempotancy~ Unknown extension \`x-idempotancy\` on an operation. Supported: \`x-idempotency\`, \`x-lifecycle\`, \`x-rejections\`. Add extensions of other tools to the option \`allow\` of this rule in redocly.yaml. → openapi/README.md
    error 12:38 #/paths/~1parcels/post/responses/200/x-criterion~ Unknown extension \`x-criterion\` on a response. Supported: \`x-criteria\`. Add extensions of other tools to the option \`allow\` of this rule in redocly.yaml. → openapi/README.md"
  `)
})

test('accepts extensions that the option allows, and extensions on other objects', async () => {
  const source = `
openapi: 3.1.1
info: { title: Parcels, version: '1', x-logo: { url: logo.svg } }
tags: [{ name: Parcels, x-anything: true }]
paths: {}
`
  expect(await report('extension-name', source, { allow: ['x-logo'] })).toMatchInlineSnapshot(`""`)
})
