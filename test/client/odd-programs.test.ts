import { afterEach, expect, it, vi } from 'vitest'
import {
  createLeanRails,
  createLeanRailsPaths,
  type LeanRailsOptions,
} from '../../generated/leanrails/client.ts'
import { createStripe } from '../../generated/stripe/client.ts'
import { retryingFetch, type AttemptRequest, type Fetch } from '../../src/client/index.ts'
import { canceled, handler, networkFailure, ok, rejection } from './handler.ts'

// What a program without types, or with types of its own, can pass. Nothing of it may lose the outcome of a call.

const noDelay = { delay: () => 0 }
const leanrails = (fetch: Fetch, options: object = {}) =>
  createLeanRails({ apiKey: 'sk_test_1', baseUrl: 'https://api.test', retry: noDelay, fetch, ...options })

const cancel = (fetch: Fetch, options: object = {}, call: object = {}) =>
  leanrails(fetch, options).cancelPaymentIntent({ id: 'pi_1', ...call })

const text = (pattern: RegExp | string): string => expect.stringMatching(pattern) as string

afterEach(() => {
  vi.restoreAllMocks()
})

it.each([
  'lost',
  null,
  undefined,
  0,
  Symbol('lost'),
  { message: 5 },
  { code: 500 },
  { message: 'lost', cause: null },
  { message: 'lost', cause: 'reason' },
  { errors: [undefined] },
  { cause: { errors: [], message: {} } },
  Object.freeze(new TypeError('lost')),
])('retries after a `fetch` that rejects with %o, and rejects with a NetworkError', async (thrown) => {
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- a fetch of one's own can do this
  const fetch = handler(() => Promise.reject(thrown))
  await expect(cancel(fetch)).rejects.toMatchObject({
    name: 'NetworkError',
    attempts: 3,
    message: text(/^No response after 3 attempts: (lost|unknown error)\. The request may/),
  })
})

it.each([undefined, null, 5, {}, { status: 200, ok: true }])(
  'names `fetch` if it returns %j instead of a Response',
  async (returned) => {
    const fetch = () => Promise.resolve(returned as unknown as Response)
    await expect(cancel(fetch)).rejects.toMatchObject({
      name: 'NetworkError',
      message: text('`fetch` returned no Response'),
    })
  },
)

it('reads a response that has only what it needs', async () => {
  const response = { status: 200, ok: true, headers: new Headers(), text: () => JSON.stringify(canceled) }
  const fetch = () => Promise.resolve(response as unknown as Response)
  expect(await cancel(fetch)).toMatchObject({ status: 200, data: canceled })
})

it.each([
  () => {
    throw new Error('mine')
  },
  () => 1n as unknown as number,
  () => NaN,
  () => ({}) as number,
])('returns the last response, with its key, if the policy’s delay is %s', async (delay) => {
  const call = { idempotencyKey: 'own' }
  const result = await cancel(handler(rejection(503)), { retry: { delay } }, call)
  expect(result).toMatchObject({ status: 503, attempts: 1, idempotencyKey: 'own' })
})

it.each([
  ['retry.statuses', { retry: { statuses: new Set([503]) } }],
  ['retry.statuses', { retry: { statuses: 503 } }],
  ['retry.methods', { retry: { methods: 'POST' } }],
  ['retry.delay', { retry: { delay: 100 } }],
  ['middleware', { middleware: { onRequest: () => undefined } }],
  ['signal', { signal: { aborted: false, addEventListener: () => undefined } }],
  ['body', { body: new URLSearchParams({ cancellation_reason: 'duplicate' }) }],
  ['body', { body: new FormData() }],
  ['body', { body: new Map([['cancellation_reason', 'duplicate']]) }],
  ['body', { body: new Blob(['{}']) }],
  ['body', { body: new Uint8Array(2) }],
  ['body', { body: new ArrayBuffer(2) }],
  ['body', { body: () => ({}) }],
])('rejects a `%s` that cannot work, before it sends: %o', async (option, call) => {
  const fetch = handler(ok())
  await expect(cancel(fetch, {}, call)).rejects.toMatchObject({
    name: 'InvalidRequestError',
    message: text(`^Invalid \`${option}\``),
  })
  expect(fetch.requests).toEqual([])
})

