import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { inspect } from 'node:util'
import ts from 'typescript'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { makeCode } from '../../../src/codegen/make.ts'
import type { MadeCode } from '../../../src/codegen/make.ts'
import { describe } from '../../../src/description/description.ts'
import type { OpenAPIDocument } from '../../../src/description/index.ts'
import { scaled } from '../../time-scale.ts'
import { repository, writeArtefacts } from '../project.ts'
import { nasty } from './description.ts'
import { startRecorder } from './wire.ts'
import type { Reply, Received } from './wire.ts'

const api = { name: 'nasty', file: 'openapi/nasty.yaml' }

interface Outcome {
  readonly ok: boolean
  readonly status: number
  readonly url: string
  readonly data?: unknown
  readonly error?: unknown
}
type Method = (call?: object) => Promise<Outcome> & { orThrow: () => Promise<unknown> }
interface Module {
  createNasty: (options: object) => Record<string, Method>
  getHeadersByIdHeader: (result: unknown, name: string) => unknown
}

let folder: string
let made: MadeCode
let nastyModule: Module
let recorder: Awaited<ReturnType<typeof startRecorder>>

beforeAll(async () => {
  const description = {
    ...describe('nasty', nasty as unknown as OpenAPIDocument, { files: [], lines: {} } as never),
    source: () => ({ file: api.file, line: 1, column: 1 }),
  }
  mkdirSync(join(repository, 'dist'), { recursive: true })
  folder = mkdtempSync(join(repository, 'dist/nasty-'))
  made = await makeCode(api, description)
  writeArtefacts(folder, made.artefacts)
  cpSync(join(import.meta.dirname, 'usage.ts.txt'), join(folder, 'usage.ts'))
  nastyModule = (await import(pathToFileURL(join(folder, 'client.ts')).href)) as Module
  recorder = await startRecorder()
})
afterAll(async () => {
  await recorder.stop()
  rmSync(folder, { recursive: true })
})
beforeEach(() => {
  recorder.reply = { status: 204 }
  recorder.requests.length = 0
})

const client = (options: object = {}): Record<string, Method> =>
  nastyModule.createNasty({ baseUrl: recorder.baseUrl, retry: { maxRetries: 0 }, ...options })

/** Calls a method, and returns its outcome and the request that arrived. */
async function call(
  name: string,
  input: object = {},
  options: object = {},
): Promise<{ result: Outcome; request: Received }> {
  const result = await (client(options)[name] as Method)(input)
  const request = recorder.requests.at(-1)
  if (request === undefined) throw new Error('No request arrived')
  return { result, request }
}

const respond = (body: Reply['body'], type: string, status = 200): void => {
  recorder.reply = { status, headers: { 'Content-Type': type }, ...(body !== undefined && { body }) }
}

it('compiles under the strictest settings, with calls of every kind', { timeout: scaled(300_000) }, () => {
  const program = ts.createProgram([join(folder, 'usage.ts'), join(folder, 'client.ts')], {
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: [],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    noEmit: true,
    allowImportingTsExtensions: true,
    verbatimModuleSyntax: true,
    isolatedModules: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noImplicitOverride: true,
    noPropertyAccessFromIndexSignature: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
  })
  const messages = ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1
    return `${file?.fileName ?? ''}:${line} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`
  })
  expect(messages).toEqual([])
})

it('gives every operation a method, except those that `fetch` cannot send', () => {
  expect(made.skipped).toEqual([
    {
      operation: 'traceItems',
      reason: '`fetch` does not send the method TRACE.',
      source: 'openapi/nasty.yaml:1',
    },
  ])
  expect(made.operations).toContain('getHeadersById')
  expect(made.operations).toContain('getAny')
})

it('writes a query in all styles', async () => {
  const { request } = await call('query', {
    query: {
      ids: ['a', 'b,c'],
      tags: ['x', 'y'],
      piped: ['1', '2'],
      deep: { a: 'x', b: 1 },
      flat: { a: 'y', b: 2 },
      filter: { a: 'z' },
      raw: 'a/b:c&d',
      'odd[name]': 'n',
    },
  })
  expect(request.url.slice('/query?'.length).split('&')).toEqual([
    'ids=a,b%2Cc',
    'tags=x',
    'tags=y',
    'piped=1%7C2',
    'deep%5Ba%5D=x',
    'deep%5Bb%5D=1',
    'a=y',
    'b=2',
    'filter=%7B%22a%22%3A%22z%22%7D',
    'raw=a/b:c%26d',
    'odd%5Bname%5D=n',
  ])
})

