import { request as httpRequest } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunningMock } from '../../../src/mock/index.ts'
import { content, serveDocument } from './serve.ts'

const text = { type: 'string' }
const ok = { 200: { description: 'Done.' } }
const path = (name: string, schema: object = text): object => ({ name, in: 'path', required: true, schema })
const named = (name: string): object => ({ 200: content('application/json', { const: name }) })
const body = (mediaType: string, schema: object): object => ({
  post: {
    requestBody: { required: true, content: { [mediaType]: { schema } } },
    responses: { ...ok, '4XX': { description: 'Wrong.' } },
  },
})
const secured = (...security: object[]): object => ({
  get: {
    security,
    responses: { ...ok, default: content('application/json', { type: 'object', required: ['error'] }) },
  },
})

const document = {
  servers: [{ url: 'https://example.com/api/{version}', variables: { version: { default: 'v1' } } }],
  paths: {
    '/a/{x}': { get: { parameters: [path('x')], responses: named('template') } },
    '/a/b': { get: { responses: named('concrete') } },
    '/n/{id}': { get: { parameters: [path('id', { type: 'integer' })], responses: named('number') } },
    '/n/{name}': { get: { parameters: [path('name')], responses: named('name') } },
    '/files/{id}.json': { get: { parameters: [path('id')], responses: named('json') } },
    '/files/{a}-{b}': {
      get: { parameters: [path('a', { type: 'integer' }), path('b')], responses: named('pair') },
    },
    '/only-default': { get: { responses: { default: content('application/json', { const: 1 }) } } },
    '/only-range': { get: { responses: { '2XX': content('application/json', { const: 2 }) } } },
    '/nothing': { delete: { responses: { 204: { description: 'Done.', content: {} } } } },
    '/redirect': {
      get: {
        responses: {
          302: {
            description: 'Elsewhere.',
            headers: { Location: { required: true, schema: { type: 'string', format: 'uri' } } },
          },
        },
      },
    },
    '/no-responses': { get: {} },
    '/methods': { head: { responses: ok }, options: { responses: ok }, trace: { responses: ok } },
    '/headers': {
      get: {
        parameters: ['Content-Type', 'Accept', 'Authorization'].map((name) => ({
          name,
          in: 'header',
          required: true,
          schema: { const: 'x' },
        })),
        responses: {
          200: {
            description: 'Headers.',
            headers: {
              'Content-Type': { schema: { const: 'x/y' } },
              'X-Count': { required: true, schema: { type: 'integer', minimum: 7 } },
              'X-List': {
                required: true,
                schema: { type: 'array', minItems: 2, items: { type: 'string', pattern: '^[a-c]{3}$' } },
              },
            },
            content: { 'application/json': { schema: {} } },
          },
        },
      },
    },
    '/json': body('application/json', { type: 'object', required: ['a'] }),
    '/form': body('application/x-www-form-urlencoded', {
      type: 'object',
      required: ['a'],
      properties: { a: { type: 'integer' } },
    }),
    '/multipart': body('multipart/form-data', {
      type: 'object',
      required: ['file', 'count'],
      properties: {
        file: { type: 'string', format: 'binary' },
        count: { type: 'integer' },
        data: { type: 'object', required: ['x'] },
        tags: { type: 'array', items: text },
      },
    }),
    '/text': body('text/plain', { type: 'string', minLength: 3 }),
    '/number': body('text/plain', { type: 'integer' }),
    '/bytes': body('application/octet-stream', { type: 'string', format: 'binary' }),
    '/image': body('image/*', { type: 'string', format: 'binary' }),
    '/xml': body('application/xml', { type: 'object', required: ['a'] }),
    '/any': body('*/*', {}),
    '/secured/query': secured({ query: [] }),
    '/secured/cookie': secured({ cookie: [] }),
    '/secured/bearer': secured({ bearer: [] }),
    '/secured/basic': secured({ basic: [] }),
    '/secured/oauth': secured({ oauth: ['read'] }),
    '/secured/openid': secured({ openid: [] }),
    '/secured/tls': secured({ tls: [] }),
    '/secured/both': secured({ query: [], bearer: [] }),
    '/secured/either': secured({ query: [] }, { bearer: [] }),
    '/secured/optional': secured({ query: [] }, {}),
    '/filter': {
      get: {
        parameters: [
          { name: 'filter', in: 'query', required: true, schema: { type: 'object' } },
          {
            name: 'deep',
            in: 'query',
            required: true,
            style: 'deepObject',
            schema: { type: 'object', additionalProperties: { type: 'string' } },
          },
        ],
        responses: { ...ok, '4XX': { description: 'Wrong.' } },
      },
    },
    '/filter/full': {
      get: {
        parameters: [
          { name: 'filter', in: 'query', required: true, schema: { type: 'object', required: ['a'] } },
        ],
        responses: { ...ok, '4XX': { description: 'Wrong.' } },
      },
    },
    '/form/empty': body('application/x-www-form-urlencoded', { type: 'object' }),
    '/form/optional': {
      post: {
        requestBody: {
          content: {
            'application/x-www-form-urlencoded': { schema: { type: 'object', required: ['a'] } },
          },
        },
        responses: { ...ok, '4XX': { description: 'Wrong.' } },
      },
    },
    '/usual': {
      get: { parameters: [{ name: 'q', in: 'query', required: true, schema: text }], responses: ok },
    },
  },
  components: {
    securitySchemes: {
      query: { type: 'apiKey', in: 'query', name: 'key' },
      cookie: { type: 'apiKey', in: 'cookie', name: 'key' },
      bearer: { type: 'http', scheme: 'bearer' },
      basic: { type: 'http', scheme: 'basic' },
      oauth: { type: 'oauth2', flows: {} },
      openid: { type: 'openIdConnect', openIdConnectUrl: 'https://example.com/.well-known' },
      tls: { type: 'mutualTLS' },
    },
  },
}
let mock: RunningMock

