import { describe } from '../../../src/description/index.ts'
import type { Description, OpenAPIDocument } from '../../../src/description/index.ts'

const json = (schema: object) => ({ 'application/json': { schema } })
const error = (description: string) => ({
  description,
  content: json({ $ref: '#/components/schemas/Error' }),
})
const thing = (description: string) => ({
  description,
  content: json({ $ref: '#/components/schemas/Thing' }),
})
const BODY = { required: true, content: json({ $ref: '#/components/schemas/Thing' }) }
const ID = [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }]
const ERRORS = { '400': error('Invalid.'), '401': error('No valid key.') }

const PATHS = {
  '/things': {
    post: {
      operationId: 'createThing',
      requestBody: BODY,
      responses: { '201': thing('The new thing.'), ...ERRORS },
    },
    get: {
      operationId: 'listThings',
      parameters: [
        {
          name: 'limit',
          in: 'query',
          description: 'The largest number of things.',
          schema: { type: 'integer', minimum: 1, maximum: 100 },
        },
      ],
      responses: {
        '200': {
          description: 'Your things.',
          content: json({ type: 'array', items: { $ref: '#/components/schemas/Thing' } }),
        },
        ...ERRORS,
      },
    },
  },
  '/things/{id}': {
    parameters: ID,
    get: {
      operationId: 'readThing',
      responses: { '200': thing('The thing.'), '404': error('Unknown.'), ...ERRORS },
    },
    put: {
      operationId: 'updateThing',
      requestBody: BODY,
      responses: { '200': thing('The thing.'), '404': error('Unknown.'), ...ERRORS },
    },
    delete: {
      operationId: 'deleteThing',
      responses: { '204': { description: 'It is gone.' }, '404': error('Unknown.'), ...ERRORS },
    },
  },
}

/** Returns the description of five operations: no extensions, no examples, no links. */
export function describeCrud(change: (document: typeof DOCUMENT) => void = () => undefined): Description {
  const document = structuredClone(DOCUMENT)
  change(document)
  return describe('things', document as unknown as OpenAPIDocument, {
    '': { file: 'things.yaml', line: 1 },
  })
}

const DOCUMENT = {
  openapi: '3.1.1',
  info: { title: 'Things', version: '1' },
  security: [{ key: [] }],
  paths: PATHS,
  components: {
    securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
    schemas: {
      Thing: {
        type: 'object',
        required: ['id', 'name', 'price'],
        properties: {
          id: { type: 'string', readOnly: true },
          name: { type: 'string', minLength: 1, maxLength: 40 },
          price: { type: 'integer', minimum: 0, maximum: 1_000_000 },
          note: { type: 'string', maxLength: 200 },
          owner: { type: 'string', readOnly: true },
        },
      },
      Error: {
        type: 'object',
        required: ['message'],
        properties: { message: { type: 'string' } },
      },
    },
  },
}
