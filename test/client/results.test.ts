import { getEventListeners } from 'node:events'
import { expect, it } from 'vitest'
import {
  cancelPaymentIntentHeader,
  createLeanRails,
  createLeanRailsPaths,
  middleware,
  validate,
} from '../../generated/leanrails/client.ts'
import type { LeanRailsOptions } from '../../generated/leanrails/client.ts'
import {
  cancelPaymentIntentHeader as stripeHeader,
  createStripe,
  createStripePaths,
} from '../../generated/stripe/client.ts'
import type { Fetch, Middleware } from '../../src/client/index.ts'
import { networkFailure, canceled, handler, ok, rejection, text } from './handler.ts'
import { captureWaits } from './waits.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const leanrails = (fetch: Fetch, options: Partial<LeanRailsOptions> = {}) =>
  createLeanRails({ apiKey: 'sk_test_1', baseUrl: 'https://api.test/', fetch, ...options })

it('sends the request as the description defines it', async () => {
  const fetch = handler(ok())
  await leanrails(fetch, { apiVersion: '2026-03-09' }).cancelPaymentIntent({
    id: 'pi_1',
    body: { cancellation_reason: 'duplicate' },
  })
  const [request] = fetch.requests
  expect(request?.method).toBe('POST')
  expect(request?.url).toBe('https://api.test/v1/payment_intents/pi_1/cancel')
  expect(await request?.json()).toEqual({ cancellation_reason: 'duplicate' })
  expect(Object.fromEntries(request?.headers ?? [])).toEqual({
    accept: 'application/json',
    authorization: `Basic ${btoa('sk_test_1:')}`,
    'content-type': 'application/json',
    'idempotency-key': expect.stringMatching(UUID) as string,
    'x-api-version': '2026-03-09',
  })
})

it('sends neither a body nor a Content-Type if the call has no body', async () => {
  const fetch = handler(ok())
  await leanrails(fetch).cancelPaymentIntent({ id: 'pi_1' })
  expect(await fetch.requests[0]?.text()).toBe('')
  expect(fetch.requests[0]?.headers.has('Content-Type')).toBe(false)
})

it('sends a form if the description defines one', async () => {
  const fetch = handler(ok())
  const stripe = createStripe({ apiKey: 'sk_test_1', fetch })
  await stripe.cancelPaymentIntent({
    intent: 'pi_1',
    body: { cancellation_reason: 'duplicate', expand: ['customer', 'latest_charge'] },
  })
  const [request] = fetch.requests
  expect(request?.url).toBe('https://api.stripe.com/v1/payment_intents/pi_1/cancel')
  expect(request?.headers.get('Content-Type')).toMatch(/^application\/x-www-form-urlencoded/)
  expect(decodeURIComponent((await request?.text()) ?? '')).toBe(
    'cancellation_reason=duplicate&expand[0]=customer&expand[1]=latest_charge',
  )
  await createStripePaths({ apiKey: 'sk_test_1', fetch }).POST('/v1/payment_intents/{intent}/cancel', {
    params: { path: { intent: 'pi_1' } },
    body: { cancellation_reason: 'duplicate', expand: ['customer'] },
  })
  expect(decodeURIComponent((await fetch.requests[1]?.text()) ?? '')).toBe(
    'cancellation_reason=duplicate&expand[0]=customer',
  )
})

