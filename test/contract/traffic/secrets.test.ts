import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { secretsOf } from '../../../src/contract/index.ts'
import { describe as describeDocument } from '../../../src/description/index.ts'
import type { OpenAPIDocument } from '../../../src/description/index.ts'
import { Masker } from '../../../src/har/index.ts'

const paths = [
  '/resets/{token}',
  '/resets/latest',
  '/users/{id}/keys/{apiKey}.json',
  '/{session}',
  '/users/{id}',
]
const document = {
  openapi: '3.1.0',
  info: { title: 'Resets', version: '1' },
  paths: Object.fromEntries(
    paths.map((path) => {
      const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name)
      const parameters = names.map((name) => ({
        in: 'path',
        name,
        required: true,
        schema: { type: 'string' },
      }))
      return [path, { get: { operationId: path, parameters, responses: { '200': { description: 'x' } } } }]
    }),
  ),
}
const description = describeDocument('resets', parse(JSON.stringify(document)) as OpenAPIDocument, {
  '': { file: 'resets.yaml', line: 1 },
})

it.each([
  ['/v1/resets/s3cret', '/v1/resets/'],
  ['/resets/s3cret?a=b', '/resets/'],
  ['/users/7/keys/s3cret.json', '/users/7/keys/'],
])('masks the path parameter in %s', (path, before) => {
  const { request } = new Masker(secretsOf(description)).mask(get(path))
  expect(request.url).not.toContain('s3cret')
  expect(request.url).toContain(before)
})

it.each(['/resets/latest', '/resets', '/users/7', '/users/7/keys', '/resets/a/b'])(
  'keeps the path %s, which no secret is a part of',
  (path) => {
    const { request } = new Masker(secretsOf(description)).mask(get(path))
    expect(request.url).toBe(`https://host${path}`)
  },
)

function get(path: string): Parameters<Masker['mask']>[0] {
  const request = {
    method: 'GET',
    url: `https://host${path}`,
    headers: [],
    body: undefined,
    isBodyLost: false,
  }
  return { request, response: undefined, sentAt: 0, receivedAt: 0, origin: '' }
}
