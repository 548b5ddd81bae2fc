import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { RunningMock } from '../../../src/mock/index.ts'
import { content, serveDocument } from './serve.ts'

const pet = {
  type: 'object',
  required: ['id', 'name'],
  properties: {
    id: { type: 'integer', readOnly: true },
    name: { type: 'string' },
    tag: { type: 'string' },
    pin: { type: 'string', writeOnly: true },
  },
}
const id = { name: 'petId', in: 'path', required: true, schema: { type: 'integer' } }
const requestBody = { required: true, content: { 'application/json': { schema: pet } } }
const missing = { 404: content('application/json', { type: 'object', required: ['error'] }) }
const document = {
  security: [{ key: [] }],
  paths: {
    '/pets': {
      get: {
        parameters: [
          { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1 } },
          { name: 'tag', in: 'query', schema: { type: 'string' } },
        ],
        responses: { 200: content('application/json', { type: 'array', items: pet }) },
      },
      post: {
        requestBody,
        responses: {
          201: { ...content('application/json', pet), headers: { Location: { schema: { type: 'string' } } } },
        },
      },
    },
    '/pets/{petId}': {
      parameters: [id],
      get: {
        responses: {
          200: content('application/json', pet, { example: { id: 1, name: 'Described' } }),
          ...missing,
        },
      },
      put: { requestBody, responses: { 200: content('application/json', pet), ...missing } },
      delete: { responses: { 204: { description: 'Deleted.' }, ...missing } },
    },
  },
  components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'Key' } } },
}
let mock: RunningMock

beforeAll(async () => {
  mock = await serveDocument(document)
})
afterAll(() => mock.close())
beforeEach(() => fetch(`${mock.url}/_mock/fixtures`, { method: 'DELETE' }))

type Json = Record<string, unknown>