it('uses the server of the description if `baseUrl` is undefined', async () => {
  const fetch = handler(ok())
  await createLeanRails({ apiKey: 'sk_test_1', baseUrl: undefined, fetch }).cancelPaymentIntent({
    id: 'pi_1',
  })
  expect(fetch.requests[0]?.url).toMatch(/^https:\/\/api\.leanrails\.com\//)
})

it('resolves to a success with the details of the call', async () => {
  captureWaits()
  const fetch = handler(
    rejection(409),
    ok(canceled, { 'X-RateLimit-Limit': '1500', 'X-RateLimit-Remaining': '0x10' }),
  )
  const result = await leanrails(fetch).cancelPaymentIntent({ id: 'pi_1' })
  expect(result).toMatchObject({ ok: true, status: 200, attempts: 2, method: 'POST', data: canceled })
  expect(result.idempotencyKey).toBe(fetch.requests[1]?.headers.get('Idempotency-Key'))
  expect(cancelPaymentIntentHeader(result, 'X-RateLimit-Limit')).toBe(1500)
  expect(cancelPaymentIntentHeader(result, 'X-RateLimit-Remaining')).toBeNull()
  expect(cancelPaymentIntentHeader(result, 'Retry-After')).toBeNull()
  expect('error' in result).toBe(false)
})

it('resolves to an error response, documented or not', async () => {
  for (const status of [400, 401, 404, 422, 402, 418]) {
    const result = await leanrails(handler(rejection(status))).cancelPaymentIntent({ id: 'pi_1' })
    expect(result).toMatchObject({ ok: false, status, error: { error: { code: 'some_code' } } })
    expect('data' in result).toBe(false)
  }
})

it('resolves orThrow() to the body, or rejects it with an ApiError', async () => {
  const call = { id: 'pi_1', idempotencyKey: 'my-key' }
  expect(await leanrails(handler(ok())).cancelPaymentIntent(call).orThrow()).toEqual(canceled)
  const rejected = leanrails(handler(rejection(400, { param: 'id' }))).cancelPaymentIntent(call)
  await expect(rejected.orThrow()).rejects.toMatchObject({
    name: 'ApiError',
    status: 400,
    type: 'invalid_request_error',
    code: 'some_code',
    param: 'id',
    attempts: 1,
    idempotencyKey: 'my-key',
  })
})

it('uses the caller’s key, and with an empty one sends no key and does not retry', async () => {
  captureWaits()
  const own = handler(ok())
  const result = await leanrails(own).cancelPaymentIntent({ id: 'pi_1', idempotencyKey: 'mine' })
  expect(own.requests[0]?.headers.get('Idempotency-Key')).toBe('mine')
  expect(result.idempotencyKey).toBe('mine')
  const withoutKey = handler(rejection(500))
  await leanrails(withoutKey).cancelPaymentIntent({ id: 'pi_1', idempotencyKey: '' })
  expect(withoutKey.requests).toHaveLength(1)
  expect(withoutKey.requests[0]?.headers.has('Idempotency-Key')).toBe(false)
})

it('creates a new key for each call', async () => {
  const fetch = handler(ok())
  const client = leanrails(fetch)
  const keys = await Promise.all(
    [1, 2].map(async () => (await client.cancelPaymentIntent({ id: 'pi_1' })).idempotencyKey),
  )
  expect(new Set(keys).size).toBe(2)
})

it.each([
  ['HTML', text(200, '<h1>Welcome</h1>')],
  ['HTML with the Content-Type of JSON', text(200, '<h1>Welcome</h1>', 'application/json')],
  ['an empty body', text(200, '', 'application/json')],
  ['an empty body with Content-Length: 0', () => new Response('', { headers: { 'Content-Length': '0' } })],
  ['incomplete JSON', text(200, '{"id": "pi_1", "sta', 'application/json')],
  ['another object', ok({ hello: 'world' })],
  ['an array', ok([canceled])],
  ['null', ok(null)],
  ['a string', ok('id')],
  ['an undocumented success', () => Response.json(canceled, { status: 202 })],
  ['HTML from a proxy', text(502, '<h1>Bad Gateway</h1>')],
  ['an error response without a body', text(401, '')],
  ['an error response of another shape', () => Response.json({ message: 'Unauthorized' }, { status: 401 })],
])('rejects %s as an invalid response', async (_, respond) => {
  captureWaits()
  await expect(leanrails(handler(respond)).cancelPaymentIntent({ id: 'pi_1' })).rejects.toMatchObject({
    name: 'InvalidResponseError',
    status: respond().status,
  })
})

it('validates successes with `validate`, and accepts unknown properties and enumeration values', async () => {
  const check = (body: object) =>
    leanrails(handler(ok(body)), { validate }).cancelPaymentIntent({ id: 'pi_1' })
  expect((await check(canceled)).status).toBe(200)
  expect((await check({ ...canceled, new_field: 1, capture_method: 'on_tuesdays' })).status).toBe(200)
  await expect(check({ ...canceled, amount: '2000' })).rejects.toThrow(
    '/amount: expected type "integer", received string',
  )
  for (const status of ['expired', null, 5, {}])
    await expect(check({ ...canceled, status })).rejects.toThrow('/status: ')
  await expect(check({ ...canceled, capture_method: 5 })).rejects.toThrow('/capture_method: ')
  await expect(check({ ...canceled, status: 'succeeded' })).rejects.toThrow(
    '/status: expected const "canceled", received "succeeded"',
  )
  await expect(check({ ...canceled, currency: undefined })).rejects.toThrow(
    '/currency: expected required "currency", received nothing',
  )
})

it('rejects with the key that every attempt carried', async () => {
  captureWaits()
  const fetch = handler(networkFailure)
  const error: unknown = await leanrails(fetch)
    .cancelPaymentIntent({ id: 'pi_1' })
    .catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ name: 'NetworkError', attempts: 3, status: 0, method: 'POST' })
  expect((error as { idempotencyKey: string }).idempotencyKey).toBe(
    fetch.requests[0]?.headers.get('Idempotency-Key'),
  )
})

