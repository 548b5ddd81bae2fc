import { describe, expect, it } from 'vitest'
import { dereference, describe as describeApi } from '../../src/description/index.ts'
import type { OpenAPIDocument, Operation } from '../../src/description/index.ts'

const document: OpenAPIDocument = {
  openapi: '3.1.1',
  info: { title: 'Trains', version: '1' },
  security: [{ key: [] }],
  paths: {
    '/trains/{id}': {
      summary: 'no operation',
      parameters: [
        { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
        { name: 'lang', in: 'query', schema: { type: 'string' } },
        { name: 'lang', in: 'header', schema: { type: 'string' } },
      ],
      delete: { responses: { '204': { description: 'Gone.' } }, security: [] },
      get: {
        operationId: 'getTrain',
        parameters: [{ $ref: '#/components/parameters/Lang' }],
        security: [
          { key: [], cookie: [] },
          { bearer: [], login: [], key: [] },
        ],
        responses: {
          '200': { $ref: '#/components/responses/Train' },
          '4XX': { description: 'No.' },
          default: { description: 'Something else.' },
        },
      },
      put: {
        operationId: 'putTrain',
        requestBody: { $ref: '#/components/requestBodies/Train' },
        responses: {},
        'x-rejections': [{ in: 'body', responses: [{ status: '400' }] }],
      },
    },
    '/trains': {
      post: {
        operationId: 'addTrain',
        requestBody: { content: {}, required: false },
        responses: {},
        'x-lifecycle': { state: '/state', to: 'gone', states: {} },
      },
    },
  },
  components: {
    parameters: { Lang: { name: 'lang', in: 'query', required: true } },
    headers: { Limit: { required: true, schema: { type: 'integer' } } },
    responses: {
      Train: {
        description: 'The train.',
        headers: { 'X-Limit': { $ref: '#/components/headers/Limit' }, ETag: { required: false } },
        content: { 'application/json': { schema: {} }, 'text/plain; charset=utf-8': {} },
      },
    },
    requestBodies: { Train: { required: true, content: { 'application/json': { schema: {} } } } },
    securitySchemes: {
      key: { type: 'apiKey', in: 'header', name: 'X-Key' },
      cookie: { type: 'apiKey', in: 'cookie', name: 'sid' },
      bearer: { $ref: '#/components/securitySchemes/token' },
      token: { type: 'http', scheme: 'bearer' },
      login: { type: 'openIdConnect', openIdConnectUrl: 'https://trains.example' },
    },
  },
}

const { operations } = describeApi('trains', document, {})

function operation(id: string): Operation {
  const found = operations.find((each) => each.id === id)
  if (found === undefined) throw new Error(`There is no operation ${id}`)
  return found
}

describe('the operations of a description', () => {
  it('are in the order of the paths, and their methods in the order of the specification', () => {
    expect(operations.map(({ id, method, path }) => `${id}: ${method} ${path}`)).toEqual([
      'getTrain: GET /trains/{id}',
      'putTrain: PUT /trains/{id}',
      'delete /trains/{id}: DELETE /trains/{id}',
      'addTrain: POST /trains',
    ])
    expect(operation('getTrain').pathMethods).toEqual(['GET', 'PUT', 'DELETE'])
    expect(operation('getTrain').pointer).toBe('/paths/~1trains~1{id}/get')
  })

  it('have the methods of all paths that differ only in the names of parameters', () => {
    const responses = {}
    const paths = { '/v1/{name}': { delete: { responses } }, '/v1/{parent}': { get: { responses } } }
    const described = describeApi('names', { ...document, paths }, {})
    expect(described.operations.map(({ pathMethods }) => pathMethods)).toEqual([
      ['DELETE', 'GET'],
      ['DELETE', 'GET'],
    ])
  })

  it('have the parameters of their path, unless they override them', () => {
    const parameters = operation('getTrain').parameters.map(({ pointer, object }) => [
      object.in,
      object.name,
      object.required ?? false,
      pointer,
    ])
    expect(parameters).toEqual([
      ['path', 'id', true, '/paths/~1trains~1{id}/parameters/0'],
      ['query', 'lang', true, '/components/parameters/Lang'],
      ['header', 'lang', false, '/paths/~1trains~1{id}/parameters/2'],
    ])
  })

  it('have responses, headers and bodies with resolved references', () => {
    const [ok, ...others] = operation('getTrain').responses
    expect(ok).toMatchObject({ status: '200', pointer: '/components/responses/Train' })
    expect(ok?.headers.map(({ name, pointer, object }) => [name, pointer, object.required])).toEqual([
      ['X-Limit', '/components/responses/Train/headers/X-Limit', true],
      ['ETag', '/components/responses/Train/headers/ETag', false],
    ])
    expect(ok?.content.map(({ mediaType, pointer }) => [mediaType, pointer])).toEqual([
      ['application/json', '/components/responses/Train/content/application~1json'],
      ['text/plain; charset=utf-8', '/components/responses/Train/content/text~1plain; charset=utf-8'],
    ])
    expect(others.map(({ status }) => status)).toEqual(['4XX', 'default'])
    expect(operation('putTrain').body).toMatchObject({
      required: true,
      pointer: '/components/requestBodies/Train',
    })
    expect(operation('addTrain').body).toMatchObject({ required: false, content: [] })
    expect(operation('getTrain').body).toBeUndefined()
  })

  it('have their own security, or that of the document, or no security: each credential once', () => {
    const schemes = (id: string): string[] =>
      operation(id).security.map((all) =>
        all.map(({ name, pointer, scheme }) => `${name} ${scheme.type} ${pointer}`).join(' and '),
      )
    expect(schemes('getTrain')).toEqual([
      'key apiKey /components/securitySchemes/key and cookie apiKey /components/securitySchemes/cookie',
      'bearer http /components/securitySchemes/token and key apiKey /components/securitySchemes/key',
    ])
    expect(schemes('putTrain')).toEqual(['key apiKey /components/securitySchemes/key'])
    expect(schemes('delete /trains/{id}')).toEqual([])
  })

  it('have their extensions, each with its pointer', () => {
    expect(operation('putTrain').rejections).toEqual([
      { in: 'body', responses: [{ status: '400' }], at: '/paths/~1trains~1{id}/put/x-rejections/0' },
    ])
    expect(operation('addTrain').lifecycle).toMatchObject({
      to: 'gone',
      pointer: '/paths/~1trains/post/x-lifecycle',
    })
    expect(operation('addTrain').idempotency).toBeUndefined()
  })
})

describe('dereference', () => {
  it.each<[string, unknown]>([
    ['a reference without a target', { a: { $ref: '#/b' } }],
    ['a circle', { a: { $ref: '#/b' }, b: { $ref: '#/a' } }],
    ['nothing', {}],
  ])('rejects %s', (_, invalid) => {
    expect(() => dereference(invalid, '/a')).toThrow(new RangeError('The reference at `/a` has no target.'))
  })

  it('follows percent-encoded and escaped references, one after the other', () => {
    const chain = { a: { $ref: '#/b%20c' }, 'b c': { $ref: '#/d~1e' }, 'd/e': { $ref: '#/%C3%A4' }, ä: 7 }
    expect(dereference(chain, '/a')).toEqual({ value: 7, pointer: '/ä' })
  })
})
