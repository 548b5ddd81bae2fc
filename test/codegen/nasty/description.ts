const string = { type: 'string' }
const list = { type: 'array', items: { type: 'string' } }
const record = { type: 'object', properties: { a: { type: 'string' }, b: { type: 'integer' } } }
const done = { 204: { description: 'Done.' } }
const json = (schema: object) => ({ description: 'A body.', content: { 'application/json': { schema } } })
const parameter = (location: string, name: string, rest: object) => ({
  name,
  in: location,
  required: location === 'path',
  schema: string,
  ...rest,
})
const query = (name: string, rest: object) => parameter('query', name, rest)
const path = (name: string, rest: object = {}) => parameter('path', name, rest)
const body = (mediaType: string, object: object = {}) => ({
  requestBody: { required: true, content: { [mediaType]: object } },
})

const item = {
  type: 'object',
  required: ['id', 'secret', 'name'],
  properties: {
    id: { type: 'string', readOnly: true },
    secret: { type: 'string', writeOnly: true },
    name: { type: 'string' },
    parent: { $ref: '#/components/schemas/Item' },
  },
}

/** A description with everything that a client may have to send or to read, and names that collide. */
export const nasty = {
  openapi: '3.1.0',
  info: { title: 'Nasty */ API', version: '1' },
  servers: [
    {
      url: 'http://{host}.nasty.test/{base-path}',
      variables: { host: { default: 'eu', enum: ['eu', 'us'] }, 'base-path': { default: 'v1' } },
    },
  ],
  security: [{ token: [] }],
  paths: {
    '/query': {
      get: {
        operationId: 'query',
        security: [],
        parameters: [
          query('ids', { style: 'form', explode: false, schema: { oneOf: [string, list] } }),
          query('tags', { schema: list }),
          query('piped', { style: 'pipeDelimited', explode: false, schema: list }),
          query('deep', { style: 'deepObject', explode: true, schema: record }),
          query('flat', { schema: record }),
          query('filter', { schema: undefined, content: { 'application/json': { schema: record } } }),
          query('raw', { allowReserved: true }),
          query('odd[name]', {}),
        ],
        responses: done,
      },
    },
    '/path/{simple}/{label}/{matrix}/{json}': {
      parameters: [
        path('simple', { schema: list }),
        path('label', { style: 'label', explode: true, schema: list }),
        path('matrix', { style: 'matrix', schema: list }),
        path('json', { schema: undefined, content: { 'application/json': { schema: record } } }),
      ],
      get: { operationId: 'path', security: [], responses: done },
    },
    '/names/{path}/{key}': {
      parameters: [path('path'), path('key'), query('key', {}), parameter('header', 'key', {})],
      get: { operationId: 'flat-names', security: [], responses: done },
    },
    '/names/{body}/{headers}/{query}/{signal}': {
      parameters: [path('body'), path('headers'), path('query'), path('signal'), query('query', {})],
      post: {
        operationId: 'delete',
        security: [],
        ...body('application/json', { schema: record }),
        responses: done,
      },
    },
    '/headers': {
      get: {
        operationId: 'get-headers/by id',
        security: [],
        parameters: [
          parameter('header', 'X-List', { schema: list }),
          parameter('header', 'X-Record', { explode: true, schema: record }),
          parameter('cookie', 'session', {}),
          parameter('cookie', 'list', { explode: false, schema: list }),
          parameter('header', 'Accept', {}),
        ],
        responses: {
          204: {
            description: 'Done.',
            headers: { 'X-Odd': { schema: list }, 'X-Count': { schema: { type: ['integer', 'null'] } } },
          },
        },
      },
    },
    '/form': {
      post: {
        operationId: 'form',
        security: [],
        ...body('application/x-www-form-urlencoded', {
          schema: {
            type: 'object',
            properties: { ids: list, meta: record, flag: { type: 'boolean' }, any: {} },
          },
        }),
        responses: done,
      },
    },
    '/brackets': {
      post: {
        operationId: 'brackets',
        security: [],
        ...body('application/x-www-form-urlencoded', {
          schema: { type: 'object', properties: { ids: list, meta: record } },
          encoding: {
            ids: { style: 'deepObject', explode: true },
            meta: { style: 'deepObject', explode: true },
          },
        }),
        responses: done,
      },
    },
    '/upload': {
      post: {
        operationId: 'upload',
        security: [],
        ...body('multipart/form-data', {
          schema: {
            type: 'object',
            required: ['file'],
            properties: {
              file: { type: 'string', format: 'binary' },
              more: { type: 'array', items: { type: 'string', contentMediaType: 'image/png' } },
              meta: record,
              note: string,
            },
          },
          encoding: { note: { contentType: 'text/markdown' } },
        }),
        responses: done,
      },
    },
    '/text': {
      post: {
        operationId: 'text',
        security: [],
        ...body('text/plain', { schema: string }),
        responses: { 200: { description: 'Text.', content: { 'text/plain': { schema: string } } } },
      },
    },
    '/xml': {
      post: {
        operationId: 'xml',
        security: [],
        ...body('application/xml', { schema: record }),
        responses: { 200: { description: 'XML.', content: { 'application/xml': { schema: record } } } },
      },
    },
    '/bytes': {
      post: {
        operationId: 'bytes',
        security: [],
        ...body('application/octet-stream'),
        responses: {
          200: {
            description: 'Bytes.',
            content: { 'image/png': { schema: { type: 'string', format: 'binary' } } },
          },
        },
      },
    },
    '/events': {
      get: {
        operationId: 'events',
        security: [],
        responses: { 200: { description: 'Events.', content: { 'text/event-stream': { schema: record } } } },
      },
    },
    '/nullable': {
      put: {
        operationId: 'nullable',
        security: [],
        ...body('application/json', { schema: { type: ['object', 'null'], properties: { a: string } } }),
        responses: { 200: json({ anyOf: [record, { type: 'null' }] }) },
      },
    },
    '/any': {
      get: {
        security: [],
        responses: {
          default: { description: 'Anything.', content: { 'application/json': { schema: record } } },
        },
      },
      delete: { operationId: 'nothing', security: [] },
    },
    '/errors': {
      get: {
        operationId: 'errors',
        security: [],
        responses: {
          200: json(record),
          '4XX': { description: 'No body.' },
          default: { description: 'Text.', content: { 'text/plain': {} } },
        },
      },
    },
    '/moved': {
      get: { operationId: 'moved', security: [], responses: { 302: { description: 'Elsewhere.' } } },
    },
    '/items': {
      post: {
        operationId: 'addItem',
        security: [],
        ...body('application/json', { schema: { $ref: '#/components/schemas/Item' } }),
        responses: {
          201: json({ $ref: '#/components/schemas/Item' }),
          400: { $ref: '#/components/responses/Shared' },
          404: { $ref: '#/components/responses/Shared' },
        },
      },
      trace: { operationId: 'traceItems', responses: done },
    },
    '/secure/token': { get: { operationId: 'byToken', responses: done } },
    '/secure/key': {
      get: { operationId: 'byKey', security: [{ queryKey: [], cookieKey: [] }], responses: done },
    },
    '/secure/basic': {
      get: { operationId: 'byBasic', security: [{ user: [] }, { headerKey: [] }], responses: done },
    },
    '/secure/optional': {
      get: { operationId: 'optional', security: [{}, { oauth: ['read'] }], responses: done },
    },
    '/elsewhere': {
      servers: [{ url: 'https://files.nasty.test/base' }],
      get: { operationId: 'elsewhere', security: [], responses: done },
      put: {
        operationId: 'relative',
        servers: [{ url: '/other' }],
        security: [],
        responses: done,
      },
    },
  },
  components: {
    schemas: {
      Item: item,
      Event: { type: 'object', properties: { a: string } },
      'Event.a': { type: 'object', properties: { b: string } },
      EventA: { type: 'object', properties: { c: string } },
      Übergröße: { type: 'object', properties: { e: string } },
      Blob: { type: 'object', properties: { d: string } },
    },
    responses: {
      Shared: json({ type: 'object', required: ['code'], properties: { code: { type: 'integer' } } }),
    },
    securitySchemes: {
      token: { type: 'http', scheme: 'bearer' },
      oauth: {
        type: 'oauth2',
        flows: { clientCredentials: { tokenUrl: 'https://nasty.test/token', scopes: { read: 'Read.' } } },
      },
      user: { type: 'http', scheme: 'basic' },
      queryKey: { type: 'apiKey', in: 'query', name: 'api_key' },
      cookieKey: { type: 'apiKey', in: 'cookie', name: 'sid' },
      headerKey: { type: 'apiKey', in: 'header', name: 'X-Key' },
    },
  },
  webhooks: {
    itemAdded: {
      post: {
        ...body('application/json', { schema: { $ref: '#/components/schemas/Item' } }),
        responses: done,
      },
    },
  },
}