it('rejects an invalid id before it sends a request', async () => {
  const fetch = handler(ok())
  await expect(leanrails(fetch).cancelPaymentIntent({ id: '..' })).rejects.toThrow('`id`: ".."')
  expect(fetch.requests).toHaveLength(0)
})

it('reads the request id and the retry directive of the server', async () => {
  captureWaits()
  const fetch = handler(rejection(429, {}, { 'Request-Id': 'req_1', 'Stripe-Should-Retry': 'false' }))
  const stripe = createStripe({ apiKey: 'sk_test_1', fetch })
  const result = await stripe.cancelPaymentIntent({ intent: 'pi_1' })
  expect(result).toMatchObject({ status: 429, requestId: 'req_1', attempts: 1 })
  expect(stripeHeader(result, 'Stripe-Should-Retry')).toBe('false')
})

it('returns the delay that the server requested', async () => {
  captureWaits()
  const client = leanrails(handler(rejection(429, {}, { 'Retry-After': '86400' })))
  expect(await client.cancelPaymentIntent({ id: 'pi_1' })).toMatchObject({
    status: 429,
    attempts: 1,
    retryAfter: 86_400_000,
  })
  await expect(client.cancelPaymentIntent({ id: 'pi_1' }).orThrow()).rejects.toThrow('"retryAfter":86400000')
})

it('runs the middleware of the client or of the call', async () => {
  captureWaits()
  const fetch = handler(rejection(500), ok())
  const trace = (value: string): Middleware => ({
    onRequest: ({ request }) => new Request(request, { headers: [...request.headers, ['X-Trace', value]] }),
    onResponse: async ({ response }) =>
      Response.json({ ...((await response.clone().json()) as object), cancellation_reason: value }),
  })
  const client = leanrails(fetch, { middleware: middleware(trace('client')) })
  const call = { id: 'pi_1', body: { cancellation_reason: 'mine' } }
  const result = await client.cancelPaymentIntent(call)
  expect(result).toMatchObject({ status: 200, attempts: 2, data: { cancellation_reason: 'client' } })
  const own = await client.cancelPaymentIntent({ ...call, middleware: middleware(trace('call')) })
  expect(own).toMatchObject({ data: { cancellation_reason: 'call' } })
  expect(fetch.requests.map(({ headers }) => headers.get('X-Trace'))).toEqual(['client', 'client', 'call'])
  for (const request of fetch.requests) expect(await request.json()).toEqual(call.body)
})

it('lets middleware read a copy of the response body', async () => {
  const seen: string[] = []
  const client = leanrails(handler(ok()), {
    middleware: middleware({
      onResponse: async ({ response }) => void seen.push(await response.clone().text()),
    }),
  })
  expect((await client.cancelPaymentIntent({ id: 'pi_1' })).ok).toBe(true)
  expect(seen.map((body) => JSON.parse(body) as unknown)).toEqual([canceled])
})

it('keeps the text of the response readable', async () => {
  const { response } = await leanrails(handler(ok())).cancelPaymentIntent({ id: 'pi_1' })
  expect(JSON.parse(await response.text())).toEqual(canceled)
})

