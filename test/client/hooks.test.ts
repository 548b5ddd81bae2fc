import { inspect } from 'node:util'
import { expect, it } from 'vitest'
import { createLeanRails } from '../../generated/leanrails/client.ts'
import type { Hooks } from '../../src/client/index.ts'
import { handler, networkFailure, ok, rejection } from './handler.ts'
import { captureWaits } from './waits.ts'

const apiKey = 'sk_test_SECRET'
const call = { id: 'pi_1', idempotencyKey: 'key-1', body: { cancellation_reason: 'duplicate' as const } }

const recorder = (): { events: [string, object][]; hooks: Hooks } => {
  const events: [string, object][] = []
  return {
    events,
    hooks: {
      onRequest: (event) => events.push(['request', event]),
      onResponse: (event) => events.push(['response', event]),
      onRetry: (event) => events.push(['retry', event]),
    },
  }
}

it('calls the hooks of each attempt, in order, with the reason and the delay of a retry', async () => {
  const { waits } = captureWaits()
  const { events, hooks } = recorder()
  const fetch = handler(networkFailure, rejection(429, {}, { 'Retry-After': '2' }), ok())
  await createLeanRails({ apiKey, fetch, ...hooks }).cancelPaymentIntent(call)
  const attempt = (number: number) => ({ attempt: number, idempotencyKey: 'key-1', method: 'POST' })
  expect(events).toMatchObject([
    ['request', attempt(1)],
    ['response', { ...attempt(1), status: 0, reason: 'fetch failed' }],
    ['retry', { ...attempt(1), delay: waits[0], reason: 'fetch failed' }],
    ['request', attempt(2)],
    ['response', { ...attempt(2), status: 429, retryAfter: 2000, reason: 'status 429' }],
    ['retry', { ...attempt(2), delay: waits[1], reason: 'status 429' }],
    ['request', attempt(3)],
    ['response', { ...attempt(3), status: 200, reason: 'status 200' }],
  ])
})

it('prefers the hooks of a call', async () => {
  const ofClient = recorder()
  const ofCall = recorder()
  const client = createLeanRails({ apiKey, fetch: handler(ok()), ...ofClient.hooks })
  await client.cancelPaymentIntent({ ...call, ...ofCall.hooks })
  expect(ofClient.events).toEqual([])
  expect(ofCall.events.map(([name]) => name)).toEqual(['request', 'response'])
})

it('passes no secret and no content to a hook', async () => {
  const { events, hooks } = recorder()
  await createLeanRails({ apiKey, fetch: handler(ok()), ...hooks }).cancelPaymentIntent(call)
  const printed = inspect(events, { depth: 9, showHidden: true }) + JSON.stringify(events)
  expect(printed).not.toContain('SECRET')
  expect(printed).not.toContain(btoa(`${apiKey}:`))
  expect(printed).not.toContain('duplicate')
})

it('adds a header to an attempt, for example the context of a trace', async () => {
  captureWaits()
  const fetch = handler(rejection(500), ok())
  const client = createLeanRails({
    apiKey,
    fetch,
    onRequest: ({ attempt, setHeader }) => {
      setHeader('traceparent', `attempt-${attempt}`)
    },
  })
  await client.cancelPaymentIntent(call)
  expect(fetch.requests.map(({ headers }) => headers.get('traceparent'))).toEqual(['attempt-1', 'attempt-2'])
})

it('neither ends nor repeats a request if a hook throws, rejects or never resolves', async () => {
  captureWaits()
  const hooks: (() => unknown)[] = [
    () => {
      throw new Error('the logger failed')
    },
    () => Promise.reject(new Error('the logger failed')),
    () => new Promise(() => undefined),
  ]
  for (const hook of hooks) {
    const fetch = handler(rejection(503), ok())
    const client = createLeanRails({ apiKey, fetch, onRequest: hook, onResponse: hook, onRetry: hook })
    expect(await client.cancelPaymentIntent(call)).toMatchObject({ ok: true, attempts: 2 })
    expect(fetch.requests).toHaveLength(2)
  }
})

it('reports the end of an attempt that the caller aborted', async () => {
  const { events, hooks } = recorder()
  const controller = new AbortController()
  const fetch = handler(() => {
    controller.abort()
    return new Promise<Response>(() => undefined)
  })
  const client = createLeanRails({ apiKey, fetch, ...hooks })
  await expect(client.cancelPaymentIntent({ ...call, signal: controller.signal })).rejects.toMatchObject({
    name: 'AbortError',
    message: expect.stringMatching(
      /^Aborted after 1 attempt\. The request may have been processed\. \{/,
    ) as string,
  })
  expect(events.at(-1)).toMatchObject(['response', { reason: 'aborted', status: 0 }])
})
