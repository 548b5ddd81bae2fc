import { describe as group, expect, test } from 'vitest'
import { createdId, describe, resourcesOf } from '../../src/description/index.ts'
import type { OpenAPIDocument, Resources } from '../../src/description/index.ts'

const text = { type: 'string' }
const THING = { type: 'object', properties: { id: text, name: text } }
const json = (schema: object) => ({ content: { 'application/json': { schema } } })
const returns = (status: number, schema?: object, more: object = {}) => ({
  responses: { [status]: { description: 'Done.', ...(schema === undefined ? {} : json(schema)), ...more } },
})
const path = (...names: string[]) => ({
  parameters: names.map((name) => ({ name, in: 'path', required: true, schema: text })),
})
const LOCATION = { headers: { Location: { schema: text } } }

function resourcesIn(paths: object, components: object = {}): Resources {
  const document = { openapi: '3.1.1', info: { title: 'T', version: '1' }, paths, components }
  return resourcesOf(describe('t', document as OpenAPIDocument, { '': { file: 't.yaml', line: 1 } }))
}

function summary({ resources, producers }: Resources) {
  return {
    resources: resources.map(({ create, itemPath, parameter, ids }) => [create.id, itemPath, parameter, ids]),
    producers: producers.map(({ operation, parameter, resource }) => [
      operation.id,
      parameter,
      resource.create.id,
    ]),
  }
}

group('a resource', () => {
  test('is found from five plain operations', () => {
    const found = resourcesIn({
      '/things': {
        get: returns(200, {
          type: 'object',
          properties: { total: text, items: { type: 'array', items: THING } },
        }),
        post: returns(201, THING),
      },
      '/things/{id}': {
        ...path('id'),
        get: returns(200, THING),
        put: returns(200, THING),
        delete: returns(204),
      },
      '/things/{thingId}/cancel': { ...path('thingId'), post: returns(200) },
    })
    const [resource] = found.resources
    expect(resource).toMatchObject({
      itemPath: '/things/{id}',
      parameter: 'id',
      ids: [{ from: 'body', pointer: '/id' }],
      list: { items: '/items', idName: 'id' },
    })
    expect([resource?.read?.id, resource?.remove?.id, resource?.updates.map(({ id }) => id)]).toEqual([
      'get /things/{id}',
      'delete /things/{id}',
      ['put /things/{id}'],
    ])
    expect(found.producers.map(({ operation, parameter }) => `${operation.id} ${parameter}`)).toEqual([
      'get /things/{id} id',
      'put /things/{id} id',
      'delete /things/{id} id',
      'post /things/{thingId}/cancel thingId',
    ])
  })

  test('is found below another one, whatever the parameters are called', () => {
    const found = resourcesIn({
      '/users': { post: returns(201, { properties: { id: text } }) },
      '/users/{id}': { ...path('id'), get: returns(200) },
      '/users/{user}/posts': { ...path('user'), post: returns(201, { properties: { postId: text } }) },
      '/users/{userId}/posts/{postId}': { ...path('userId', 'postId'), get: returns(200) },
    })
    expect(summary(found).producers).toEqual([
      ['get /users/{id}', 'id', 'post /users'],
      ['post /users/{user}/posts', 'user', 'post /users'],
      ['get /users/{userId}/posts/{postId}', 'userId', 'post /users'],
      ['get /users/{userId}/posts/{postId}', 'postId', 'post /users/{user}/posts'],
    ])
  })

  test.each([
    ['petId', '/pets', { id: { type: 'integer' } }, '/id'],
    ['pet_id', '/pets', { petId: text, id: text }, '/petId'],
    ['id', '/categories', { category_id: text }, '/category_id'],
    ['username', '/users', { id: text, username: text }, '/username'],
    ['intent', '/payment_intents', { id: text }, '/id'],
    ['uuid', '/things', { uuid: text }, '/uuid'],
    ['id', '/things', { data: { type: 'object', properties: { id: text } } }, '/data/id'],
    ['id', '/things', { thing: { type: 'object', properties: { id: text } } }, '/thing/id'],
  ])('has the id of {%s} of %s in the body %j', (parameter, collection, properties, pointer) => {
    const found = resourcesIn({
      [collection]: { post: returns(201, { type: 'object', properties }) },
      [`${collection}/{${parameter}}`]: { ...path(parameter), get: returns(200) },
    })
    expect(found.resources[0]?.ids).toEqual([{ from: 'body', pointer }])
  })

  test('has its id in Location if the body has none', () => {
    const found = resourcesIn({
      '/things/': { post: returns(201, undefined, LOCATION) },
      '/things/{id}/': { ...path('id'), get: returns(200) },
    })
    expect(summary(found).resources).toEqual([
      ['post /things/', '/things/{id}/', 'id', [{ from: 'header', name: 'Location' }]],
    ])
  })

  test.each([
    ['a 201 without a body', returns(201), [{ from: 'header', name: 'Location' }]],
    ['a number in a 201', returns(201, { type: 'integer' }), [{ from: 'body', pointer: '' }]],
    ['a UUID in a 200', returns(200, { type: 'string', format: 'uuid' }), [{ from: 'body', pointer: '' }]],
  ])('has its id in %s', (_, post, ids) => {
    const found = resourcesIn({
      '/things': { post },
      '/things/{id}': { ...path('id'), get: returns(200, THING) },
    })
    expect(found.resources[0]?.ids).toEqual(ids)
  })

  test('is found from a link, also to another path', () => {
    const found = resourcesIn({
      '/register': {
        post: returns(201, undefined, {
          links: {
            Get: { operationId: 'getUser', parameters: { 'path.user': '$response.body#/account/number' } },
            Gone: { operationId: 'nothing', parameters: { user: '$response.body#/x' } },
          },
        }),
      },
      '/users/{user}': { ...path('user'), get: { operationId: 'getUser', ...returns(200) } },
    })
    expect(summary(found)).toEqual({
      resources: [
        ['post /register', '/users/{user}', 'user', [{ from: 'body', pointer: '/account/number' }]],
      ],
      producers: [['getUser', 'user', 'post /register']],
    })
  })

  test('is found from a link that is a reference, by operationRef', () => {
    const found = resourcesIn(
      {
        '/things': { post: returns(201, undefined, { links: { Get: { $ref: '#/components/links/Get' } } }) },
        '/things/{id}': { ...path('id'), get: returns(200) },
      },
      {
        links: {
          Get: {
            operationRef: '#/paths/~1things~1{id}/get',
            parameters: { id: '$response.header.X-Thing' },
          },
        },
      },
    )
    expect(found.resources[0]?.ids).toEqual([{ from: 'header', name: 'X-Thing' }])
  })

  test('is found after a 200 if reading it returns the same id', () => {
    const found = resourcesIn({
      '/pet': { post: returns(200, THING) },
      '/pet/{petId}': { ...path('petId'), get: returns(200, THING) },
    })
    expect(found.resources[0]?.ids).toEqual([{ from: 'body', pointer: '/id' }])
  })
})