beforeAll(async () => {
  mock = await serveDocument(document)
})
afterAll(() => mock.close())

const json = async (at: string): Promise<unknown> => (await fetch(mock.url + at)).json()

describe('routes', () => {
  test.each([
    ['/a/b', 'concrete'],
    ['/a/c', 'template'],
    ['/n/7', 'number'],
    ['/n/seven', 'name'],
    ['/files/7.json', 'json'],
    ['/files/7-x', 'pair'],
    ['/api/v1/a/b', 'concrete'],
    ['/api/v1/a/c', 'template'],
  ])('sends %s to the path "%s"', async (at, name) => {
    expect(await json(at)).toBe(name)
  })

  test('responds to HEAD, OPTIONS and TRACE', async () => {
    const statusOf = (method: string): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        httpRequest(`${mock.url}/methods`, { method }, (response) => {
          response.resume()
          resolve(response.statusCode)
        })
          .on('error', reject)
          .end()
      })
    expect(await Promise.all(['HEAD', 'OPTIONS', 'TRACE'].map(statusOf))).toEqual([200, 200, 200])
  })
})

describe('responses', () => {
  test('come from `default` and from a range', async () => {
    expect(await json('/only-default')).toBe(1)
    expect(await json('/only-range')).toBe(2)
    const statuses = ['/only-default', '/only-range', '/no-responses'].map(
      async (at) => (await fetch(mock.url + at)).status,
    )
    expect(await Promise.all(statuses)).toEqual([200, 200, 200])
  })

  test('have no body with 204', async () => {
    const response = await fetch(`${mock.url}/nothing`, { method: 'DELETE' })
    expect([response.status, response.headers.get('content-type')]).toEqual([204, null])
  })

  test('can be a redirection, with the required header', async () => {
    const response = await fetch(`${mock.url}/redirect`, { redirect: 'manual' })
    expect([response.status, URL.canParse(response.headers.get('location') ?? '')]).toEqual([302, true])
  })

  test('ignore the headers that OpenAPI ignores, and have valid other headers', async () => {
    const response = await fetch(`${mock.url}/headers`)
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json'])
    expect(Number(response.headers.get('x-count'))).toBeGreaterThanOrEqual(7)
    expect(response.headers.get('x-list')).toMatch(/^[a-c]{3},[a-c]{3}$/)
  })
})