it('writes a path in all styles, and rejects values that would change it', async () => {
  const input = { simple: ['a', 'b c'], label: ['x', 'y'], matrix: ['1', '2'], json: { a: 'z' } }
  const { request } = await call('path', input)
  expect(request.url).toBe('/path/a,b%20c/.x.y/;matrix=1,2/%7B%22a%22%3A%22z%22%7D')
  for (const simple of [undefined, '', '.', '..', 'a/../b', 'a\\b', []])
    await expect(call('path', { ...input, simple })).rejects.toMatchObject({ name: 'InvalidRequestError' })
})

it('sends parameters that have the names of options or of each other', async () => {
  const flat = await call('flatNames', { path: 'p', key: 'k', query: { key: 'q' }, headers: { key: 'h' } })
  expect(flat.request.url).toBe('/names/p/k?key=q')
  expect(flat.request.headers['key']).toBe('h')
  const grouped = await call('delete', {
    path: { body: 'b', headers: 'h', query: 'q', signal: 's' },
    query: { query: 'x' },
    body: { a: 'y' },
  })
  expect(grouped.request.url).toBe('/names/b/h/q/s?query=x')
  expect(grouped.request.body).toBe('{"a":"y"}')
})

it('sends headers and cookies in their styles, and reads the headers of the response', async () => {
  recorder.reply = { status: 204, headers: { 'X-Odd': 'a,b', 'X-Count': '3' } }
  const { request, result } = await call('getHeadersById', {
    headers: { 'X-List': ['a', 'b'], 'X-Record': { a: 'x', b: 1 } },
    cookies: { session: 'a b', list: ['1', '2'] },
  })
  expect(request.headers).toMatchObject({
    'x-list': 'a,b',
    'x-record': 'a=x,b=1',
    cookie: 'session=a%20b; list=1,2',
  })
  expect(nastyModule.getHeadersByIdHeader(result, 'X-Odd')).toBe('a,b')
  expect(nastyModule.getHeadersByIdHeader(result, 'X-Count')).toBe(3)
})

it('sends a form by OpenAPI’s defaults, and with brackets if `encoding` says so', async () => {
  const form = await call('form', {
    body: { ids: ['1', '2'], meta: { a: 'x' }, flag: true, any: ['p', 'q'] },
  })
  expect(form.request.headers['content-type']).toBe('application/x-www-form-urlencoded')
  expect(form.request.body).toBe('ids=1&ids=2&meta=%7B%22a%22%3A%22x%22%7D&flag=true&any=p&any=q')
  const brackets = await call('brackets', { body: { ids: ['1', '2'], meta: { a: 'x' } } })
  expect(brackets.request.body).toBe('ids%5B0%5D=1&ids%5B1%5D=2&meta%5Ba%5D=x')
})

it('sends multipart with files, JSON and texts', async () => {
  const { request } = await call('upload', {
    body: {
      file: new File(['\u0001\u0002'], 'a"b.bin', { type: 'application/zip' }),
      more: [new Blob(['p'], { type: 'image/png' })],
      meta: { a: 'x' },
      note: '# Hi',
    },
  })
  const boundary =
    /^multipart\/form-data; boundary=(.+)$/.exec(request.headers['content-type'] ?? '')?.[1] ?? ''
  const parts = request.body.split(`--${boundary}`).slice(1, -1)
  expect(parts).toEqual([
    '\r\nContent-Disposition: form-data; name="file"; filename="a%22b.bin"\r\nContent-Type: application/zip\r\n\r\n\u0001\u0002\r\n',
    '\r\nContent-Disposition: form-data; name="more"; filename="file"\r\nContent-Type: image/png\r\n\r\np\r\n',
    '\r\nContent-Disposition: form-data; name="meta"\r\nContent-Type: application/json\r\n\r\n{"a":"x"}\r\n',
    '\r\nContent-Disposition: form-data; name="note"\r\nContent-Type: text/markdown\r\n\r\n# Hi\r\n',
  ])
  expect(request.body.endsWith(`--${boundary}--\r\n`)).toBe(true)
})

it('sends and reads texts, XML and bytes', async () => {
  respond('7', 'text/plain')
  const text = await call('text', { body: '"as it is"' })
  expect(text.request.body).toBe('"as it is"')
  expect(text.request.headers).toMatchObject({ 'content-type': 'text/plain', accept: 'text/plain' })
  expect(text.result.data).toBe('7')
  respond('<a/>', 'application/xml')
  const xml = await call('xml', { body: '<b/>' })
  expect(xml.request.headers['content-type']).toBe('application/xml')
  expect([xml.request.body, xml.result.data]).toEqual(['<b/>', '<a/>'])
  respond(new Uint8Array([0, 255, 128]), 'image/png')
  const bytes = await call('bytes', { body: new Uint8Array([255, 0]) })
  expect(bytes.request.headers['content-type']).toBe('application/octet-stream')
  expect(bytes.request.body).toBe('\u00ff\u0000')
  const image = bytes.result.data as Blob
  expect(image.type).toBe('image/png')
  expect([...new Uint8Array(await image.arrayBuffer())]).toEqual([0, 255, 128])
})