it('rejects a form’s body without names, and a value that a form cannot have', async () => {
  const stripe = createStripe({ apiKey: 'sk_test_1', fetch: handler(ok()) })
  for (const body of ['a=b', 5, null, { at: new Date(0) }, { metadata: new Map([['a', 'b']]) }])
    await expect(
      stripe.cancelPaymentIntent({ intent: 'pi_1', body: body as unknown as object }),
    ).rejects.toThrow('Invalid `body`')
})

it('rejects a `validate` that is no function when the client is made', () => {
  const create = () => leanrails(handler(ok()), { validate: true })
  expect(create).toThrow('Invalid `validate`')
})

it.each([NaN, Infinity, Symbol('pi'), () => 'pi', ['pi'], Object.create(null), new Date(0)])(
  'rejects the path parameter %s, which is no text',
  async (id) => {
    const fetch = handler(ok())
    await expect(cancel(fetch, {}, { id: id as string })).rejects.toThrow('Invalid path parameter `id`')
    expect(fetch.requests).toEqual([])
  },
)

it('rejects a path parameter that contains itself', async () => {
  const id: { toString: () => string; self?: unknown } = { toString: () => 'pi_1' }
  id.self = id
  await expect(cancel(handler(ok()), {}, { id })).rejects.toThrow('Invalid path parameter `id`: object.')
})

it('selects the default for an option of a call that is `undefined`, as documented', async () => {
  const fetch = handler(rejection(503))
  const client = leanrails(fetch, { retry: { ...noDelay, maxRetries: 1 } })
  await client.cancelPaymentIntent({ id: 'pi_1', retry: { maxRetries: undefined } })
  expect(fetch.requests).toHaveLength(3)
  await client.cancelPaymentIntent({ id: 'pi_1', retry: undefined })
  expect(fetch.requests).toHaveLength(5)
})

it('works with options and a call that are frozen, proxies, or `null` where JavaScript allows it', async () => {
  const fetch = handler(ok())
  const options: LeanRailsOptions = { apiKey: 'sk_test_1', baseUrl: 'https://api.test', fetch }
  for (const wrap of [Object.freeze, (value: object) => new Proxy(value, {})]) {
    const client = createLeanRails(wrap(options) as LeanRailsOptions)
    const call = { id: 'pi_1', headers: Object.freeze(new Headers({ 'X-A': 'b' })), retry: null }
    expect(await client.cancelPaymentIntent(wrap(call) as { id: string })).toMatchObject({ status: 200 })
  }
  expect(await cancel(fetch, {}, { headers: null, signal: null })).toMatchObject({ status: 200 })
  const client = leanrails(fetch)
  await expect(client.cancelPaymentIntent(null as unknown as { id: string })).rejects.toThrow(
    'Invalid path parameter `id`',
  )
})

it('retries the methods of a policy in lower case, too', async () => {
  const fetch = handler(rejection(503))
  await cancel(fetch, { retry: { ...noDelay, methods: ['post'] } })
  expect(fetch.requests).toHaveLength(3)
})

it('keeps the key of a call, whatever header a hook sets', async () => {
  const fetch = handler(networkFailure, ok())
  const onRequest = ({ attempt, setHeader }: AttemptRequest): void => {
    setHeader('idempotency-key', `other-${attempt}`)
    setHeader('X-Attempt', String(attempt))
  }
  const { idempotencyKey } = await cancel(fetch, { onRequest })
  const sent = fetch.requests.map(({ headers }) => [headers.get('Idempotency-Key'), headers.get('X-Attempt')])
  expect(sent).toEqual([
    [idempotencyKey, '1'],
    [idempotencyKey, '2'],
  ])
})

it.each([3_600_000, -3_600_000])(
  'keeps to the budget if the date changes by %d ms during a call',
  async (change) => {
    const date = Date.now
    let moved = 0
    vi.spyOn(Date, 'now').mockImplementation(() => date() + moved)
    const durations: number[] = []
    const fetch = handler(() => {
      moved += change
      return rejection(503)()
    })
    const onResponse = ({ duration }: { duration: number }) => durations.push(duration)
    const retry = { maxRetries: 5, budget: 30_000, delay: (attempts: number) => (attempts < 3 ? 0 : 40_000) }
    const result = await cancel(fetch, { onResponse, retry })
    expect(result).toMatchObject({ status: 503, attempts: 3 })
    expect(durations.every((each) => each >= 0 && each < 30_000)).toBe(true)
  },
)

