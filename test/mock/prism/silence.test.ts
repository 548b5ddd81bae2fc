import { expect, test, vi } from 'vitest'
import { content, serveDocument } from '../any/serve.ts'

test('the mock writes no warnings of Prism to the console', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  const created = { type: 'string', format: 'date-time', minLength: 24 }
  const size = { allOf: [{ type: 'integer' }, { type: ['integer', 'null'] }] }
  const schema = { type: 'object', required: ['created'], properties: { created, size } }
  const responses = { 200: content('application/json', schema) }
  const mock = await serveDocument({ paths: { '/orders': { get: { operationId: 'a', responses } } } })
  const response = await fetch(`${mock.url}/orders`)
  await mock.close()
  expect(response.status).toBe(200)
  expect(warn).not.toHaveBeenCalled()
  warn.mockRestore()
})
