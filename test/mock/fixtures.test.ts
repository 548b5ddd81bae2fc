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

test('a fresh resource is in its state, each another one', async () => {
  const first = await fixtures.create('succeeded', context())
  const second = await fixtures.create('succeeded', context())
  expect(first?.['id']).toMatch(/^pi_succeeded_/)
  expect(first).not.toEqual(second)
  expect(await cancel(first?.['id'])).toBe(400)
})

test('only its key sees it, also before anybody has used it', async () => {
  const fixture = await fixtures.create('requires_capture', context())
  expect(await cancel(fixture?.['id'], 'sk_test_b')).toBe(404)
  expect(await cancel(fixture?.['id'])).toBe(200)
})

test('a state that nobody knows cannot be made', async () => {
  expect(await fixtures.create('lost', context())).toBeUndefined()
})

test('a status is provoked once, and only a documented one', async () => {
  const fixture = await fixtures.provoke('429', context())
  expect(await cancel(fixture?.['id'])).toBe(429)
  expect(await cancel(fixture?.['id'])).toBe(200)
  expect(await fixtures.provoke('503', context())).toBeUndefined()
})

test('a description without states has ids of the right kind', async () => {
  const fixture = await fixtures.create('any', { ...context(), baseUrl: trains.url })
  expect(fixture?.['bookingId']).toMatch(/^[\da-f]{8}-[\da-f]{4}-4/)
  expect(Number(fixture?.['stationId'])).toBeGreaterThan(0)
  expect(fixture?.['format']).toBe('json')
})

test('a server that is no mock is told', async () => {
  const elsewhere = { ...context(), fetch: () => Promise.resolve(new Response('', { status: 404 })) }
  await expect(fixtures.create('succeeded', elsewhere)).rejects.toThrow('is not a mock')
})