it('reads events one by one', async () => {
  respond(
    ': hi\r\n\r\nevent: a\r\nid: 1\r\ndata: x\r\ndata: y\r\n\r\ndata:z\n\nretry: 5\n\ndata: cut',
    'text/event-stream',
  )
  const { request, result } = await call('events')
  expect(request.headers['accept']).toBe('text/event-stream')
  const events: unknown[] = []
  for await (const event of result.data as AsyncIterable<unknown>) events.push(event)
  expect(events).toEqual([
    { event: 'a', data: 'x\ny', id: '1' },
    { event: 'message', data: 'z', id: '1' },
  ])
})

const eventsOf = async (input: object = {}, options: object = {}): Promise<AsyncIterable<unknown>> =>
  (await call('events', input, options)).result.data as AsyncIterable<unknown>

const firstEvent = async (events: AsyncIterable<unknown>): Promise<unknown> => {
  for await (const event of events) return event
  return undefined
}

it('reads line separators of Unicode within the data of an event', async () => {
  respond('data: a\u2028b\n\n', 'text/event-stream')
  expect(await firstEvent(await eventsOf())).toMatchObject({ data: 'a\u2028b' })
})

it('ends a stream with an AbortError when it is aborted, before its first event or after', async () => {
  respond('data: a\n\n', 'text/event-stream')
  for (const eventsFirst of [false, true]) {
    const controller = new AbortController()
    const events = (await eventsOf({ signal: controller.signal }))[Symbol.asyncIterator]()
    if (eventsFirst) expect(await events.next()).toMatchObject({ done: false })
    controller.abort()
    await expect(events.next()).rejects.toMatchObject({ name: 'AbortError', status: 200 })
  }
})

it('ends a stream whose connection fails with a NetworkError', async () => {
  const body = new ReadableStream({
    start: (stream) => {
      stream.error(new Error('reset'))
    },
  })
  const headers = { 'Content-Type': 'text/event-stream' }
  const fetch = (): Promise<Response> => Promise.resolve(new Response(body, { headers }))
  const result = await (client({ fetch })['events'] as Method)()
  const reading = firstEvent(result.data as AsyncIterable<unknown>)
  await expect(reading).rejects.toMatchObject({ name: 'NetworkError', cause: { message: 'reset' } })
})

it('sends a stream once, and never again', async () => {
  const stream = (): ReadableStream => new Blob(['bytes']).stream()
  const sent = await call('bytes', { body: stream(), signal: null })
  expect(sent.request.body).toBe('bytes')
  recorder.reply = { status: 503 }
  recorder.requests.length = 0
  const retry = { maxRetries: 5, delay: () => 0 }
  await call('bytes', { body: stream() }, { retry }).catch(() => undefined)
  expect(recorder.requests.map(({ body }) => body)).toEqual(['bytes'])
  for (const body of [stream(), { file: stream() }])
    await expect(call('upload', { body })).rejects.toThrow('Invalid `body`')
})

it('shows no credential of the query in the error of a platform that quotes the URL', async () => {
  const credentials = { queryKey: 'q&1', cookieKey: 'c-1' }
  const fetch = (url: string): Promise<Response> =>
    Promise.reject(Object.assign(new TypeError(`error sending request for url (${url})`), { path: url }))
  const reasons: unknown[] = []
  const onResponse = ({ reason }: { reason: string }): unknown => reasons.push(reason)
  const thrown: unknown = await (client({ credentials, fetch, onResponse })['byKey'] as Method)().catch(
    (error: unknown) => error,
  )
  expect(inspect([thrown, reasons], { depth: 9, showHidden: true })).not.toMatch(/q&1|q%261/)
  expect(thrown).toMatchObject({ name: 'NetworkError' })
  expect(String(thrown)).toContain('error sending request')
})

it('rejects a user or password that is not set', async () => {
  for (const user of [{}, { username: 'ada' }, { username: 'ada', password: 'null' }, null])
    await expect(call('byBasic', {}, { credentials: { user } })).rejects.toThrow(
      'Invalid user name or password',
    )
})