group('no resource is inferred', () => {
  const item = { ...path('x'), get: returns(200, { properties: { done: { type: 'boolean' } } }) }
  test.each([
    [
      'without an id',
      { '/login': { post: returns(201, { properties: { token: text } }) }, '/login/{x}': item },
    ],
    [
      'from a 200 alone',
      { '/login': { post: returns(200, { properties: { x: text } }) }, '/login/{x}': item },
    ],
    [
      'from a number in a 200, which may be a number of rows',
      {
        '/things': { post: returns(200, { type: 'integer' }) },
        '/things/{id}': { ...path('id'), get: returns(200, THING) },
      },
    ],
    [
      'from a text, which may be a message',
      {
        '/things': { post: returns(201, text) },
        '/things/{id}': { ...path('id'), get: returns(200, THING) },
      },
    ],
    ['without an item path', { '/things': { post: returns(201, THING) } }],
    [
      'from an object as id',
      { '/things': { post: returns(201, { properties: { x: { type: 'object' } } }) }, '/things/{x}': item },
    ],
    [
      'from an id of another type',
      {
        '/things': { post: returns(201, THING) },
        '/things/{id}': {
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
          get: returns(200),
        },
      },
    ],
    [
      'from a part of a segment',
      { '/things': { post: returns(201, THING) }, '/things/{id}.json': { ...path('id'), get: returns(200) } },
    ],
    [
      'for another name',
      {
        '/things': { post: returns(201, THING) },
        '/things/{version}': { ...path('version'), get: returns(200) },
      },
    ],
  ])('%s', (_, paths) => {
    expect(summary(resourcesIn(paths))).toEqual({ resources: [], producers: [] })
  })
})

group('createdId', () => {
  const header = (name: string) =>
    name === 'location' ? 'https://api.test/things/a%20b/?v=1#top' : undefined

  test('takes the first source that has a value', () => {
    const sources = [
      { from: 'body', pointer: '/id' },
      { from: 'header', name: 'Location' },
    ] as const
    expect(createdId(sources, { responseBody: { id: 7 }, header })).toBe('7')
    expect(createdId(sources, { responseBody: { id: '' }, header })).toBe('a b')
    expect(createdId(sources, { responseBody: {}, header: () => undefined })).toBeUndefined()
  })

  test('reads the request if a link says so', () => {
    const sources = [{ from: 'request', pointer: '/name' }] as const
    expect(createdId(sources, { requestBody: { name: 'Ada' }, header })).toBe('Ada')
  })
})
