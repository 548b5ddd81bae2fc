import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunningMock } from '../../../src/mock/index.ts'
import { content, serveDocument } from './serve.ts'

const text = (name: string): object => ({ name, in: 'path', required: true, schema: { type: 'string' } })
const user = { type: 'object', required: ['id'], properties: { id: { type: 'string', readOnly: true } } }
const responses = { 200: content('application/json', user), 404: { description: 'Not found' } }
const document = {
  paths: {
    '/round/{n}': { get: { parameters: [text('n')], responses } },
    '/users': { post: { responses: { 201: content('application/json', user) } } },
    '/users/{userId}': { get: { parameters: [text('userId')], responses } },
    '/users/{userId}/rates/{currency}': {
      get: { parameters: [text('userId'), text('currency')], responses },
    },
  },
}

let mock: RunningMock

beforeAll(async () => {
  mock = await serveDocument(document, { unknownIds: 'missing' })
})
afterAll(() => mock.close())

const status = async (path: string): Promise<number> => (await fetch(`${mock.url}${path}`)).status

test('accepts any value of an input in the path', async () => {
  expect(await status('/round/7')).toBe(200)
})

test('accepts an input below an id that it created', async () => {
  const created = await fetch(`${mock.url}/users`, { method: 'POST' })
  const { id } = (await created.json()) as { id: string }
  expect(await status(`/users/${id}/rates/EUR`)).toBe(200)
})

test('accepts an input below an id of a fixture', async () => {
  const { userId = '' } = mock.createFixture() ?? {}
  expect(await status(`/users/${userId}/rates/EUR`)).toBe(200)
})

test('rejects an input below an unknown id', async () => {
  expect(await status('/users/nobody/rates/EUR')).toBe(404)
})