it('sends and returns a described `null`', async () => {
  respond('null', 'application/json')
  const { request, result } = await call('nullable', { body: null })
  expect(request.body).toBe('null')
  expect(result.data).toBeNull()
})

it('reads `default`, ranges and undescribed responses', async () => {
  respond('{"a":"x"}', 'application/json', 201)
  expect((await call('getAny')).result).toMatchObject({ ok: true, status: 201, data: { a: 'x' } })
  respond('{"a":"y"}', 'application/json', 418)
  expect((await call('getAny')).result).toMatchObject({ ok: false, status: 418, error: { a: 'y' } })
  respond('whatever', 'text/html', 404)
  expect((await call('nothing')).result).toMatchObject({ ok: false, error: 'whatever' })
  recorder.reply = { status: 404 }
  const missing = await call('errors')
  expect(missing.request.headers['accept']).toBe('application/json, text/plain')
  expect(missing.result).toMatchObject({ ok: false, status: 404, error: undefined })
  respond('123', 'text/plain', 500)
  expect((await call('errors')).result).toMatchObject({ ok: false, status: 500, error: '123' })
  recorder.reply = { status: 302, headers: { Location: '/elsewhere' } }
  expect((await call('moved')).result).toMatchObject({ ok: false, status: 302 })
  await expect(call('errors')).rejects.toMatchObject({ name: 'InvalidResponseError' })
})

it('sends the credentials that each operation accepts, and keeps keys out of results and errors', async () => {
  let calls = 0
  const credentials = {
    token: async () => Promise.resolve(`t${++calls}`),
    oauth: 'o-1',
    user: { username: 'ada', password: 'p:ä' },
    queryKey: 'q&1',
    cookieKey: 'c-1',
    headerKey: 'h-1',
  }
  const byToken = await call('byToken', {}, { credentials })
  expect(byToken.request.headers['authorization']).toBe('Bearer t1')
  const byKey = await call('byKey', {}, { credentials })
  expect(byKey.request.url).toBe('/secure/key?api_key=q%261')
  expect(byKey.request.headers['cookie']).toBe('sid=c-1')
  expect(byKey.result.url).not.toContain('api_key')
  const byBasic = await call('byBasic', {}, { credentials })
  expect(byBasic.request.headers['authorization']).toBe(
    `Basic ${Buffer.from('ada:p:ä', 'utf8').toString('base64')}`,
  )
  const second = await call('byBasic', {}, { credentials: { headerKey: 'h-1' } })
  expect(second.request.headers['x-key']).toBe('h-1')
  const optional = await call('optional', {}, { credentials })
  expect(optional.request.headers['authorization']).toBe('Bearer o-1')
  const none = await call('optional')
  expect(none.request.headers['authorization']).toBeUndefined()
  expect(await call('byToken', {}, { apiKey: 'direct' })).toMatchObject({
    request: { headers: { authorization: 'Bearer direct' } },
  })
  const missing = call('byKey', {}, { credentials: { queryKey: 'q' } })
  await expect(missing).rejects.toThrow('Missing credentials: expected `queryKey` with `cookieKey`.')
  await expect(call('byToken', {}, { credentials: { token: 'a\nb' } })).rejects.toThrow('Invalid `apiKey`')
})

it('uses the servers of operations and paths, and server variables', async () => {
  const urls: string[] = []
  const fetch = (url: string): Promise<Response> => {
    urls.push(url)
    return Promise.resolve(new Response(null, { status: 204 }))
  }
  const own = nastyModule.createNasty({ fetch, serverVariables: { host: 'us' } })
  for (const name of ['query', 'elsewhere', 'relative']) await (own[name] as Method)()
  expect(urls).toEqual([
    'http://us.nasty.test/v1/query',
    'https://files.nasty.test/base/elsewhere',
    'http://us.nasty.test/other/elsewhere',
  ])
})

it('validates each direction without the properties of the other', async () => {
  const url = pathToFileURL(join(folder, 'validators/index.ts')).href
  const validators = (await import(url)) as {
    requests: Record<string, (value: unknown) => boolean>
    responses: Record<string, Record<number, (value: unknown) => boolean>>
  }
  expect(validators.requests['addItem']?.({ secret: 's', name: 'n' })).toBe(true)
  expect(validators.requests['addItem']?.({ name: 'n' })).toBe(false)
  expect(validators.responses['addItem']?.[201]?.({ id: '1', name: 'n' })).toBe(true)
  expect(validators.responses['addItem']?.[201]?.({ secret: 's', name: 'n' })).toBe(false)
  expect(validators.responses['addItem']?.[404]).toBe(validators.responses['addItem']?.[400])
})
