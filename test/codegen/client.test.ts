import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe as group, expect, it } from 'vitest'
import { makeClient } from '../../src/codegen/client/index.ts'
import { makeCode } from '../../src/codegen/make.ts'
import { describe } from '../../src/description/description.ts'
import type { Description, OpenAPIDocument } from '../../src/description/index.ts'
import { handler, ok, rejection } from '../client/handler.ts'
import { captureWaits } from '../client/waits.ts'
import { repository, writeArtefacts } from './project.ts'

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
const jsonResponse = (schema: object, mediaType = 'application/json') => ({
  description: 'A response.',
  content: { [mediaType]: { schema } },
})
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } }

/** An API with a bearer token, one operation with a key and three without, JSON and a form. */
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
            ...jsonResponse({ allOf: [{ $ref: '#/components/schemas/Book' }] }),
            headers: {
              'X-Price': { schema: { type: 'number' } },
              'X-Lent': { schema: { type: 'boolean' } },
              'X-Place': { schema: { type: 'string' } },
            },
          },
          404: jsonResponse({ type: 'object', properties: { problem: { type: 'string' } } }),
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
        responses: { '2XX': jsonResponse({ type: 'array', items: book }) },
      },
      patch: {
        operationId: 'mendBooks',
        requestBody: { content: { 'application/merge-patch+json': { schema: book } } },
        responses: { 200: jsonResponse({ type: 'object' }, 'application/problem+json') },
      },
    },
  },
  components: {
    schemas: { Book: book, List: { allOf: [{ type: 'array', items: { type: 'string' } }] } },
    securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
  },
} as unknown as OpenAPIDocument

type EditableDocument = Record<string, object>

const described = (change: (document: EditableDocument) => void = () => undefined): Description => {
  const document = structuredClone(shelf)
  change(document as unknown as EditableDocument)
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
  writeArtefacts(folder, (await makeCode(api, described())).artefacts)
  shelfModule = (await import(pathToFileURL(join(folder, 'client.ts')).href)) as ShelfModule
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const shelfOf = (...responders: Parameters<typeof handler>) => {
  captureWaits()
  const fetch = handler(...responders)
  return { client: shelfModule.createShelf({ apiKey: 'token-1', fetch }), requests: fetch.requests }
}

it('generates the same text for the same description', () => {
  expect(makeClient(api, described()).artefact.text).toBe(makeClient(api, described()).artefact.text)
})

it('resolves percent-encoded references', () => {
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
                ...jsonResponse({ $ref: '#/components/schemas/a%20b' }),
                headers: { 'X-Count': { schema: { $ref: '#/components/schemas/a%20number' } } },
              },
            },
          },
        },
      })
    }),
  ).artefact.text
  expect(text).toMatch(/"GET", "\/x", \{ .*shapes: \{ 200: "isbn" \}/)
  expect(text).toContain('{ "X-Count": integer }')
})

it('describes the responses of a method, and its place in the document', () => {
  const { text } = makeClient(api, described()).artefact
  expect(text).toContain(`   * \`DELETE /books/{id}\` responds with
   * - 204: Gone.
   * - 403: No.
   *
   * @see openapi.json#/paths/~1books~1{id}/delete
   */
`)
})

it('retries in the client over paths of an API without keys only what is idempotent', async () => {
  const other = { name: 'open', file: 'openapi/open.yaml' }
  const keyless = described(({ paths = {} }) => {
    delete (paths as Record<string, Record<string, object>>)['/books']?.['post']
  })
  const keylessFolder = join(folder, 'keyless')
  writeArtefacts(keylessFolder, (await makeCode(other, keyless)).artefacts)
  const module = (await import(pathToFileURL(join(keylessFolder, 'client.ts')).href)) as {
    createOpenPaths: ShelfModule['createShelfPaths']
  }
  const fetch = handler(rejection(503))
  const paths = module.createOpenPaths({ apiKey: 'token-1', fetch })
  expect(await paths.GET('/books/{id}', { params: { path: { id: 'b-1' } } })).toMatchObject({
    response: { status: 503 },
  })
  expect(fetch.requests).toHaveLength(3)
  await paths.POST('/books', { body: { isbn: '1' } })
  expect(fetch.requests).toHaveLength(4)
})

it('imports the runtime, the types and the validators, and nothing else', () => {
  const sources = [...makeClient(api, described()).artefact.text.matchAll(/from '(.*)'/g)].map(
    ([, source]) => source,
  )
  expect(new Set(sources)).toEqual(new Set(['./runtime/index.ts', './types.ts', './validators/index.ts']))
})

