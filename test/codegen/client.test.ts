import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe as group, expect, it } from 'vitest'
import { makeClient } from '../../src/codegen/client/index.ts'
import { makeValidators } from '../../src/codegen/validators/index.ts'
import { describe } from '../../src/description/description.ts'
import { DescriptionError } from '../../src/description/index.ts'
import type { Description, OpenAPIDocument } from '../../src/description/index.ts'
import { handler, ok, rejection } from '../client/handler.ts'
import { captureWaits } from '../client/waits.ts'
import { repository } from './project.ts'

const api = { name: 'shelf', file: 'openapi/shelf.yaml' }
const idempotency = {
  header: 'X-Once',
  retention: 'PT1H',
  scope: 'credential',
  stores: ['success'],
  releases: [],
  mismatch: { differs: ['body'], responses: [] },
  inProgress: { responses: [] },
} as const
const book = { type: 'object', required: ['isbn'], properties: { isbn: { type: 'string' } } }
const answers = (schema: object, mediaType = 'application/json') => ({
  description: 'An answer.',
  content: { [mediaType]: { schema } },
})
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } }

/** Another API altogether: bearer, one operation with a key and two without, JSON and a form. */
const shelf = {
  openapi: '3.1.1',
  info: { title: 'The shelf */', version: '1' },
  servers: [{ url: 'https://shelf.test/v2' }],
  security: [{ token: [] }],
  paths: {
    '/books/{id}': {
      get: {
        operationId: 'getBook',
        summary: 'Get a book */ of the shelf',
        parameters: [id, { name: 'page', in: 'query', schema: { type: 'integer' } }],
        responses: {
          200: {
            ...answers({ allOf: [{ $ref: '#/components/schemas/Book' }] }),
            headers: {
              'X-Price': { schema: { type: 'number' } },
              'X-Lent': { schema: { type: 'boolean' } },
              'X-Place': { schema: { type: 'string' } },
            },
          },
          404: answers({ type: 'object', properties: { problem: { type: 'string' } } }),
        },
      },
      delete: {
        operationId: 'removeBook',
        parameters: [id],
        security: [],
        responses: { 204: { description: 'Gone.' }, 403: { description: 'No.' } },
      },
    },
    '/books': {
      post: {
        operationId: 'addBook',
        'x-idempotency': idempotency,
        requestBody: { content: { 'application/x-www-form-urlencoded': { schema: book } } },
        responses: { '2XX': answers({ type: 'array', items: book }) },
      },
      patch: {
        operationId: 'mendBooks',
        requestBody: { content: { 'application/merge-patch+json': { schema: book } } },
        responses: { 200: answers({ type: 'object' }, 'application/problem+json') },
      },
    },
  },
  components: {
    schemas: { Book: book, List: { allOf: [{ type: 'array', items: { type: 'string' } }] } },
    securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
  },
} as unknown as OpenAPIDocument

type Loose = Record<string, object>

const described = (change: (document: Loose) => void = () => undefined): Description => {
  const document = structuredClone(shelf)
  change(document as unknown as Loose)
  return {
    ...describe('shelf', document, { files: [], lines: {} } as never),
    source: (pointer) => ({ file: 'openapi/shelf.yaml', line: pointer.length, column: 1 }),
  }
}

interface Shelf {
  getBook: (call: object) => Promise<Record<string, unknown> & { response: Response }>
  removeBook: (call: object) => Promise<Record<string, unknown>>
  addBook: (call?: object) => Promise<Record<string, unknown>>
  mendBooks: (call: object) => Promise<Record<string, unknown>>
}

interface ShelfModule {
  createShelf: (options: object) => Shelf
  createShelfPaths: (
    options: object,
  ) => Record<'POST' | 'GET', (path: string, init: object) => Promise<unknown>>
  getBookHeader: (result: { response: Response }, name: string) => unknown
}

