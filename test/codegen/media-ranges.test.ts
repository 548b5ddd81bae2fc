import { expect, it } from 'vitest'
import { makeClient } from '../../src/codegen/client/index.ts'
import { describe } from '../../src/description/index.ts'

function clientFor(mediaType: string, schema: object): string {
  const document = {
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    servers: [{ url: 'https://example.com' }],
    paths: {
      '/image': {
        put: {
          operationId: 'put',
          requestBody: { required: true, content: { [mediaType]: { schema } } },
          responses: { '204': { description: 'Stored.' } },
        },
      },
    },
  }
  return makeClient({ name: 'a', file: 'a.yaml' }, describe('a', document, {})).artefact.text
}

it.each([
  ['image/*', { type: 'string', format: 'binary' }, 'image/*'],
  ['image/*', { type: 'string', contentMediaType: 'application/octet-stream' }, 'image/*'],
  ['*/*', { type: 'string', format: 'binary' }, 'application/octet-stream'],
  ['application/*', { type: 'string', format: 'binary' }, 'application/octet-stream'],
])('sends bytes for %s as a type that it covers', (mediaType, schema, sent) => {
  expect(clientFor(mediaType, schema)).toContain(`binaryBody("${sent}")`)
})
