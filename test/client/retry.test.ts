import { setTimeout as pause } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { createLeanRails } from '../../generated/leanrails/client.ts'
import type { Fetch } from '../../src/client/index.ts'
import { AbortError, middleware, NetworkError, retryingFetch, TimeoutError } from '../../src/client/index.ts'
import { networkFailure, handler, ok, rejection } from './handler.ts'
import { captureWaits } from './waits.ts'

const keyed = { method: 'POST', headers: { 'Idempotency-Key': 'k1' }, body: '{"a":1}' }
const url = 'https://api.test/v1/things'

it.each([
  ['408', [rejection(408), ok()]],
  ['409', [rejection(409), ok()]],
  ['429', [rejection(429), ok()]],
  ['500 twice', [rejection(500), rejection(500), ok()]],
  ['503', [rejection(503), ok()]],
  ['a broken connection', [networkFailure, ok()]],
])('retries after %s, with the same key and body', async (_, responders) => {
  captureWaits()
  const fetch = handler(...responders)
  const response = await retryingFetch({ fetch })(url, keyed)
  expect(response.status).toBe(200)
  expect(fetch.requests).toHaveLength(responders.length)
  for (const request of fetch.requests) {
    expect(request.headers.get('Idempotency-Key')).toBe('k1')
    expect(await request.text()).toBe('{"a":1}')
  }
})

it.each([200, 201, 302, 400, 401, 404, 405, 422])('does not retry after %i', async (status) => {
  captureWaits()
  const fetch = handler(rejection(status))
  expect((await retryingFetch({ fetch })(url, keyed)).status).toBe(status)
  expect(fetch.requests).toHaveLength(1)
})

it('does not retry a request without an idempotency key', async () => {
  captureWaits()
  const fetch = handler(rejection(500))
  expect((await retryingFetch({ fetch })(url, { method: 'POST' })).status).toBe(500)
  expect(fetch.requests).toHaveLength(1)
  expect(fetch.requests[0]?.headers.has('Idempotency-Key')).toBe(false)
})

it('obeys the retry directive of the server, whatever the status code', async () => {
  captureWaits()
  const options = { directiveHeader: 'Should-Retry', retry: { maxRetries: 5 } }
  const no = handler(rejection(500, {}, { 'Should-Retry': 'false' }))
  expect((await retryingFetch({ ...options, fetch: no })(url, keyed)).status).toBe(500)
  expect(no.requests).toHaveLength(1)
  const yes = handler(rejection(400, {}, { 'Should-Retry': 'true' }), ok())
  expect((await retryingFetch({ ...options, fetch: yes })(url, keyed)).status).toBe(200)
})

it('stops after maxRetries', async () => {
  const { waits } = captureWaits()
  const fetch = handler(rejection(503))
  expect((await retryingFetch({ fetch, retry: { maxRetries: 3 } })(url, keyed)).status).toBe(503)
  expect(fetch.requests).toHaveLength(4)
  expect(waits).toHaveLength(3)
  for (const [index, ms] of waits.entries()) {
    expect(ms).toBeGreaterThanOrEqual(250 * 2 ** index)
    expect(ms).toBeLessThanOrEqual(500 * 2 ** index)
  }
})

it('waits at least as long as Retry-After requests', async () => {
  const { waits } = captureWaits()
  const fetch = handler(rejection(429, {}, { 'Retry-After': '2' }), ok())
  await retryingFetch({ fetch })(url, keyed)
  expect(waits[0]).toBeGreaterThanOrEqual(2000)
  expect(waits[0]).toBeLessThanOrEqual(2250)
})

it.each(['86400', '3000000'])(
  'returns the response at once if Retry-After: %s exceeds the budget',
  async (header) => {
    const { waits } = captureWaits()
    const fetch = handler(rejection(429, {}, { 'Retry-After': header }))
    for (const budget of [60_000, header === '3000000' ? Infinity : 60_000])
      expect((await retryingFetch({ fetch, retry: { budget } })(url, keyed)).status).toBe(429)
    expect(fetch.requests).toHaveLength(2)
    expect(waits).toEqual([])
  },
)