it('passes the call’s parameters to middleware, and no secret', async () => {
  const seen: unknown[] = []
  const client = leanrails(handler(ok()), {
    middleware: middleware({ onRequest: ({ params }) => void seen.push(params) }),
  })
  await client.cancelPaymentIntent({
    id: 'pi_1',
    idempotencyKey: 'mine',
    headers: { 'X-Trace': 'mine' },
    body: { cancellation_reason: 'mine' },
  })
  expect(JSON.stringify(seen)).toBe('[{"path":{"id":"pi_1"}}]')
})

it('reports the attempts and the status code correctly when middleware responds or changes the response', async () => {
  const fetch = handler(ok())
  const call = { id: 'pi_1', idempotencyKey: 'mine' }
  const respondingMiddleware = middleware({ onRequest: () => Response.json(canceled) })
  const responded = await leanrails(fetch).cancelPaymentIntent({ ...call, middleware: respondingMiddleware })
  expect(responded).toMatchObject({ ok: true, attempts: 0, method: 'POST', idempotencyKey: 'mine' })
  expect(fetch.requests).toHaveLength(0)
  const changing = middleware({ onResponse: () => rejection(422)() })
  const changed = leanrails(fetch).cancelPaymentIntent({ ...call, middleware: changing })
  await expect(changed.orThrow()).rejects.toMatchObject({ name: 'ApiError', status: 422, attempts: 1 })
})

it('rejects an error response without error details as an invalid response', async () => {
  const nothing = () => Response.json({ error: null }, { status: 400 })
  await expect(
    leanrails(handler(nothing)).cancelPaymentIntent({ id: 'pi_1' }).orThrow(),
  ).rejects.toMatchObject({
    name: 'InvalidResponseError',
  })
})

it('listens to the caller’s signal only during the call', async () => {
  captureWaits()
  const { signal } = new AbortController()
  const fetch = handler(rejection(500), rejection(500), () => {
    expect(getEventListeners(signal, 'abort')).toHaveLength(1)
    return ok()()
  })
  await leanrails(fetch).cancelPaymentIntent({ id: 'pi_1', signal })
  expect(fetch.requests).toHaveLength(3)
  expect(getEventListeners(signal, 'abort')).toHaveLength(0)
})

it('does not change the `onabort` of the caller’s signal', async () => {
  const { signal } = new AbortController()
  const own = () => undefined
  signal.onabort = own
  await leanrails(handler(ok())).cancelPaymentIntent({ id: 'pi_1', signal })
  expect(signal.onabort).toBe(own)
})

it('adds the key, the retries, the middleware and the path checks to the client over paths', async () => {
  captureWaits()
  const fetch = handler(rejection(500), ok())
  const seen: string[] = []
  const path = '/v1/payment_intents/{id}/cancel'
  const paths = createLeanRailsPaths({ apiKey: 'sk_test_1', fetch })
  paths.use({ onRequest: () => void seen.push('use') })
  const { data } = await paths.POST(path, { params: { path: { id: 'pi_1' } } })
  expect(data).toEqual(canceled)
  expect(seen).toEqual(['use'])
  expect(fetch.requests).toHaveLength(2)
  const [first, second] = fetch.requests.map(({ headers }) => headers.get('Idempotency-Key'))
  expect(first).toMatch(UUID)
  expect(second).toBe(first)
  expect(fetch.requests[0]?.headers.get('Authorization')).toBe(`Basic ${btoa('sk_test_1:')}`)
  await paths.POST(path, { params: { path: { id: 'pi_2' } } })
  expect(fetch.requests[2]?.headers.get('Idempotency-Key')).not.toBe(first)
  await expect(paths.POST(path, { params: { path: { id: '..' } } })).rejects.toThrow('`id`: ".."')
})

it('keeps the text of the response readable after middleware', async () => {
  const client = leanrails(handler(ok()), { middleware: middleware() })
  const { response } = await client.cancelPaymentIntent({ id: 'pi_1' })
  expect(JSON.parse(await response.text())).toMatchObject({ id: 'pi_1' })
})

it('rejects a call without arguments, as JavaScript allows it', async () => {
  const fetch = handler(ok())
  const cancel = leanrails(fetch).cancelPaymentIntent as unknown as () => Promise<unknown>
  await expect(cancel()).rejects.toThrow(/^Invalid path parameter `id`: undefined\. /)
  expect(fetch.requests).toHaveLength(0)
})
