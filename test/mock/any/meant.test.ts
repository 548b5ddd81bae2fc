import { expect, test } from 'vitest'
import { content, serveDocument } from './serve.ts'

/** What authors write often, and mean more by than it says. */

const pet = { properties: { id: { type: 'string' } }, required: ['id'] }

async function request(path: string, operation: object, init: RequestInit = {}): Promise<[number, unknown]> {
  const method = (init.method ?? 'GET').toLowerCase()
  const mock = await serveDocument({ paths: { [path.replace(/\?.*/, '')]: { [method]: operation } } })
  const response = await fetch(mock.url + path, init)
  const text = await response.text()
  await mock.close()
  return [response.status, text === '' ? undefined : (JSON.parse(text) as unknown)]
}

test('an example that is a text of JSON is no object', async () => {
  const responses = { 200: content('application/json', pet, { example: '{ "id": "7" }' }) }
  expect(await request('/pets/7', { responses })).toEqual([200, { id: expect.any(String) as unknown }])
})

test('a multipart body of bytes is a form with a file', async () => {
  const body = new FormData()
  body.append('file', new Blob(['a']), 'a.txt')
  const schema = { type: 'string', format: 'binary' }
  const requestBody = { required: true, content: { 'multipart/form-data': { schema } } }
  const responses = { 200: content('application/json', pet), 400: { description: 'Invalid.' } }
  const [status] = await request('/pets', { requestBody, responses }, { method: 'POST', body })
  expect(status).toBe(200)
})

test.each(['rows=%5B%22a%22%5D', 'rows=%5B%22a%22%5D&rows=%5B%5D'])(
  'a list in a form has lists in JSON: %s',
  async (body) => {
    const rows = { type: 'array', items: { type: 'array', items: { type: 'string' } } }
    const type = 'application/x-www-form-urlencoded'
    const requestBody = { required: true, ...content(type, { type: 'object', properties: { rows } }) }
    const responses = { 200: content('application/json', pet), 400: { description: 'Invalid.' } }
    const headers = { 'Content-Type': type }
    const [status] = await request('/pets', { requestBody, responses }, { method: 'POST', body, headers })
    expect(status).toBe(200)
  },
)

test('a described header does not say where the body ends', async () => {
  const header = (example: string): object => ({ schema: { type: 'string' }, example })
  const headers = { 'Transfer-Encoding': header('chunked'), 'Content-Length': header('1') }
  const responses = { 200: { ...content('application/json', pet, { example: { id: '7' } }), headers } }
  expect(await request('/pets/7', { responses })).toEqual([200, { id: '7' }])
})

test.each([
  ['gzip', { 'Accept-Encoding': 'br, gzip;q=0.5' }, false, 'gzip'],
  ['deflate', { 'Accept-Encoding': 'deflate' }, false, 'deflate'],
  ['br', { 'Accept-Encoding': 'identity' }, true, 'br'],
  ['gzip', { 'Accept-Encoding': 'identity' }, false, null],
  ['gzip', { 'Accept-Encoding': 'gzip;q=0' }, false, null],
  ['aes128gcm', {}, true, null],
])('a body has the coding %s that is described, if the request has %j', async (...row) => {
  const [coding, headers, required, sent] = row
  const described = { 'Content-Encoding': { required, schema: { type: 'string' }, example: coding } }
  const example = content('application/json', pet, { example: { id: '7' } })
  const responses = { 200: { ...example, headers: described } }
  const mock = await serveDocument({ paths: { '/pets': { get: { operationId: 'a', responses } } } })
  const response = await fetch(`${mock.url}/pets`, { headers })
  expect(response.headers.get('content-encoding')).toBe(sent)
  expect(await response.json()).toEqual({ id: '7' })
  await mock.close()
})

test.each([
  ['Accept-Language', {}, 200],
  ['Accept-Language', { 'Accept-Language': 'de' }, 200],
  ['Accept-Language', { 'Accept-Language': 'xx' }, 400],
  ['Accept-Encoding', {}, 200],
  ['Accept-Encoding', { 'Accept-Encoding': 'none' }, 400],
  ['User-Agent', {}, 200],
])('the header %s that a client writes unasked is no parameter (%j)', async (name, headers, expected) => {
  const parameters = [{ name, in: 'header', schema: { type: 'string', enum: ['de', 'en'] } }]
  const responses = { 200: content('application/json', pet), 400: { description: 'Invalid.' } }
  const [status] = await request('/pets', { parameters, responses }, { headers })
  expect(status).toBe(expected)
})

const page = (names: readonly string[]): object[] =>
  names.map((name) => ({ name, in: 'query', schema: { type: 'integer', minimum: 0 } }))
const LISTED = ['a', 'b', 'c', 'd']

test.each([
  [{ 'page[size]': 1 }, ['a']],
  [{ 'page[limit]': 2, 'page[offset]': 1 }, ['b', 'c']],
  [{ page_size: 2, 'page[number]': 1 }, ['c', 'd']],
  [{ max_records: 3 }, ['a', 'b', 'c']],
  [{ $top: 1, $skip: 2 }, ['c']],
  [{ rows: 2, start_index: 3 }, ['d']],
])('a list has the items of the page that %j names', async (query, items) => {
  const names = Object.keys(query)
  const example = content(
    'application/json',
    { type: 'array', items: { type: 'string' } },
    { example: LISTED },
  )
  const text = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))
  const operation = { parameters: page(names), responses: { 200: example } }
  expect(await request(`/pets?${String(text)}`, operation)).toEqual([200, items])
})