describe('parameters', () => {
  test.each([
    ['/filter', 'accepts', 200],
    ['/filter/full', 'rejects', 400],
  ])('%s without fields %s a required object that is spread over fields', async (at, _, status) => {
    expect((await fetch(mock.url + at)).status).toBe(status)
  })
})

describe('bodies', () => {
  const multipart = (fields: Record<string, string | Blob>): FormData => {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    return form
  }
  const file = new Blob([new Uint8Array([0, 255, 13, 10, 200])], { type: 'image/png' })
  test.each([
    ['/json', '{"a":1}', 'application/json', 200],
    ['/json', '{}', 'application/json', 400],
    ['/form', 'a=1', 'application/x-www-form-urlencoded', 200],
    ['/form', 'a=x', 'application/x-www-form-urlencoded', 400],
    ['/multipart', multipart({ file, count: '3', data: '{"x":1}', tags: 'a' }), undefined, 200],
    ['/multipart', multipart({ file, count: 'three' }), undefined, 400],
    ['/multipart', multipart({ count: '3' }), undefined, 400],
    ['/multipart', multipart({ file, count: '3', data: '{}' }), undefined, 400],
    ['/text', 'abc', 'text/plain', 200],
    ['/text', 'ab', 'text/plain; charset=utf-8', 400],
    ['/number', '42', 'text/plain', 200],
    ['/number', 'many', 'text/plain', 400],
    ['/bytes', new Uint8Array([0, 255]), 'application/octet-stream', 200],
    ['/bytes', '{}', 'application/json', 400],
    ['/image', new Uint8Array([0, 255]), 'image/webp', 200],
    ['/xml', '<a/>', 'application/xml', 200],
    ['/any', new Uint8Array([0, 255]), 'video/mp4', 200],
    ['/any', '[1]', 'application/json', 200],
    ['/json', '', 'application/json', 400],
    ['/xml', '', 'application/xml', 400],
    ['/multipart', '', 'multipart/form-data; boundary=b', 400],
    ['/form', '', 'application/x-www-form-urlencoded', 400],
    ['/form/empty', '', 'application/x-www-form-urlencoded', 200],
    ['/form/optional', '', 'application/x-www-form-urlencoded', 400],
    ['/form/optional', '', undefined, 200],
  ] as const)('%s with %o of %s gets a documented response', async (at, data, type, status) => {
    const response = await fetch(mock.url + at, {
      method: 'POST',
      body: data,
      ...(type !== undefined && { headers: { 'Content-Type': type } }),
    })
    expect(status === 200 ? response.status : Math.floor(response.status / 100) * 100).toBe(status)
  })
})

describe('credentials', () => {
  test.each([
    ['/secured/query?key=k', {}, 200],
    ['/secured/query', {}, 401],
    ['/secured/cookie', { Cookie: 'a=b; key=k' }, 200],
    ['/secured/bearer', { Authorization: 'Bearer t' }, 200],
    ['/secured/bearer', {}, 401],
    ['/secured/basic', { Authorization: `Basic ${Buffer.from('user:password').toString('base64')}` }, 200],
    ['/secured/oauth', { Authorization: 'Bearer t' }, 200],
    ['/secured/openid', { Authorization: 'Bearer t' }, 200],
    ['/secured/tls', {}, 200],
    ['/secured/both?key=k', { Authorization: 'Bearer t' }, 200],
    ['/secured/both?key=k', {}, 401],
    ['/secured/either', { Authorization: 'Bearer t' }, 200],
    ['/secured/either?key=k', {}, 200],
    ['/secured/optional', {}, 200],
  ] as const)('%s with %o gets %i', async (at, headers, status) => {
    const response = await fetch(mock.url + at, { headers })
    expect(response.status).toBe(status)
    if (status === 401) expect(await response.json()).toHaveProperty('error')
  })
})

test('sends a problem with the usual status if no error is documented', async () => {
  const response = await fetch(`${mock.url}/usual`)
  expect([response.status, response.headers.get('content-type')]).toEqual([400, 'application/problem+json'])
})
