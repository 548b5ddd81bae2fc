import { expect, test } from 'vitest'
import { content, serveDocument } from './serve.ts'

test('an operation that documents no 404 makes no id known to others', async () => {
  const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }]
  const responses = { 200: content('application/json', { type: 'object' }) }
  const missing = { 404: { description: 'Unknown.' } }
  const document = {
    paths: {
      '/things/{id}': { parameters, get: { responses }, delete: { responses: { ...responses, ...missing } } },
    },
  }
  const mock = await serveDocument(document, { unknownIds: 'missing' })
  const statusOf = async (method: string): Promise<number> =>
    (await fetch(`${mock.url}/things/a`, { method })).status
  const statuses = [await statusOf('DELETE'), await statusOf('GET'), await statusOf('DELETE')]
  await mock.close()
  expect(statuses).toEqual([404, 200, 404])
})

/** Describes things below a parent that no operation creates. */
function describeThings(schema: object): object {
  const missing = { 404: { description: 'Unknown.' } }
  const parameter = (name: string, its: object): object => ({ name, in: 'path', required: true, schema: its })
  const thing = content('application/json', {
    type: 'object',
    required: ['thing_id'],
    properties: { thing_id: schema },
  })
  return {
    paths: {
      '/owners/{owner}/things': {
        parameters: [parameter('owner', { enum: ['me'] })],
        post: { requestBody: thing, responses: { 201: thing } },
      },
      '/owners/{owner}/things/{thing_id}': {
        parameters: [parameter('owner', { enum: ['me'] }), parameter('thing_id', schema)],
        delete: { operationId: 'remove', responses: { 204: { description: 'Removed.' }, ...missing } },
      },
    },
  }
}

test.each([
  ['numbers of a small range', { type: 'integer', minimum: 1, maximum: 40 }],
  ['one value', { type: 'string', enum: ['only'] }],
])('a fixture is never something that was deleted: ids are %s', async (_, schema) => {
  const mock = await serveDocument(describeThings(schema), { unknownIds: 'missing' })
  const statuses = new Set<number>()
  const ids = new Set<string>()
  for (let count = 0; count < 12; count += 1) {
    const { owner = '', thing_id: id = '' } = mock.createFixture({ operation: 'remove' }) ?? {}
    const { status } = await fetch(`${mock.url}/owners/${owner}/things/${id}`, { method: 'DELETE' })
    statuses.add(status)
    ids.add(id)
  }
  await mock.close()
  expect([...statuses]).toEqual([204])
  expect(ids.size).toBe('enum' in schema ? 1 : 12)
})

test('an unknown path gets 404 of `default`, whatever `Accept` has', async () => {
  const error = content('*/*', {
    type: 'object',
    properties: { error: { const: 'unknown' } },
    required: ['error'],
  })
  const responses = { 200: content('application/json', { type: 'object' }), default: error }
  const mock = await serveDocument({ paths: { '/things': { get: { responses } } } })
  const response = await fetch(`${mock.url}/others`, { headers: { accept: 'application/json' } })
  const body: unknown = await response.json()
  await mock.close()
  expect([response.status, body]).toEqual([404, { error: 'unknown' }])
})
