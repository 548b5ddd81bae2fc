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