it('sends no attempt without time, if a delay takes longer than the budget', async () => {
  let time = 0
  vi.spyOn(performance, 'now').mockImplementation(() => time)
  const fetch = handler(rejection(503))
  const onRetry = () => {
    time = 90_000
  }
  expect(await cancel(fetch, { onRetry })).toMatchObject({ status: 503, attempts: 1 })
  expect(fetch.requests).toHaveLength(1)
})

it.each(['https://api.test//', 'https://api.test///'])('sends no double slash for %s', async (baseUrl) => {
  const fetch = handler(ok())
  await cancel(fetch, { baseUrl })
  expect(fetch.requests[0]?.url).toBe('https://api.test/v1/payment_intents/pi_1/cancel')
})

it.each(['https://api.test/\u200b', 'https://api\u00ad.test', 'https://api.test/\u0007'])(
  'rejects the baseUrl %j, which has an invisible character',
  (baseUrl) => {
    expect(() => leanrails(handler(ok()), { baseUrl })).toThrow('Invalid `baseUrl`')
  },
)

it.each([undefined, null, 'sk_test_1', 5])('rejects %j instead of the options of a client', (options) => {
  for (const create of [createLeanRails, createLeanRailsPaths, createStripe]) {
    expect(() => create(options as unknown as LeanRailsOptions)).toThrow(
      expect.objectContaining({
        name: 'InvalidRequestError',
        message: text('^Invalid `options`: expected an object'),
      }),
    )
  }
})

it('reads the response of a `fetch` that freezes it, once', async () => {
  const fetch = handler(() => Object.freeze(ok()()))
  const { attempts, data, response } = await cancel(fetch)
  expect({ attempts, data }).toEqual({ attempts: 1, data: canceled })
  expect(JSON.parse(await response.text())).toEqual(canceled)
})

it('says which success it expected instead of an undescribed one, and how to find out what happened', async () => {
  const fetch = handler(() => Response.json(canceled, { status: 202 }))
  await expect(cancel(fetch)).rejects.toMatchObject({
    name: 'InvalidResponseError',
    status: 202,
    message: text(
      /^Invalid response status: expected 200, received 202\. The request may have been processed: call/,
    ),
  })
})

it('reads options that are getters and methods of a class', async () => {
  const events: string[] = []
  class Policy {
    get maxRetries() {
      return 1
    }
    delay() {
      return 0
    }
  }
  class Options {
    apiKey = 'sk_test_1'
    get baseUrl() {
      return 'https://api.test'
    }
    get fetch() {
      return fetch
    }
    get retry() {
      return new Policy()
    }
    onRetry() {
      events.push('retry')
    }
  }
  const fetch = handler(rejection(503))
  const own = handler(rejection(503))
  const call = Object.create({ fetch: own, retry: { maxRetries: 0 } }) as { id: string }
  const client = createLeanRails(new Options())
  await client.cancelPaymentIntent({ id: 'pi_1' })
  await client.cancelPaymentIntent(Object.assign(call, { id: 'pi_1' }))
  const paths = createLeanRailsPaths(new Options())
  await paths.POST('/v1/payment_intents/{id}/cancel', { params: { path: { id: 'pi_1' } } })
  await retryingFetch(new Options())('https://api.test', { method: 'PUT' })
  expect([fetch.requests.length, own.requests.length]).toEqual([6, 1])
  expect(events).toHaveLength(3)
})

it('says of an invalid response that the request may have been processed, and what to do', async () => {
  const fetch = handler(() => new Response('<h1>Welcome</h1>'))
  const withKey = cancel(fetch, {}, { idempotencyKey: 'own' })
  await expect(withKey).rejects.toThrow(
    'The request may have been processed: call again with the same idempotencyKey.',
  )
  const withoutKey = cancel(fetch, {}, { idempotencyKey: '' })
  await expect(withoutKey).rejects.toThrow(
    'The request may have been processed: find out before you call again.',
  )
})
