import { gunzipSync, inflateSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunningMock } from '../../../src/mock/index.ts'
import { content, serveDocument } from './serve.ts'

const person = {
  type: 'object',
  required: ['id', 'name', 'tags'],
  properties: {
    id: { type: 'integer', xml: { attribute: true } },
    name: { type: 'string', examples: ['Ada & Co'] },
    tags: { type: 'array', items: { type: 'string', xml: { name: 'tag' } }, xml: { wrapped: true } },
    secret: { type: 'string', writeOnly: true },
  },
  xml: { name: 'person', namespace: 'https://example.com/p', prefix: 'p' },
}
const responses: Record<string, object> = {
  png: content('image/png', { type: 'string', format: 'binary' }),
  pdf: content('application/pdf', {}),
  gzip: content('application/gzip', { type: 'string', format: 'binary' }),
  zip: content('application/zip', { type: 'string', contentMediaType: 'application/zip' }),
  octets: content('application/octet-stream', { type: 'string', format: 'binary' }),
  image: content('image/*', { type: 'string', format: 'binary' }),
  any: content('*/*', person),
  anyBytes: content('*/*', { type: 'string', format: 'binary' }),
  xml: content('application/xml', person),
  soap: content('application/soap+xml', { type: 'array', items: person, xml: { name: 'people' } }),
  csv: content('text/csv', {
    type: 'array',
    items: { type: 'object', properties: { a: { const: 'x,y' }, b: { const: 1 } } },
  }),
  csvText: content('text/csv', { type: 'string' }),
  events: content('text/event-stream', { type: 'object', properties: { n: { const: 1 } } }),
  lines: content('application/x-ndjson', {
    type: 'object',
    required: ['n'],
    properties: { n: { const: 1 } },
  }),
  text: content('text/plain', { type: 'integer', minimum: 5 }),
  html: content('text/html', { type: 'string' }),
  form: content('application/x-www-form-urlencoded', { type: 'object', properties: { a: { const: 'b c' } } }),
  multipart: content('multipart/form-data', { type: 'object', properties: { a: { const: 'b' } } }),
  vendor: content('application/vnd.api+json; charset=utf-8', person),
  noSchema: { description: 'Something.', content: { 'application/json': {} } },
}
let mock: RunningMock
const lines: string[] = []

beforeAll(async () => {
  const paths = Object.fromEntries(
    Object.entries(responses).map(([name, response]) => [
      `/${name}`,
      { get: { responses: { 200: response } } },
    ]),
  )
  mock = await serveDocument(
    {
      paths: {
        ...paths,
        '/impossible': {
          get: {
            operationId: 'impossible',
            responses: { 200: content('application/json', { type: 'string', minLength: 5, maxLength: 2 }) },
          },
        },
      },
    },
    { log: (line) => lines.push(line) },
  )
})
afterAll(() => mock.close())

async function get(
  name: string,
  headers: Record<string, string> = {},
): Promise<{ type: string; bytes: Buffer; text: string; headers: Headers }> {
  const response = await fetch(`${mock.url}/${name}`, { headers })
  expect(response.status).toBe(200)
  const bytes = Buffer.from(await response.arrayBuffer())
  return {
    type: response.headers.get('content-type') ?? '',
    bytes,
    text: bytes.toString(),
    headers: response.headers,
  }
}

test('sends a picture of one pixel as image/png', async () => {
  const { type, bytes } = await get('png')
  expect([type, bytes.subarray(0, 8).toString('hex'), bytes.readUInt32BE(16)]).toEqual([
    'image/png',
    '89504e470d0a1a0a',
    1,
  ])
  const data = bytes.indexOf('IDAT')
  expect(inflateSync(bytes.subarray(data + 4, data + 4 + bytes.readUInt32BE(data - 4)))).toEqual(
    Buffer.from([0, 0]),
  )
})

test('sends files of their media type', async () => {
  expect((await get('pdf')).text).toMatch(/^%PDF-1\.4[^]*%%EOF/)
  expect(gunzipSync((await get('gzip')).bytes).toString()).toBe('text')
  expect((await get('zip')).text).toMatch(/^PK/)
  expect((await get('octets')).bytes.length).toBeGreaterThan(0)
})

test('replaces a range by a media type', async () => {
  expect((await get('image')).type).toBe('image/png')
  expect((await get('image', { Accept: 'image/gif' })).text).toMatch(/^GIF89a/)
  expect((await get('any')).type).toBe('application/json')
  expect((await get('anyBytes')).type).toBe('application/octet-stream')
})

test('writes XML by the xml objects of the schema', async () => {
  const { type, text } = await get('xml')
  expect(type).toBe('application/xml')
  expect(text).toMatch(
    /<p:person xmlns:p="https:\/\/example\.com\/p" id="\d+"><name>Ada &amp; Co<\/name><tags><tag>[^<]*<\/tag><\/tags><\/p:person>$/,
  )
  expect((await get('soap')).text).toMatch(/<people><p:person [^]*<\/people>$/)
})

test('writes CSV, events, lines, text and forms', async () => {
  expect((await get('csv')).text).toBe('a,b\r\n"x,y",1\r\n')
  expect((await get('csvText')).type).toBe('text/csv')
  expect((await get('events')).text).toBe('data: {"n":1}\n\n')
  expect((await get('lines')).text).toBe('{"n":1}\n')
  expect(Number((await get('text')).text)).toBeGreaterThanOrEqual(5)
  expect((await get('html')).text).not.toBe('')
  expect((await get('form')).text).toBe('a=b%20c')
})

test('writes parts with a boundary', async () => {
  const response = await fetch(`${mock.url}/multipart`)
  expect((await response.formData()).get('a')).toBe('b')
})

test('sends no property that is only written', async () => {
  expect((await get('vendor')).text).not.toContain('secret')
  expect((await get('noSchema')).text).toBe('{}')
})

test('reports a body that cannot be made in a header and in the log', async () => {
  const { headers } = await get('impossible')
  expect(headers.get('sl-violations')).toContain('No valid value was found for the body.')
  expect(lines).toEqual(['impossible: 200: No valid value was found for the body.'])
})
