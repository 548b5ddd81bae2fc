import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe as group, expect, it } from 'vitest'
import { makeClient } from '../../src/codegen/client.ts'
import { makeValidators } from '../../src/codegen/validators/index.ts'
import { describe } from '../../src/description/description.ts'
import { DescriptionError } from '../../src/description/index.ts'
import type { Description, OpenAPIDocument } from '../../src/description/index.ts'
import { handler, ok, refusal } from '../client/handler.ts'
import { captureWaits } from '../client/waits.ts'
import { repository } from './project.ts'

const api = { name: 'shelf', file: 'openapi/shelf.yaml' }
const idempotency = {
  header: 'X-Once',
  retention: 'PT1H',
  scope: 'credential',
  saves: ['success'],
  leavesFree: [],
  reused: { differs: ['body'], answers: [] },
  inProgress: { answers: [] },
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
        responses: { 204: { description: 'Gone.' } },
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
    schemas: { Book: book },
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
  raw: { POST: (path: string, init: object) => Promise<unknown> }
  getBook: (call: object) => Promise<Record<string, unknown> & { header: (name: string) => unknown }>
  removeBook: (call: object) => Promise<Record<string, unknown>>
  addBook: (call?: object) => Promise<Record<string, unknown>>
  mendBooks: (call: object) => Promise<Record<string, unknown>>
}

let createShelf: (options: object) => Shelf
let folder: string
beforeAll(async () => {
  mkdirSync(join(repository, 'dist'), { recursive: true })
  folder = mkdtempSync(join(repository, 'dist/client-'))
  for (const { name, text } of [makeClient(api, described()), ...(await makeValidators(api, described()))])
    writeFileSync(join(folder, name), text)
  const module = (await import(pathToFileURL(join(folder, 'client.ts')).href)) as {
    createShelf: typeof createShelf
  }
  createShelf = module.createShelf
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const shelfOf = (...answers: Parameters<typeof handler>) => {
  captureWaits()
  const fetch = handler(...answers)
  return { client: createShelf({ apiKey: 'token-1', fetch }), requests: fetch.requests }
}

it('is the same text for the same description', () => {
  expect(makeClient(api, described()).text).toBe(makeClient(api, described()).text)
})

it('imports its runtime, its types and its validators, and nothing else', () => {
  const sources = [...makeClient(api, described()).text.matchAll(/from '(.*)'/g)].map(([, source]) => source)
  expect(new Set(sources)).toEqual(new Set(['../../src/client/index.ts', './types.ts', './validators.js']))
})

group('another API altogether', () => {
  it('reads: query, headers of all types, no key, no second try', async () => {
    const { client, requests } = shelfOf(
      ok({ isbn: '1' }, { 'X-Price': '1.50', 'X-Lent': 'false', 'X-Place': '7' }),
      refusal(500),
    )
    const result = await client.getBook({ id: 'b 1'.replace(' ', '-'), query: { page: 2 } })
    expect(requests[0]?.url).toBe('https://shelf.test/v2/books/b-1?page=2')
    expect(requests[0]?.headers.get('Authorization')).toBe('Bearer token-1')
    expect(requests[0]?.headers.has('X-Once')).toBe(false)
    expect(['X-Price', 'X-Lent', 'X-Place'].map(result.header)).toEqual([1.5, false, '7'])
    expect(await client.getBook({ id: 'b-1' })).toMatchObject({ status: 500, attempts: 1 })
    expect(requests).toHaveLength(2)
  })

  it('expects no body where none is described, and sends no credentials where none are wanted', async () => {
    const { client, requests } = shelfOf(() => new Response(null, { status: 204 }))
    expect(await client.removeBook({ id: 'b-1' })).toMatchObject({ ok: true, status: 204 })
    expect(requests[0]?.headers.has('Authorization')).toBe(false)
  })

  it('writes: a form, with a key, again after a failure', async () => {
    const { client, requests } = shelfOf(refusal(503), () => Response.json([], { status: 201 }))
    expect(await client.addBook({ body: { isbn: '1' } })).toMatchObject({
      status: 201,
      attempts: 2,
      data: [],
    })
    expect(await requests[1]?.text()).toBe('isbn=1')
    expect(requests[1]?.headers.get('Content-Type')).toMatch(/^application\/x-www-form-urlencoded/)
    expect(requests[1]?.headers.get('X-Once')).toBe(requests[0]?.headers.get('X-Once'))
    expect(requests[0]?.headers.get('X-Once')).toMatch(/^[0-9a-f-]{36}$/)
    await expect(shelfOf(ok('text')).client.addBook()).rejects.toThrow('without forEach')
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
