import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { createLeanRails } from '../../generated/leanrails/client.ts'
import { retryingFetch, type Fetch } from '../../src/client/index.ts'
import { canceled, handler, ok, rejection } from './handler.ts'

const apiKey = 'sk_test_1'
const call = { id: 'pi_1' }

let server: Server
let baseUrl: string
let received: string[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    received.push(`${request.method ?? ''} ${request.url ?? ''}`)
    request.resume()
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(canceled))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.close()
})
beforeEach(() => {
  received = []
})

const notSent = {
  name: 'InvalidRequestError',
  message: expect.not.stringMatching(/may have been processed|after \d attempt/) as string,
}

it.each([
  { Connection: 'mine' },
  { Expect: '100-continue' },
  { 'Keep-Alive': '1' },
  { 'Transfer-Encoding': 'chunked' },
  { Upgrade: 'h2' },
])(
  'sends the header %j, or reports without an attempt that the platform does not send it',
  async (headers) => {
    const client = createLeanRails({ apiKey, baseUrl })
    const outcome: unknown = await client
      .cancelPaymentIntent({ ...call, headers })
      .catch((error: unknown) => error)
    // Newer versions of Node send some of them.
    if (received.length > 0) expect(outcome).toMatchObject({ status: 200, attempts: 1 })
    else expect(outcome).toMatchObject({ ...notSent, attempts: 0, cause: expect.anything() as unknown })
  },
)

it.each([
  { code: 'UND_ERR_INVALID_ARG', message: 'invalid connection header' },
  { code: 'UND_ERR_NOT_SUPPORTED', message: 'expect header not supported' },
  { message: 'bad port' },
])('reports the error %j of Node, from before the network, without an attempt', async (cause) => {
  const fetch = (): Promise<Response> =>
    Promise.reject(Object.assign(new TypeError('fetch failed'), { cause }))
  const client = createLeanRails({ apiKey, baseUrl, fetch })
  await expect(client.cancelPaymentIntent(call)).rejects.toMatchObject({ ...notSent, attempts: 0 })
})

it.each(['http://127.0.0.1:1', 'http://127.0.0.1:6000', 'https://127.0.0.1:6667'])(
  'reports %s, whose port `fetch` blocks, without an attempt',
  async (blocked) => {
    const hooks: string[] = []
    const client = createLeanRails({ apiKey, baseUrl: blocked, onRetry: () => hooks.push('retry') })
    await expect(client.cancelPaymentIntent(call)).rejects.toMatchObject({ ...notSent, attempts: 0 })
    expect(hooks).toEqual([])
  },
)

const failure = (code: string): Error => Object.assign(new TypeError('fetch failed'), { cause: { code } })

it('still reports that a request may have been processed if only a later attempt cannot be sent', async () => {
  const codes = ['ECONNRESET', 'UND_ERR_INVALID_ARG', 'UND_ERR_INVALID_ARG']
  const client = createLeanRails({
    apiKey,
    baseUrl: 'https://api.test',
    retry: { delay: () => 0 },
    fetch: () => Promise.reject(failure(codes.shift() ?? '')),
  })
  await expect(client.cancelPaymentIntent(call)).rejects.toMatchObject({
    name: 'NetworkError',
    attempts: 3,
    message: expect.stringContaining('may have been processed') as string,
  })
})

it.each([
  ['timeout', { timeout: Number.NaN }],
  ['timeout', { timeout: -1 }],
  ['timeout', { timeout: 0 }],
  ['timeout', { timeout: '5000' as unknown as number }],
  ['retry.budget', { retry: { budget: Number.NaN } }],
  ['retry.budget', { retry: { budget: 0 } }],
  ['signal', { signal: new AbortController() as unknown as AbortSignal }],
  ['fetch', { fetch: 'fetch' as unknown as Fetch }],
  ['body', { body: new ReadableStream() as object }],
])('rejects a `%s` that cannot work: %o', async (option, options) => {
  const client = createLeanRails({ apiKey, baseUrl })
  await expect(client.cancelPaymentIntent({ ...call, ...options })).rejects.toMatchObject({
    name: 'InvalidRequestError',
    message: expect.stringMatching(`^Invalid \`${option}\``) as string,
  })
  expect(received).toEqual([])
})

it('names `fetch` on a platform that has none', async () => {
  vi.stubGlobal('fetch', undefined)
  await expect(createLeanRails({ apiKey, baseUrl }).cancelPaymentIntent(call)).rejects.toThrow(
    'Invalid `fetch`',
  )
  vi.unstubAllGlobals()
})

it.each([new Headers({ 'X-Trace': 'a' }), [['X-Trace', 'a']], new Map([['X-Trace', 'a']])])(
  'sends headers that are no record: %o',
  async (headers) => {
    const fetch = handler(ok())
    const client = createLeanRails({ apiKey, baseUrl, fetch })
    await client.cancelPaymentIntent({ ...call, headers: headers as unknown as Record<string, string> })
    expect(fetch.requests[0]?.headers.get('X-Trace')).toBe('a')
  },
)

it.each([' a', 'a ', 'a\n', Symbol('a'), () => 'a'])(
  'rejects the header value %o, which would be sent as another',
  async (value) => {
    const fetch = handler(ok())
    const client = createLeanRails({ apiKey, baseUrl, fetch })
    for (const name of ['X-Trace', 'Idempotency-Key'])
      await expect(
        client.cancelPaymentIntent({ ...call, headers: { [name]: value as string } }),
      ).rejects.toThrow(`Invalid \`"${name}"\``)
    expect(fetch.requests).toEqual([])
  },
)

it('masks the key in an error of the server, also as HTTP Basic encodes it', async () => {
  const encoded = btoa(`${apiKey}:`)
  const details = { code: `bad_${apiKey}`, param: encoded, message: `Wrong: ${apiKey}, Basic ${encoded}.` }
  const client = createLeanRails({ apiKey, baseUrl, fetch: handler(rejection(400, details)) })
  const thrown: unknown = await client
    .cancelPaymentIntent(call)
    .orThrow()
    .catch((error: unknown) => error)
  expect(String(thrown)).toContain('Wrong: *, Basic *.')
  expect(JSON.stringify(thrown) + String(thrown)).not.toMatch(new RegExp(`${apiKey}|${encoded}`))
})

it('retries a stream that `retryingFetch` can read before it sends', async () => {
  const fetch = handler(rejection(503), ok())
  const send = retryingFetch({ fetch, retry: { delay: () => 0 } })
  const body = new Blob(['bytes']).stream()
  const init = { method: 'PUT', body, duplex: 'half' }
  const response = await send('https://api.test/', init)
  expect(response.status).toBe(200)
  expect(await Promise.all(fetch.requests.map((request) => request.text()))).toEqual(['bytes', 'bytes'])
})
