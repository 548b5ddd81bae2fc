import { expect, test } from 'vitest'
import { report } from './report.ts'

test('accepts extensions that are valid for their schemas', async () => {
  const source = `
openapi: 3.1.1
info: { title: Parcels, version: '1', x-client-name: Parcels }
x-errors: { identifiedBy: [/code] }
x-version: { header: Api-Version }
paths:
  /parcels/{id}/return:
    post:
      x-idempotency:
        header: Idempotency-Key
        retention: PT24H
        scope: credential
        stores: [success]
        releases: []
        mismatch: { differs: [body], responses: [{ status: '409' }] }
        inProgress: { responses: [{ status: '409', example: in_use }] }
      x-lifecycle: { state: /state, to: returned, states: { sent: { responses: [{ status: '200' }] } } }
      x-rejections: [{ in: header, name: Idempotency-Key, keyword: required, responses: [{ status: '400' }] }]
      responses:
        '200': { description: Returned., x-criteria: [{ condition: $statusCode == 200, description: It is. }] }
`
  expect(await report('extension-shape', source)).toMatchInlineSnapshot(`""`)
})

test('reports every violation of a schema at its location', async () => {
  const source = `
openapi: 3.1.1
info: { title: Parcels, version: '1', x-client-name: parcels }
x-errors: { identifiedBy: code }
x-version: {}
x-request-id: Request-Id
paths:
  /parcels/{id}/return:
    post:
      x-idempotency:
        header: Idempotency Key
        retentoin: PT24H
        retention: 1 day
        scope: everybody
        stores: [success, sucess]
        releases: [validation]
        mismatch: { responses: [] }
      x-lifecycle: { state: state, to: returned, states: { sent: [{ status: '200' }] } }
      x-rejections:
        - { in: header, name: Idempotency-Key, keyword: requierd, responses: [{ status: 400 }] }
        - { in: body, name: reason, responses: [{ status: '400', exampel: x }] }
        - { in: method, keyword: missing, responses: [{ status: '405' }] }
        - { keyword: type, responses: [{ status: '400' }] }
      responses:
        '200': { description: Returned., x-criteria: [{ condition: $statusCode == 200 }] }
components:
  securitySchemes:
    key: { type: http, scheme: basic, x-credentials: { username: $apiKey } }
`
  expect(await report('extension-shape', source)).toMatchInlineSnapshot(`
    "error 4:27 #/x-errors/identifiedBy \`x-errors\`: Expected array, found \`"code"\`. → openapi/README.md#x-errors
    error 5:12 #/x-version \`x-version\`: Expected a property \`header\`. (The request header that names the version.) → openapi/README.md#x-version
    error 6:15 #/x-request-id \`x-request-id\`: Expected object, found \`"Request-Id"\`. → openapi/README.md#x-request-id
    error 3:54 #/info/x-client-name \`x-client-name\`: Found \`"parcels"\`, which does not match \`^[A-Z][A-Za-z0-9]*$\`. (On info: the name of the API in generated code, such as \`createExample\` for Example.) → openapi/README.md#x-client-name
    error 11:9 #/paths/~1parcels~1{id}~1return/post/x-idempotency \`x-idempotency\`: Expected a property \`inProgress\`. (The same key while its first request is in progress. The stored response conforms, too.) → openapi/README.md#x-idempotency
    error 12:9 #/paths/~1parcels~1{id}~1return/post/x-idempotency/retentoin~ \`x-idempotency\`: Property \`retentoin\` is not expected. The properties are \`header\`, \`retention\`, \`scope\`, \`stores\`, \`releases\`, \`replay\`, \`mismatch\`, \`inProgress\`, \`retry\`. → openapi/README.md#x-idempotency
    error 11:17 #/paths/~1parcels~1{id}~1return/post/x-idempotency/header \`x-idempotency\`: Found \`"Idempotency Key"\`, which does not match \`^[!#$%&'*+.^_\`|~0-9A-Za-z-]+$\`. (The request header that carries the key.) → openapi/README.md#x-idempotency
    error 13:20 #/paths/~1parcels~1{id}~1return/post/x-idempotency/retention \`x-idempotency\`: Found \`"1 day"\`, which does not match \`^P(?=.)(\\d+Y)?(\\d+M)?(\\d+W)?(\\d+D)?(T(?=.)(\\d+H)?(\\d+M)?(\\d+S)?)?$\`. (The minimum time that a response is stored: an ISO 8601 duration.) → openapi/README.md#x-idempotency
    error 14:16 #/paths/~1parcels~1{id}~1return/post/x-idempotency/scope \`x-idempotency\`: Expected one of \`credential\`, found \`"everybody"\`. → openapi/README.md#x-idempotency
    error 15:27 #/paths/~1parcels~1{id}~1return/post/x-idempotency/stores/1 \`x-idempotency\`: Expected one of \`success\`, \`rejection\`, \`failure\`, found \`"sucess"\`. → openapi/README.md#x-idempotency
    error 17:19 #/paths/~1parcels~1{id}~1return/post/x-idempotency/mismatch \`x-idempotency\`: Expected a property \`differs\`. (What is compared between the two requests.) → openapi/README.md#x-idempotency
    error 17:32 #/paths/~1parcels~1{id}~1return/post/x-idempotency/mismatch/responses \`x-idempotency\`: It must NOT have fewer than 1 items. → openapi/README.md#x-idempotency
    error 18:29 #/paths/~1parcels~1{id}~1return/post/x-lifecycle/state \`x-lifecycle\`: Found \`"state"\`, which does not match \`^(/([^~/]|~0|~1)*)*$\`. (The state in the body of a success: a JSON Pointer.) → openapi/README.md#x-lifecycle
    error 18:66 #/paths/~1parcels~1{id}~1return/post/x-lifecycle/states/sent \`x-lifecycle\`: Expected object, found \`[{"status":"200"}]\`. → openapi/README.md#x-lifecycle
    error 20:57 #/paths/~1parcels~1{id}~1return/post/x-rejections/0/keyword \`x-rejections\`: Expected one of \`type\`, \`enum\`, \`const\`, \`format\`, \`required\`, \`properties\`, \`additionalProperties\`, \`propertyNames\`, \`minProperties\`, \`maxProperties\`, \`dependentRequired\`, \`minLength\`, \`maxLength\`, \`pattern\`, \`minimum\`, \`maximum\`, \`exclusiveMinimum\`, \`exclusiveMaximum\`, \`multipleOf\`, \`items\`, \`prefixItems\`, \`contains\`, \`minItems\`, \`maxItems\`, \`uniqueItems\`, \`anyOf\`, \`oneOf\`, \`allOf\`, \`not\`, \`unknown\`, found \`"requierd"\`. → openapi/README.md#x-rejections
    error 20:89 #/paths/~1parcels~1{id}~1return/post/x-rejections/0/responses/0/status \`x-rejections\`: Expected string, found \`400\`. → openapi/README.md#x-rejections
    error 21:23 #/paths/~1parcels~1{id}~1return/post/x-rejections/1/name~ \`x-rejections\`: Property \`name\` is not expected here. → openapi/README.md#x-rejections
    error 21:66 #/paths/~1parcels~1{id}~1return/post/x-rejections/1/responses/0/exampel~ \`x-rejections\`: Property \`exampel\` is not expected. The properties are \`status\`, \`example\`. → openapi/README.md#x-rejections
    error 22:25 #/paths/~1parcels~1{id}~1return/post/x-rejections/2/keyword~ \`x-rejections\`: Property \`keyword\` is not expected here. → openapi/README.md#x-rejections
    error 23:11 #/paths/~1parcels~1{id}~1return/post/x-rejections/3 \`x-rejections\`: Expected a property \`in\`. (The invalid part of the request.) → openapi/README.md#x-rejections
    error 25:55 #/paths/~1parcels~1{id}~1return/post/responses/200/x-criteria/0 \`x-criteria\`: Expected a property \`description\`. (The condition in words, for reports.) → openapi/README.md#x-criteria
    error 28:54 #/components/securitySchemes/key/x-credentials \`x-credentials\`: Expected a property \`password\` beside \`username\`. → openapi/README.md#x-credentials"
  `)
})