it('limits each attempt to the timeout, and all attempts to the budget', async () => {
  const { limits } = captureWaits()
  await retryingFetch({ fetch: handler(ok()), timeout: 20_000 })(url, keyed)
  await retryingFetch({ fetch: handler(ok()), timeout: 20_000, retry: { budget: 12_000 } })(url, keyed)
  expect(limits[0]).toBe(20_000)
  expect(limits[1]).toBeLessThanOrEqual(12_000)
})

it('ends an attempt after the timeout, even if fetch ignores its signal', async () => {
  const { endLimits } = captureWaits()
  const signals: AbortSignal[] = []
  const ignoresAbort: Fetch = (_, { signal }) => {
    if (signal) signals.push(signal)
    return new Promise<Response>(() => undefined)
  }
  const promise = retryingFetch({ fetch: ignoresAbort, retry: { maxRetries: 1 } })(url, keyed)
  const failed = expect(promise).rejects.toThrow(TimeoutError)
  for (let attempt = 1; attempt <= 2; attempt++) {
    while (signals.length < attempt) await new Promise(setImmediate)
    endLimits()
  }
  await failed
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, true])
})

it('ends at once when the caller aborts before the first attempt, during one, or between two', async () => {
  const reason = new Error('enough')
  const never = handler(() => new Promise<Response>(() => undefined))
  await expect(
    retryingFetch({ fetch: never })(url, { ...keyed, signal: AbortSignal.abort(reason) }),
  ).rejects.toMatchObject({ name: 'AbortError', attempts: 0, cause: reason })
  expect(never.requests).toHaveLength(0)

  const underWay = new AbortController()
  const first = retryingFetch({ fetch: never })(url, { ...keyed, signal: underWay.signal })
  await expect.poll(() => never.requests.length).toBe(1)
  underWay.abort(reason)
  await expect(first).rejects.toMatchObject({ name: 'AbortError', attempts: 1, cause: reason })

  const waiting = new AbortController()
  const busy = handler(() => {
    setTimeout(() => {
      waiting.abort(reason)
    }, 20)
    return rejection(429, {}, { 'Retry-After': '60' })()
  })
  const started = performance.now()
  await expect(
    retryingFetch({ fetch: busy })(url, { ...keyed, signal: waiting.signal }),
  ).rejects.toMatchObject({ name: 'AbortError', attempts: 1, cause: reason })
  expect(performance.now() - started).toBeLessThan(5000)
  expect(busy.requests).toHaveLength(1)
})

it('retries after an incomplete response, and rejects with NetworkError if no attempt is complete', async () => {
  captureWaits()
  const cut = () =>
    new Response(
      new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('{"id":'))
          controller.error(new TypeError('terminated'))
        },
      }),
    )
  const fetch = handler(cut, ok())
  const response = await retryingFetch({ fetch })(url, keyed)
  expect(await response.json()).toMatchObject({ id: 'pi_1' })
  await expect(retryingFetch({ fetch: handler(cut) })(url, keyed)).rejects.toThrow(NetworkError)
})

it('clears its timers', async () => {
  const before = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
  await retryingFetch({ fetch: handler(ok()) })(url, keyed)
  expect(process.getActiveResourcesInfo().filter((name) => name === 'Timeout')).toHaveLength(before)
})

const collectGarbage = (): void => {
  setFlagsFromString('--expose-gc')
  ;(runInNewContext('gc') as () => void)()
}

const replaced = middleware({
  onRequest: ({ request }) => new Request(request, { headers: request.headers }),
})

it.each<[string, (fetch: Fetch, signal: AbortSignal) => Promise<unknown>]>([
  ['in retryingFetch', (fetch, signal) => retryingFetch({ fetch })(url, { ...keyed, signal })],
  [
    'with middleware that creates new Requests',
    (fetch, signal) =>
      createLeanRails({ apiKey: 'sk_test_1', fetch, middleware: replaced }).cancelPaymentIntent({
        id: 'pi_1',
        signal,
      }),
  ],
])(
  'rejects when the caller aborts after a garbage collection, %s',
  async (_, call) => {
    const hanging: Fetch = () => new Promise(() => undefined)
    const controller = new AbortController()
    const assertion = expect(call(hanging, controller.signal)).rejects.toThrow(AbortError)
    await pause(20)
    collectGarbage()
    await pause(20)
    controller.abort()
    await assertion
  },
  3000,
)