let shelfModule: ShelfModule
let folder: string
beforeAll(async () => {
  mkdirSync(join(repository, 'dist'), { recursive: true })
  folder = mkdtempSync(join(repository, 'dist/client-'))
  for (const { name, text } of [makeClient(api, described()), ...(await makeValidators(api, described()))])
    writeFileSync(join(folder, name), text)
  shelfModule = (await import(pathToFileURL(join(folder, 'client.ts')).href)) as ShelfModule
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const shelfOf = (...answers: Parameters<typeof handler>) => {
  captureWaits()
  const fetch = handler(...answers)
  return { client: shelfModule.createShelf({ apiKey: 'token-1', fetch }), requests: fetch.requests }
}

it('is the same text for the same description', () => {
  expect(makeClient(api, described()).text).toBe(makeClient(api, described()).text)
})

it('follows references that are percent-encoded', () => {
  const text = makeClient(
    api,
    described(({ components = {}, paths = {} }) => {
      const { schemas } = components as { schemas: Record<string, object> }
      Object.assign(schemas, { 'a b': book, 'a number': { type: 'integer' } })
      Object.assign(paths, {
        '/x': {
          get: {
            operationId: 'getX',
            responses: {
              200: {
                ...answers({ $ref: '#/components/schemas/a%20b' }),
                headers: { 'X-Count': { schema: { $ref: '#/components/schemas/a%20number' } } },
              },
            },
          },
        },
      })
    }),
  ).text
  expect(text).toContain('"GET", "/x", { 200: "isbn" }')
  expect(text).toContain('{ "X-Count": integer }')
})

it('a client over paths of an API without keys sends nothing twice', async () => {
  const other = { name: 'open', file: 'openapi/open.yaml' }
  const keyless = described(({ paths = {} }) => {
    delete (paths as Record<string, Record<string, object>>)['/books']?.['post']
  })
  const keylessFolder = join(folder, 'keyless')
  mkdirSync(keylessFolder)
  for (const { name, text } of [makeClient(other, keyless), ...(await makeValidators(other, keyless))])
    writeFileSync(join(keylessFolder, name), text.replaceAll('../../src/', '../../../src/'))
  const module = (await import(pathToFileURL(join(keylessFolder, 'client.ts')).href)) as {
    createOpenPaths: ShelfModule['createShelfPaths']
  }
  const fetch = handler(rejection(503))
  const paths = module.createOpenPaths({ apiKey: 'token-1', fetch })
  expect(await paths.GET('/books/{id}', { params: { path: { id: 'b-1' } } })).toMatchObject({
    response: { status: 503 },
  })
  expect(fetch.requests).toHaveLength(1)
})

it('imports its runtime, its types and its validators, and nothing else', () => {
  const sources = [...makeClient(api, described()).text.matchAll(/from '(.*)'/g)].map(([, source]) => source)
  expect(new Set(sources)).toEqual(new Set(['../../src/client/index.ts', './types.ts', './validators.js']))
})

group('another API altogether', () => {
  it('reads: query, headers of all types, no key, no second try', async () => {
    const { client, requests } = shelfOf(
      ok({ isbn: '1' }, { 'X-Price': '1.50', 'X-Lent': 'false', 'X-Place': '7' }),
      rejection(500),
    )
    const result = await client.getBook({ id: 'b 1'.replace(' ', '-'), query: { page: 2 } })
    expect(requests[0]?.url).toBe('https://shelf.test/v2/books/b-1?page=2')
    expect(requests[0]?.headers.get('Authorization')).toBe('Bearer token-1')
    expect(requests[0]?.headers.has('X-Once')).toBe(false)
    const read = (name: string) => shelfModule.getBookHeader(result, name)
    expect(['X-Price', 'X-Lent', 'X-Place'].map(read)).toEqual([1.5, false, '7'])
    expect(await client.getBook({ id: 'b-1' })).toMatchObject({ status: 500, attempts: 1 })
    expect(requests).toHaveLength(2)
  })

  it('expects no body where none is described, and sends no credentials where none are wanted', async () => {
    const { client, requests } = shelfOf(() => new Response(null, { status: 204 }))
    expect(await client.removeBook({ id: 'b-1' })).toMatchObject({ ok: true, status: 204 })
    expect(requests[0]?.headers.has('Authorization')).toBe(false)
  })

  it('writes: a form, with a key, again after a failure', async () => {
    const { client, requests } = shelfOf(rejection(503), () => Response.json([], { status: 201 }))
    expect(await client.addBook({ body: { isbn: '1' } })).toMatchObject({
      status: 201,
      attempts: 2,
      data: [],
    })
    expect(await requests[1]?.text()).toBe('isbn=1')
    expect(requests[1]?.headers.get('Content-Type')).toMatch(/^application\/x-www-form-urlencoded/)
    expect(requests[1]?.headers.get('X-Once')).toBe(requests[0]?.headers.get('X-Once'))
    expect(requests[0]?.headers.get('X-Once')).toMatch(/^[0-9a-f-]{36}$/)
    await expect(shelfOf(ok('text')).client.addBook()).rejects.toThrow('with no forEach')
  })

  it('sends no key where the server knows none, whatever the caller does, and so nothing twice', async () => {
    const { client, requests } = shelfOf(rejection(500))
    for (const idempotencyKey of ['mine', undefined])
      await expect(client.getBook({ id: 'b-1', idempotencyKey })).rejects.toThrow(TypeError)
    expect(requests).toHaveLength(0)
  })

  it('over paths: the caller says where there is a key, and what has one is sent again', async () => {
    captureWaits()
    const fetch = handler(rejection(503), rejection(503), () => Response.json([], { status: 201 }))
    const paths = shelfModule.createShelfPaths({ apiKey: 'token-1', fetch })
    await paths.GET('/books/{id}', { params: { path: { id: 'b-1' } } })
    expect(fetch.requests).toHaveLength(1)
    await paths.POST('/books', { params: { header: { 'X-Once': 'k' } }, body: { isbn: '1' } })
    expect(fetch.requests.map(({ headers }) => headers.get('X-Once'))).toEqual([null, 'k', 'k'])
  })

  it('throws a refusal without a body, and one that says nothing, as an error of the API', async () => {
    const silent = () => new Response(null, { status: 403 })
    for (const respond of [silent, rejection(404)]) {
      const { client } = shelfOf(respond)
      const call = client.removeBook({ id: 'b-1' }) as unknown as { orThrow: () => Promise<unknown> }
      await expect(call.orThrow()).rejects.toThrow(/^ \{"method":"DELETE"/)
    }
  })

  it('takes no HTML for JSON, even where anything may stand in it', async () => {
    const html = () => new Response('<title>Welcome</title>', { headers: { 'Content-Type': 'text/html' } })
    await expect(shelfOf(html).client.mendBooks({ body: {} })).rejects.toMatchObject({
      name: 'InvalidResponseError',
      status: 200,
    })
  })

  it('writes: JSON of another name', async () => {
    const { client, requests } = shelfOf(ok({}))
    await client.mendBooks({ body: { isbn: '2' } })
    expect(requests[0]?.headers.get('Content-Type')).toBe('application/merge-patch+json')
    expect(await requests[0]?.json()).toEqual({ isbn: '2' })
  })
})

it.each<[string, (document: Loose) => void]>([
  ['The client needs a server', (document) => delete document['servers']],
  [
    'The client can send a key as Basic, Bearer or in a header of its own only.',
    ({ components = {} }) =>
      Object.assign(components, { securitySchemes: { token: { type: 'apiKey', in: 'query' } } }),
  ],
  [
    'The client reads errors of the shape',
    (document) => Object.assign(document, { 'x-errors': { identifiedBy: ['/type'], message: '/detail' } }),
  ],
  [
    'A call has an option `timeout` already',
    ({ paths = {} }) =>
      Object.assign(paths, {
        '/x/{timeout}': {
          get: { operationId: 'x', parameters: [{ ...id, name: 'timeout' }], responses: {} },
        },
      }),
  ],
  [
    'The client puts text, numbers and booleans into paths only.',
    ({ paths = {} }) =>
      Object.assign(paths, {
        '/x/{a}': {
          get: {
            operationId: 'x',
            parameters: [{ ...id, name: 'a', schema: { type: 'array' } }],
            responses: { 204: { description: 'Done.' } },
          },
        },
      }),
  ],
  [
    'OpenAPI leaves open how this style is written',
    ({ paths = {} }) =>
      Object.assign(paths, {
        '/x': {
          get: {
            operationId: 'x',
            parameters: [
              {
                name: 'a',
                in: 'query',
                style: 'pipeDelimited',
                explode: true,
                schema: { $ref: '#/components/schemas/List' },
              },
            ],
            responses: { 204: { description: 'Done.' } },
          },
        },
      }),
  ],
  [
    'The client sends no cookies',
    ({ paths = {} }) =>
      Object.assign(paths, {
        '/x': {
          get: {
            operationId: 'x',
            parameters: [{ name: 'a', in: 'cookie', required: true, schema: { type: 'string' } }],
            responses: { 204: { description: 'Done.' } },
          },
        },
      }),
  ],
  [
    'The client sends `token` alone; this operation does not take that.',
    ({ paths = {}, components = {} }) => {
      Object.assign(components, {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer' },
          other: { type: 'apiKey', in: 'header', name: 'X' },
        },
      })
      const responses = { 204: { description: 'Done.' } }
      Object.assign(paths, { '/x': { get: { operationId: 'x', security: [{ other: [] }], responses } } })
    },
  ],
  [
    '`token` and `other` are needed together',
    (document) => {
      Object.assign(document, { security: [{ token: [], other: [] }] })
      Object.assign(document['components'] ?? {}, {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer' },
          other: { type: 'apiKey', in: 'header', name: 'X' },
        },
      })
    },
  ],
  [
    'The client needs a success',
    ({ paths = {} }) =>
      Object.assign(paths, {
        '/x': { get: { operationId: 'x', responses: { default: { description: 'Any.' } } } },
      }),
  ],
  [
    'The types of `GetBook` and `getBook` would have the same name',
    ({ paths = {} }) =>
      Object.assign(paths, {
        '/x': { get: { operationId: 'GetBook', responses: { 204: { description: 'Done.' } } } },
      }),
  ],
  [
    'The client needs a default for the server',
    (document) => Object.assign(document, { servers: [{ url: 'https://{region}.shelf.test' }] }),
  ],
  ['`get /x` cannot', ({ paths = {} }) => Object.assign(paths, { '/x': { get: { responses: {} } } })],
  [
    'The client reads JSON, or no body at all.',
    ({ paths = {} }) =>
      Object.assign(paths, {
        '/x': { get: { operationId: 'x', responses: { 200: answers({}, 'text/csv') } } },
      }),
  ],
  [
    'The client sends bodies as JSON or as a form only.',
    ({ paths = {} }) =>
      Object.assign(paths, {
        '/x': { put: { operationId: 'x', requestBody: { content: { 'text/csv': {} } }, responses: {} } },
      }),
  ],
  [
    'All operations must take their key in the same header.',
    ({ paths = {} }) =>
      Object.assign(paths, {
        '/x': {
          put: { operationId: 'x', 'x-idempotency': { ...idempotency, header: 'X-Other' }, responses: {} },
        },
      }),
  ],
])('says where a description asks for more than the client can: %s', (message, change) => {
  const made = () => makeClient(api, described(change))
  expect(made).toThrow(DescriptionError)
  expect(made).toThrow(message)
  expect(made).toThrow(/^openapi\/shelf\.yaml:\d+: /)
})
