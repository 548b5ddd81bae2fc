import { inspect } from 'node:util'
import { expect, it } from 'vitest'
import { createLeanRailsPaths } from '../../generated/leanrails/client.ts'
import { handler, ok, rejection } from './handler.ts'

const PATH = '/v1/payment_intents/{id}/cancel'
const SECRET = 's3cret'
const circular: Record<string, unknown> = {}
circular['self'] = circular

const post = (call: object) => {
  const fetch = handler(ok())
  const paths = createLeanRailsPaths({ apiKey: 'sk_test_1', baseUrl: 'https://api.test', fetch })
  const params = { path: { id: 'pi_1' } }
  return {
    fetch,
    sent: paths.POST(PATH, { params, ...call }),
    again: () => paths.request('post', PATH, { params, ...call }),
  }
}

const header = (key: string) => ({ params: { path: { id: 'pi_1' }, header: { 'Idempotency-Key': key } } })

it.each([
  ['"X-A"', { headers: { 'X-A': `${SECRET}\n` } }],
  ['"X-A"', { headers: { 'X-A': `a\n${SECRET}` } }],
  ['"X A"', { headers: { 'X A': SECRET } }],
  ['"Idempotency-Key"', header(` ${SECRET}`)],
  ['"Idempotency-Key"', header('ключ')],
  ['idempotencyKey', header('undefined')],
  ['baseUrl', { baseUrl: `https://user:${SECRET}@api.test` }],
  ['baseUrl', { baseUrl: '' }],
  ['body', { body: circular }],
  ['body', { body: { amount: 1n } }],
  ['signal', { signal: new AbortController() }],
])('rejects a `%s` of a call by path that cannot be sent, without its value: %o', async (option, call) => {
  const { fetch, sent, again } = post(call)
  for (const result of [sent, again()]) {
    const thrown: unknown = await result.catch((error: unknown) => error)
    expect(thrown).toMatchObject({ name: 'InvalidRequestError' })
    expect(String(thrown)).toContain(`Invalid \`${option}\``)
    expect(inspect(thrown, { depth: 9 })).not.toContain(SECRET)
  }
  expect(fetch.requests).toEqual([])
})

it.each([{ params: {} }, { params: undefined }, { params: { path: {} } }])(
  'sends no call by path whose parameters are missing: %o',
  async (call) => {
    const { fetch, sent } = post(call)
    await expect(sent).rejects.toThrow('Invalid path parameter `id`')
    expect(fetch.requests).toEqual([])
  },
)

it('sends a call by path with the headers and the body as they are', async () => {
  const body = { cancellation_reason: 'duplicate' }
  const { fetch, sent } = post({ body, headers: { 'X-A': 'b' } })
  expect((await sent).response.status).toBe(200)
  const [request] = fetch.requests
  expect(request?.headers.get('X-A')).toBe('b')
  expect(await request?.json()).toEqual(body)
})

it.each([{}, { 'Content-Length': '24' }])(
  'rejects a success that is no JSON with the key and the attempts of the call, and without its text: %o',
  async (headers) => {
    const fetch = handler(rejection(503), () => new Response(`<h1>${SECRET} is long</h1>`, { headers }))
    const paths = createLeanRailsPaths({ apiKey: 'sk_test_1', baseUrl: 'https://api.test', fetch })
    const sent = paths.POST(PATH, header('own'))
    const thrown: unknown = await sent.catch((error: unknown) => error)
    expect(thrown).toMatchObject({ name: 'InvalidResponseError', idempotencyKey: 'own', attempts: 2 })
    expect(String(thrown)).toContain(
      'Invalid response body: expected JSON. The request may have been processed',
    )
    expect(inspect(thrown, { depth: 9 })).not.toContain(SECRET)
  },
)

it('passes on an error of middleware that is no error of the response', async () => {
  const paths = createLeanRailsPaths({
    apiKey: 'sk_test_1',
    baseUrl: 'https://api.test',
    fetch: handler(ok()),
  })
  const own = new SyntaxError('of the middleware')
  paths.use({ onRequest: () => Promise.reject(own) })
  await expect(paths.POST(PATH, header('own'))).rejects.toBe(own)
})

it('sends with the `fetch` of a call, with the same key, credentials and retries', async () => {
  const fetch = handler(ok())
  const own = handler(rejection(503), ok())
  const paths = createLeanRailsPaths({ apiKey: 'sk_test_1', baseUrl: 'https://api.test', fetch })
  const params = { path: { id: 'pi_1' } }
  const { data } = await paths.POST(PATH, { params, fetch: (request) => own(request.url, request) })
  expect(data?.status).toBe('canceled')
  expect(fetch.requests).toEqual([])
  const [first, second] = own.requests.map(({ headers }) => headers.get('Idempotency-Key'))
  expect(first).toMatch(/^[-0-9a-f]{36}$/)
  expect(second).toBe(first)
  expect(own.requests[1]?.headers.get('Authorization')).toMatch(/^Basic /)
})
