import { expect, it } from 'vitest'
import { createLeanRails } from '../../generated/leanrails/client.ts'
import { retryingFetch } from '../../src/client/index.ts'
import { handler, ok, rejection } from './handler.ts'
import { captureWaits } from './waits.ts'

const url = 'https://api.test/v1/things'
const keyed = { method: 'POST', headers: { 'Idempotency-Key': 'k1' } }

const attemptsOf = async (
  options: Parameters<typeof retryingFetch>[0],
  init: RequestInit,
  status = 503,
): Promise<number> => {
  captureWaits()
  const fetch = handler(rejection(status))
  await retryingFetch({ ...options, fetch })(url, init)
  return fetch.requests.length
}

it.each(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'])('retries %s without a key', async (method) => {
  expect(await attemptsOf({}, { method })).toBe(3)
})

it.each(['POST', 'PATCH'])('never retries %s without a key, even if it is asked to', async (method) => {
  expect(await attemptsOf({ retry: { methods: [method], maxRetries: 5 } }, { method })).toBe(1)
})

it('does not retry PUT and DELETE without a key where the description requires one, but GET', async () => {
  for (const method of ['PUT', 'DELETE']) expect(await attemptsOf({ requiresKey: true }, { method })).toBe(1)
  expect(await attemptsOf({ requiresKey: true }, { method: 'GET' })).toBe(3)
})

it('retries only the methods that the policy lists', async () => {
  expect(await attemptsOf({ retry: { methods: ['GET'] } }, keyed)).toBe(1)
  expect(await attemptsOf({ retry: { methods: ['POST'] } }, keyed)).toBe(3)
})

it('retries only the status codes that the policy lists', async () => {
  expect(await attemptsOf({ retry: { statuses: [503] } }, keyed)).toBe(3)
  expect(await attemptsOf({ retry: { statuses: [503] } }, keyed, 500)).toBe(1)
  expect(await attemptsOf({ retry: { statuses: [] } }, keyed)).toBe(1)
})

it('waits for the delay of the policy, and never shorter than the server requested', async () => {
  const { waits } = captureWaits()
  const seen: unknown[] = []
  const delay = (...args: unknown[]): number => {
    seen.push(args)
    return 40
  }
  const fetch = handler(rejection(503), rejection(429, {}, { 'Retry-After': '2' }), ok())
  await retryingFetch({ fetch, retry: { delay } })(url, keyed)
  expect(waits).toEqual([40, 2000])
  expect(seen).toEqual([
    [1, undefined],
    [2, 2000],
  ])
})

it('ends a call whose limits are no numbers', async () => {
  for (const retry of [{ maxRetries: NaN }, { maxRetries: -1 }, { delay: () => NaN }])
    expect(await attemptsOf({ retry }, keyed)).toBe(1)
})

it('merges the policy of a call with that of its client', async () => {
  captureWaits()
  const fetch = handler(rejection(503))
  const client = createLeanRails({ apiKey: 'sk_test_1', fetch, retry: { maxRetries: 1, statuses: [503] } })
  await client.cancelPaymentIntent({ id: 'pi_1' })
  expect(fetch.requests).toHaveLength(2)
  await client.cancelPaymentIntent({ id: 'pi_1', retry: { maxRetries: 3 } })
  expect(fetch.requests).toHaveLength(6)
  await client.cancelPaymentIntent({ id: 'pi_1', retry: { statuses: [] } })
  expect(fetch.requests).toHaveLength(7)
})

it('does not repeat a success, whatever the server’s directive says', async () => {
  captureWaits()
  const fetch = handler(ok({}, { 'Should-Retry': 'true' }))
  await retryingFetch({ fetch, directiveHeader: 'Should-Retry' })(url, keyed)
  expect(fetch.requests).toHaveLength(1)
})

it.each(['Undefined', 'undefined', 'null', ''])('reads no directive from the header `%s`', async (name) => {
  captureWaits()
  const fetch = handler(rejection(400, {}, name === '' ? {} : { [name]: 'true' }))
  await retryingFetch({ fetch })(url, keyed)
  expect(fetch.requests).toHaveLength(1)
})
