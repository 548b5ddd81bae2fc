import { connect } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { startMock } from '../../../src/mock/index.ts'
import type { MockOptions, RunningMock } from '../../../src/mock/index.ts'
import { basic } from '../caller.ts'

const open: RunningMock[] = []

async function start(options: MockOptions = {}): Promise<RunningMock> {
  const mock = await startMock('leanrails', options)
  open.push(mock)
  return mock
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((mock) => mock.close()))
})

const PATH = '/v1/payment_intents/pi_1/cancel'

function cancel({ url }: RunningMock, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url + PATH, {
    method: 'POST',
    headers: { Authorization: basic('sk_test_a'), 'Idempotency-Key': 'k', ...headers },
  })
}

/** Sends bytes and returns the bytes of the response. */
function raw({ url }: RunningMock, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(bytes))
    let text = ''
    socket.setEncoding('utf8')
    socket.on('data', (chunk: string) => {
      text += chunk
    })
    socket.on('end', () => resolve(text))
    socket.on('error', reject)
  })
}

describe('a page in a browser', () => {
  test('gets a response to its preflight request, from any origin', async () => {
    const mock = await start()
    const response = await fetch(mock.url + PATH, {
      method: 'OPTIONS',
      headers: {
        Origin: 'http://page.example',
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization,idempotency-key',
      },
    })
    expect(response.status).toBe(204)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': 'http://page.example',
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'authorization,idempotency-key',
    })
  })

  test('can read the documented headers, also of errors', async () => {
    const mock = await start()
    const response = await fetch(mock.url, { headers: { Origin: 'null' } })
    expect(response.status).toBe(404)
    expect(response.headers.get('access-control-allow-origin')).toBe('null')
    expect(response.headers.get('vary')).toBe('Origin')
    const exposed = response.headers.get('access-control-expose-headers')?.split(', ')
    expect(exposed).toEqual(expect.arrayContaining(['X-RateLimit-Limit', 'Retry-After', 'Allow']))
  })

  test('gets a rejection for an OPTIONS that is not a preflight request', async () => {
    const mock = await start()
    expect((await fetch(mock.url + PATH, { method: 'OPTIONS' })).status).toBe(405)
  })
})

describe('requests as bytes', () => {
  test.each([
    [
      'a method that Node does not know',
      `FOO ${PATH} HTTP/1.1\r\nHost: a\r\n\r\n`,
      /^HTTP\/1.1 405 .*method_not_allowed/s,
    ],
    ['CONNECT', 'CONNECT a.example:80 HTTP/1.1\r\nHost: a\r\n\r\n', /^HTTP\/1.1 404 /],
    ['no HTTP', 'nonsense\r\n\r\n', /^HTTP\/1.1 400 /],
    [
      'two dots as an id',
      `POST /v1/payment_intents/../cancel HTTP/1.1\r\nConnection: close\r\nIdempotency-Key: a\r\nAuthorization: ${basic('a')}\r\n\r\n`,
      /^HTTP\/1.1 404 .*resource_missing/s,
    ],
    [
      'a target in absolute form',
      `POST http://a.example${PATH} HTTP/1.1\r\nConnection: close\r\nIdempotency-Key: a\r\nAuthorization: ${basic('a')}\r\n\r\n`,
      /^HTTP\/1.1 200 /,
    ],
    [
      'a key sent twice',
      `POST ${PATH} HTTP/1.1\r\nConnection: close\r\nIdempotency-Key: a\r\nIdempotency-Key: b\r\nAuthorization: ${basic('a')}\r\n\r\n`,
      /^HTTP\/1.1 400 .*parameter_invalid/s,
    ],
    [
      'a compressed body',
      `POST ${PATH} HTTP/1.1\r\nConnection: close\r\nIdempotency-Key: a\r\nAuthorization: ${basic('a')}\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}`,
      /^HTTP\/1.1 415 /,
    ],
    [
      'a body without a type',
      `POST ${PATH} HTTP/1.1\r\nConnection: close\r\nIdempotency-Key: a\r\nAuthorization: ${basic('a')}\r\nContent-Length: 2\r\n\r\n{}`,
      /^HTTP\/1.1 415 /,
    ],
    [
      'a length of zero',
      `POST ${PATH} HTTP/1.1\r\nConnection: close\r\nIdempotency-Key: a\r\nAuthorization: ${basic('a')}\r\nContent-Length: 0\r\n\r\n`,
      /^HTTP\/1.1 200 /,
    ],
  ])('%s', async (_, bytes, expected) => {
    expect(await raw(await start(), bytes)).toMatch(expected)
  })
})

describe('a mock with simulated failures', () => {
  test('with a status code: returns the documented response and executes nothing', async () => {
    const mock = await start({ failRate: 1, failWith: [429] })
    const response = await cancel(mock)
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '7'])
  })

  test('with a reset: executes the request, and its response is lost', async () => {
    // The first draw of this seed fails, the second does not.
    const mock = await start({ failRate: 0.5, failWith: ['reset'], seed: 7 })
    await expect(cancel(mock)).rejects.toThrow('fetch failed')
    expect((await cancel(mock, { 'Idempotency-Key': 'other' })).status).toBe(400)
  })

  test('with a hang: sends no response', async () => {
    const mock = await start({ failRate: 1, failWith: ['hang'] })
    const { url } = mock
    await expect(fetch(url + PATH, { signal: AbortSignal.timeout(100) })).rejects.toThrow('timeout')
  })

  test('fails the same requests for the same seed', async () => {
    const runs = []
    for (let run = 0; run < 2; run += 1) {
      const mock = await start({ failRate: 0.4, failWith: [500, 503, 429], seed: 7, stateless: true })
      const statuses = []
      for (let sent = 0; sent < 20; sent += 1) statuses.push((await cancel(mock)).status)
      runs.push(statuses)
    }
    expect(runs[0]).toEqual(runs[1])
    expect(new Set(runs[0]).size).toBeGreaterThan(2)
  })

  test('responds after the delay', async () => {
    const mock = await start({ delay: 60 })
    const before = performance.now()
    await cancel(mock)
    expect(performance.now() - before).toBeGreaterThan(55)
  })
})

describe('a mock that varies', () => {
  test('returns any response that the description allows, the same for the same seed', async () => {
    const runs = []
    for (let run = 0; run < 2; run += 1) {
      const mock = await start({ vary: true, seed: 5 })
      const seen: unknown[] = []
      for (let sent = 0; sent < 12; sent += 1) {
        const response = await fetch(`${mock.url}/v1/payment_intents/pi_processing_${sent}/cancel`, {
          method: 'POST',
          headers: { Authorization: basic('sk_test_a'), 'Idempotency-Key': String(sent) },
        })
        const body = (await response.json()) as { canceled_at?: number }
        delete body.canceled_at
        seen.push([response.status, body])
      }
      runs.push(seen)
    }
    // `created` of a generated body is at most the current time.
    const statuses = (runs[0] ?? []).map((entry) => (entry as [number])[0])
    expect(new Set(statuses)).toEqual(new Set([200, 400]))
    expect(statuses).toEqual((runs[1] ?? []).map((entry) => (entry as [number])[0]))
  })
})

test('rejects a port in use with one message', async () => {
  const { url } = await start()
  const port = Number(new URL(url).port)
  await expect(startMock('leanrails', { port })).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is in use. Stop the process that uses it, or choose another port with --port (0 picks a free one).`,
  )
})
