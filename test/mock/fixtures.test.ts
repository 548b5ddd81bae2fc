import { afterAll, beforeAll, expect, test } from 'vitest'
import fixtures from '../../src/mock/fixtures.js'
import { startMock } from '../../src/mock/index.ts'
import type { RunningMock } from '../../src/mock/index.ts'
import { basic } from './caller.ts'

let mock: RunningMock
let trains: RunningMock

beforeAll(async () => {
  mock = await startMock('leanrails')
  trains = await startMock('trains', { root: 'test/mock/train' })
})

afterAll(() => Promise.all([mock.close(), trains.close()]))

const context = () => ({ baseUrl: mock.url, apiKey: 'sk_test_a', fetch })

async function cancel(id: string | undefined, key = 'sk_test_a'): Promise<number> {
  const response = await fetch(`${mock.url}/v1/payment_intents/${id ?? ''}/cancel`, {
    method: 'POST',
    headers: { Authorization: basic(key), 'Idempotency-Key': String(Math.random()) },
  })
  return response.status
}

test('creates a different resource in the state each time', async () => {
  const first = await fixtures.create('succeeded', context())
  const second = await fixtures.create('succeeded', context())
  expect(first?.['id']).toMatch(/^pi_succeeded_/)
  expect(first).not.toEqual(second)
  expect(await cancel(first?.['id'])).toBe(400)
})

test('only its API key can access a resource, also before the first request', async () => {
  const fixture = await fixtures.create('requires_capture', context())
  expect(await cancel(fixture?.['id'], 'sk_test_b')).toBe(404)
  expect(await cancel(fixture?.['id'])).toBe(200)
})

test('rejects an unknown state', async () => {
  expect(await fixtures.create('lost', context())).toBeUndefined()
})

test('provokes a documented status code once', async () => {
  const fixture = await fixtures.provoke('429', context())
  expect(await cancel(fixture?.['id'])).toBe(429)
  expect(await cancel(fixture?.['id'])).toBe(200)
  expect(await fixtures.provoke('503', context())).toBeUndefined()
})

test('creates valid ids for a description without states', async () => {
  const fixture = await fixtures.create('any', { ...context(), baseUrl: trains.url })
  expect(fixture?.['bookingId']).toMatch(/^[\da-f]{8}-[\da-f]{4}-4/)
  expect(Number(fixture?.['stationId'])).toBeGreaterThan(0)
  expect(fixture?.['format']).toBe('json')
})

test('rejects a server that is not a mock', async () => {
  const elsewhere = { ...context(), fetch: () => Promise.resolve(new Response('', { status: 404 })) }
  await expect(fixtures.create('succeeded', elsewhere)).rejects.toThrow('is not a mock')
})
