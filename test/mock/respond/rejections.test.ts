import { expect, test } from 'vitest'
import { describe } from '../../../src/description/index.ts'
import type { Operation } from '../../../src/description/index.ts'
import { bodyReader } from '../../../src/mock/read/body.ts'
import { rejectionResponsesFor } from '../../../src/mock/respond/rejections.ts'
import { makeSchemas } from '../../../src/mock/read/schemas.ts'

/** Returns the responses to a body, for an operation with this schema that rejects `/milk` with 418. */
function rejectionResponsesOf(schema: object, body: string) {
  const document = {
    openapi: '3.1.1',
    info: { title: 'Tea', version: '1' },
    paths: {
      '/': {
        post: {
          requestBody: { content: { 'application/json': { schema } } },
          responses: { 418: { description: 'No.' }, 422: { description: 'Invalid.' } },
          'x-rejections': [
            { in: 'body', pointer: '/milk', keyword: 'additionalProperties', responses: [{ status: '418' }] },
          ],
        },
      },
    },
    components: { schemas: { 'a b': { type: 'object', required: ['id'], properties: { id: ID } } } },
  }
  const description = describe('tea', document as never, {})
  const operation = description.operations[0] as Operation
  const violation = bodyReader(
    operation,
    description.document,
    makeSchemas(description.document, 'request'),
  )({
    headers: new Map([['content-type', ['application/json']]]),
    body: Buffer.from(body),
  } as never)
  return 'keyword' in violation ? rejectionResponsesFor(operation, violation) : violation
}

const ID = { type: 'string', readOnly: true }
const properties = { leaves: { type: 'integer' } }

test.each(['additionalProperties', 'unevaluatedProperties'])(
  'rejects an additional property as documented, if %s closes the object',
  (keyword) => {
    const schema = { type: 'object', properties, [keyword]: false }
    expect(rejectionResponsesOf(schema, '{"leaves":1,"milk":true}')).toEqual([{ status: '418' }])
  },
)

test('does not require a read-only property, also through a percent-encoded reference', () => {
  const id = { $ref: '#/components/schemas/a%20b/properties/id' }
  const schema = { type: 'object', required: ['id'], properties: { id } }
  expect(rejectionResponsesOf(schema, '{}')).toEqual({ value: {} })
})