async function send(
  method: string,
  path: string,
  body?: unknown,
  key = 'k',
): Promise<{ status: number; body: Json; location: string }> {
  const response = await fetch(mock.url + path, {
    method,
    headers: { Key: key, ...(body !== undefined && { 'Content-Type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return {
    status: response.status,
    body: (text === '' ? {} : JSON.parse(text)) as Json,
    location: response.headers.get('location') ?? '',
  }
}

test('keeps what was created until it is deleted', async () => {
  const created = await send('POST', '/pets', { name: 'Rex', tag: 'dog', pin: '1234' })
  expect([created.status, created.body['name'], created.body['pin']]).toEqual([201, 'Rex', undefined])
  const path = `/pets/${String(created.body['id'])}`
  expect(created.location).toBe(path)
  expect((await send('GET', path)).body).toEqual(created.body)
  expect((await send('PUT', path, { name: 'Max' })).body).toMatchObject({
    id: created.body['id'],
    name: 'Max',
  })
  expect((await send('GET', path)).body).toMatchObject({ id: created.body['id'], name: 'Max' })
  expect((await send('DELETE', path)).status).toBe(204)
  const statuses = await Promise.all([
    send('GET', path),
    send('PUT', path, { name: 'Max' }),
    send('DELETE', path),
  ])
  expect(statuses.map(({ status, body }) => [status, Object.keys(body)])).toEqual(
    Array(3).fill([404, ['error']]),
  )
})

test('lists what was created, the newest first, with limit and filters', async () => {
  for (const [name, tag] of [
    ['a', 'x'],
    ['b', 'y'],
    ['c', 'x'],
  ])
    await send('POST', '/pets', { name, tag })
  const names = async (query: string): Promise<unknown> => {
    const { body } = await send('GET', `/pets${query}`)
    return (body as unknown as Json[]).map(({ name }) => name)
  }
  expect(await names('')).toEqual(['c', 'b', 'a'])
  expect(await names('?limit=2')).toEqual(['c', 'b'])
  expect(await names('?tag=x')).toEqual(['c', 'a'])
})

test('gives every object an id of its own, and no server value of the request', async () => {
  const first = await send('POST', '/pets', { id: 5, name: 'a' })
  const second = await send('POST', '/pets', { id: 5, name: 'a' })
  expect(new Set([5, first.body['id'], second.body['id']]).size).toBe(3)
})

test('shows an object to nobody else', async () => {
  const { body } = await send('POST', '/pets', { name: 'Rex' })
  const path = `/pets/${String(body['id'])}`
  expect((await send('GET', path, undefined, 'other')).status).toBe(404)
  expect((await send('GET', path)).status).toBe(200)
})

test('responds with the example for an object that was not created here', async () => {
  expect((await send('GET', '/pets/99')).body).toEqual({ id: 1, name: 'Described' })
  expect((await send('DELETE', '/pets/99')).status).toBe(204)
  expect((await send('GET', '/pets/99')).status).toBe(404)
})

test('forgets everything on DELETE /_mock/fixtures', async () => {
  const { body } = await send('POST', '/pets', { name: 'Rex' })
  expect((await fetch(`${mock.url}/_mock/fixtures`, { method: 'DELETE' })).status).toBe(204)
  expect((await send('GET', `/pets/${String(body['id'])}`)).body).toEqual({ id: 1, name: 'Described' })
})

test('keeps no value of a property that only the response describes, as read-only', async () => {
  const order = {
    type: 'object',
    required: ['id', 'name'],
    properties: {
      id: { type: 'string', readOnly: true },
      name: { type: 'string' },
      total: { type: 'integer', readOnly: true, minimum: 5 },
    },
  }
  const body = { content: { 'application/json': { schema: { properties: { name: { type: 'string' } } } } } }
  const own = await serveDocument({
    paths: {
      '/orders': { post: { requestBody: body, responses: { 201: content('application/json', order) } } },
      '/orders/{orderId}': {
        parameters: [{ name: 'orderId', in: 'path', required: true, schema: { type: 'string' } }],
        get: { responses: { 200: content('application/json', order) } },
        patch: { requestBody: body, responses: { 200: content('application/json', order) } },
      },
    },
  })
  const sent = async (method: string, path: string): Promise<Json> => {
    const response = await fetch(own.url + path, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ id: 'mine', name: 'Ada', total: 7_000_000 }),
    })
    return (await response.json()) as Json
  }
  const created = await sent('POST', '/orders')
  const path = `/orders/${String(created['id'])}`
  const patched = await sent('PATCH', path)
  const read = (await (await fetch(own.url + path)).json()) as Json
  await own.close()
  for (const value of [created, patched, read]) {
    expect(value).toMatchObject({ id: created['id'], name: 'Ada' })
    expect([value['id'], value['total']]).not.toContain('mine')
    expect(value['total']).not.toBe(7_000_000)
  }
})

const readablePet = {
  ...pet,
  required: ['id', 'name', 'owner'],
  properties: {
    ...pet.properties,
    owner: {
      type: 'object',
      required: ['id', 'name'],
      properties: { id: { type: 'integer' }, name: { type: 'string' } },
    },
  },
}
const writablePet = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string' },
    owner: { type: 'object', properties: { name: { type: 'string' } } },
  },
}
/** Only a creation and a private list need credentials. */
const mixed = {
  paths: {
    '/pets': {
      get: {
        responses: { 200: content('application/json', { type: 'array', items: readablePet }) },
      },
      post: {
        security: [{ key: [] }],
        requestBody: { required: true, content: { 'application/json': { schema: writablePet } } },
        responses: { 201: content('application/json', readablePet) },
      },
    },
    '/pets/{petId}': {
      parameters: [id],
      get: { responses: { 200: content('application/json', readablePet), ...missing } },
      put: {
        security: [{ key: [] }],
        requestBody: { required: true, content: { 'application/json': { schema: writablePet } } },
        responses: { 200: content('application/json', readablePet), ...missing },
      },
    },
  },
  components: document.components,
}

test('shows what an account created to operations without credentials, and no other account changes it', async () => {
  const other = await serveDocument(mixed)
  const request = async (method: string, path: string, headers = {}, body?: object): Promise<Json[]> => {
    const response = await fetch(other.url + path, {
      method,
      headers: { 'Content-Type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return [{ status: response.status }, (await response.json()) as Json]
  }
  try {
    const [, created] = await request('POST', '/pets', { Key: 'a' }, { name: 'Rex', owner: { name: 'Ada' } })
    expect(created).toMatchObject({ name: 'Rex', owner: { name: 'Ada', id: expect.any(Number) as number } })
    const path = `/pets/${String(created?.['id'])}`
    expect(await request('GET', path)).toEqual([{ status: 200 }, created])
    expect((await request('GET', '/pets'))[1]).toEqual([created])
    expect((await request('PUT', path, { Key: 'b' }, { name: 'Max' }))[0]).toEqual({ status: 404 })
    expect((await request('PUT', path, { Key: 'a' }, { name: 'Max' }))[0]).toEqual({ status: 200 })
  } finally {
    await other.close()
  }
})
