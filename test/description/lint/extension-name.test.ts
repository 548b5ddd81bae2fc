import { expect, test } from 'vitest'
import { report } from './report.ts'

test('a misspelt or misplaced extension is reported, with those that are known there', async () => {
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
    "error 4:1 #/x-error~ \`x-error\` is not known on the root; there are \`x-errors\`, \`x-version\`, \`x-request-id\`. What another tool reads stands in the option \`allow\` of this rule in redocly.yaml. → openapi/README.md
    error 5:1 #/x-criteria~ \`x-criteria\` stands on a response, not on the root. → openapi/README.md
    error 3:39 #/info/x-clientname~ \`x-clientname\` is not known on info; there is \`x-client-name\`. What another tool reads stands in the option \`allow\` of this rule in redocly.yaml. → openapi/README.md
    error 9:7 #/paths/~1parcels/post/x-idempotancy~ \`x-idempotancy\` is not known on an operation; there are \`x-idempotency\`, \`x-lifecycle\`, \`x-rejections\`. What another tool reads stands in the option \`allow\` of this rule in redocly.yaml. → openapi/README.md
    error 12:38 #/paths/~1parcels/post/responses/200/x-criterion~ \`x-criterion\` is not known on a response; there is \`x-criteria\`. What another tool reads stands in the option \`allow\` of this rule in redocly.yaml. → openapi/README.md"
  `)
})

test('what the option allows, and what stands elsewhere, is not reported', async () => {
  const source = `
openapi: 3.1.1
info: { title: Parcels, version: '1', x-logo: { url: logo.svg } }
tags: [{ name: Parcels, x-anything: true }]
paths: {}
`
  expect(await report('extension-name', source, { allow: ['x-logo'] })).toMatchInlineSnapshot(`""`)
})