group('the client of an API with other conventions', () => {
  it('sends a query, reads headers of all types, and retries a GET without a key', async () => {
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
    expect(await client.getBook({ id: 'b-1' })).toMatchObject({ status: 500, attempts: 3 })
    expect(requests).toHaveLength(4)
  })

  it('expects no body and sends no credentials if the description has none', async () => {
    const { client, requests } = shelfOf(() => new Response(null, { status: 204 }))
    expect(await client.removeBook({ id: 'b-1' })).toMatchObject({ ok: true, status: 204 })
    expect(requests[0]?.headers.has('Authorization')).toBe(false)
  })

  it('sends a form with a key, and retries it', async () => {
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
    await expect(shelfOf(ok('text')).client.addBook()).rejects.toThrow('expected a JSON array')
  })

  it('rejects a call with a key if the operation accepts none', async () => {
    const { client, requests } = shelfOf(rejection(500))
    await expect(client.getBook({ id: 'b-1', idempotencyKey: 'mine' })).rejects.toMatchObject({
      name: 'InvalidRequestError',
    })
    expect(requests).toHaveLength(0)
  })

  it('retries in the client over paths what is idempotent or has a key of the caller', async () => {
    captureWaits()
    const fetch = handler(rejection(503), rejection(503), () => Response.json([], { status: 201 }))
    const paths = shelfModule.createShelfPaths({ apiKey: 'token-1', fetch })
    await paths.POST('/books', { body: { isbn: '1' } })
    expect(fetch.requests).toHaveLength(1)
    await paths.POST('/books', { params: { header: { 'X-Once': 'k' } }, body: { isbn: '1' } })
    expect(fetch.requests.map(({ headers }) => headers.get('X-Once'))).toEqual([null, 'k', 'k'])
    const unavailable = handler(rejection(503))
    const readPaths = shelfModule.createShelfPaths({ apiKey: 'token-1', fetch: unavailable })
    await readPaths.GET('/books/{id}', { params: { path: { id: 'b-1' } } })
    expect(unavailable.requests).toHaveLength(3)
  })

  it('throws an ApiError for an error response without a body or without a message', async () => {
    const empty = () => new Response(null, { status: 403 })
    for (const respond of [empty, rejection(404)]) {
      const { client } = shelfOf(respond)
      const call = client.removeBook({ id: 'b-1' }) as unknown as { orThrow: () => Promise<unknown> }
      await expect(call.orThrow()).rejects.toThrow(/^The API rejected the request\. \{"method":"DELETE"/)
    }
  })

  it('rejects HTML, even if the description allows any JSON', async () => {
    const html = () => new Response('<title>Welcome</title>', { headers: { 'Content-Type': 'text/html' } })
    await expect(shelfOf(html).client.mendBooks({ body: {} })).rejects.toMatchObject({
      name: 'InvalidResponseError',
      status: 200,
      message: expect.stringMatching(
        /^Invalid response body: expected JSON \(Content-Type: text\/html\)\. /,
      ) as string,
    })
  })

  it('sends the JSON media type of the description', async () => {
    const { client, requests } = shelfOf(ok({}))
    await client.mendBooks({ body: { isbn: '2' } })
    expect(requests[0]?.headers.get('Content-Type')).toBe('application/merge-patch+json')
    expect(await requests[0]?.json()).toEqual({ isbn: '2' })
  })
})

const done = { 204: { description: 'Done.' } }
const withOperation = (operation: object, path = '/x', method = 'get') =>
  makeClient(
    api,
    described(({ paths = {} }) => Object.assign(paths, { [path]: { [method]: operation } })),
  )

it.each<[string, object, string, string]>([
  [
    'the method TRACE',
    { operationId: 'x', responses: done },
    'trace',
    '`fetch` does not send the method TRACE.',
  ],
  [
    'GET with a required body',
    {
      operationId: 'x',
      requestBody: { required: true, content: { 'application/json': {} } },
      responses: done,
    },
    'get',
    '`fetch` sends no body with GET, but the body is required.',
  ],
  [
    'a header whose name HTTP does not allow',
    {
      operationId: 'x',
      parameters: [{ name: 'a b', in: 'header', schema: { type: 'string' } }],
      responses: done,
    },
    'get',
    'HTTP allows no header with the name `a b`.',
  ],
])('leaves out %s, with the reason and the source line', (_, operation, method, reason) => {
  const { operations, skipped, artefact } = withOperation(operation, '/x', method)
  expect(skipped).toEqual([
    { operation: 'x', reason, source: expect.stringMatching(/^openapi\/shelf\.yaml:\d+$/) as string },
  ])
  expect(operations).toEqual(['getBook', 'removeBook', 'addBook', 'mendBooks'])
  expect(artefact.text).not.toContain('"/x"')
})

it('leaves out an operation that needs a credential of an unknown type', () => {
  const { skipped } = makeClient(
    api,
    described(({ paths = {}, components = {} }) => {
      Object.assign((components as Record<string, object>)['securitySchemes'] ?? {}, {
        odd: { type: 'apiKey', in: 'body' },
      })
      Object.assign(paths, { '/x': { get: { operationId: 'x', security: [{ odd: [] }], responses: done } } })
    }),
  )
  expect(skipped).toMatchObject([
    { operation: 'x', reason: 'The client cannot send the required credentials: `odd`.' },
  ])
})

it.each([
  [
    ['get-user/by id', 'getUserById', 'get user by id'],
    ['getUserById2', 'getUserById', 'getUserById3'],
  ],
  [
    ['then', 'delete', 'GetBook'],
    ['then2', 'delete', 'GetBook'],
  ],
  [
    ['', '9 lives'],
    ['getX', '_9Lives'],
  ],
])('names the methods of the operationIds %j', (ids, names) => {
  const paths = Object.fromEntries(
    ids.map((id, index) => [
      index === 0 ? '/x' : `/${'x'.repeat(index + 1)}`,
      { get: { operationId: id, responses: done } },
    ]),
  )
  const { operations } = makeClient(
    api,
    described((document) => Object.assign(document, { paths })),
  )
  expect(operations).toEqual(names)
})

it('requires `baseUrl` if the description has no absolute server', () => {
  const { text } = makeClient(
    api,
    described((document) => Object.assign(document, { servers: [{ url: '/v2' }] })),
  ).artefact
  expect(text).toContain('readonly baseUrl: string\n')
})

it('warns about errors that the client cannot read', () => {
  const { warnings } = makeClient(
    api,
    described((document) =>
      Object.assign(document, { 'x-errors': { identifiedBy: ['/type'], message: '/detail' } }),
    ),
  )
  expect(warnings).toMatchObject([
    { message: expect.stringContaining('The client reads errors of the shape') as string },
  ])
})
