import { expect, test } from 'vitest'
import plugin from '../../../src/description/lint/plugin.js'
import { report } from './report.ts'

const rules = Object.keys(plugin().rules?.oas3 ?? {})

/** Values of every wrong type, for every part of an extension. */
const rubbish = ['null', '7', 'text', '[]', '[null, 7, text, []]', '{}', '{ a: null, b: [null] }']

const extensions = (value: string): string => `
openapi: 3.1.1
info: { title: Parcels, version: '1', x-client-name: ${value} }
x-errors: ${value}
x-version: ${value}
x-request-id: ${value}
security: [{ key: [] }]
paths:
  /parcels:
    parameters: [{ name: Api-Version, in: header, schema: { type: string } }]
    post:
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Parcel' } } } }
      x-idempotency: ${value}
      x-lifecycle: ${value}
      x-rejections: ${value}
      responses:
        '200': { description: Sent., x-criteria: ${value} }
    put:
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Parcel' } } } }
      x-idempotency: { header: ${value}, replay: ${value}, mismatch: ${value}, inProgress: ${value}, retry: ${value} }
      x-lifecycle: { state: ${value}, to: ${value}, states: ${value} }
      x-rejections: [{ in: ${value}, name: ${value}, pointer: ${value}, keyword: ${value}, responses: ${value} }]
      responses:
        '200':
          description: Sent.
          headers: { Request-Id: {} }
          content: { application/json: { schema: { $ref: '#/components/schemas/Parcel' } } }
          x-criteria: [{ condition: ${value}, description: ${value} }]
        '400':
          description: Rejected.
          content: { application/json: { schema: { $ref: '#/components/schemas/Parcel' } } }
    patch:
      x-idempotency: { replay: { headers: ${value} }, mismatch: { responses: ${value} }, retry: { directive: ${value} } }
      x-lifecycle: { state: /state, states: { sent: ${value} } }
      x-rejections: [{ in: header, name: ${value} }, { in: body, pointer: ${value} }, { in: security, keyword: expired }]
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Parcel' } } } }
      responses:
        '200':
          description: Sent.
          headers: { Request-Id: {} }
          content: { application/json: { schema: { $ref: '#/components/schemas/Parcel' } } }
components:
  schemas:
    Parcel: { properties: { state: { type: string, enum: [sent] }, code: { type: string } } }
  securitySchemes:
    key: { type: http, scheme: basic, x-credentials: ${value} }
    other: { type: http, scheme: basic, x-credentials: { rejected: ${value} } }
`

// Only `extension-shape` reports values of a wrong type. The other rules ignore them and do not fail.
test.each(rules.flatMap((rule) => rubbish.map((value) => [rule, value] as const)))(
  '%s bears %s',
  async (rule, value) => {
    expect(await report(rule, extensions(value))).toEqual(expect.any(String))
  },
)

test.each(rubbish)('%s is never a valid extension', async (value) => {
  expect(await report('extension-shape', extensions(value))).not.toBe('')
})
