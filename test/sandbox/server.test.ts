import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { startSandbox } from '../../src/sandbox/index.ts'
import { apiNames } from '../../src/sandbox/keys.ts'
import { basic, summarize, Tester, withSandbox } from './tester.ts'

/** Returns the status code and the type of the error of a raw response. */
function summarizeRaw(text: string): string {
  const status = /^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 'no response'
  const type = /"type":"(\w+)"/.exec(text)?.[1] ?? '-'
  return `${status} ${type}`
}

const close = 'Connection: close\r\n'

describe.each(apiNames)('the server of %s', (api) => {
  const run = <Result>(ask: (t: Tester) => Promise<Result>) => withSandbox(api, {}, ask)

  it.each([
    ['garbage', 'hello\r\n\r\n', '400'],
    ['an unknown method', 'BREW /v1/payment_intents/x/cancel HTTP/1.1\r\nHost: x\r\n\r\n', '400'],
    ['a header without a colon', 'POST / HTTP/1.1\r\nHost\r\n\r\n', '400'],
    ['an incomplete body', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc', '400'],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nabc', '400'],
    ['a length that is not a number', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n', '400'],
    ['an invalid chunk', 'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n', '400'],
    ['headers of 2 MiB', `POST / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(2 * 1024 * 1024)}\r\n\r\n`, '400'],
    ['CONNECT', 'CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n', '404'],
    ['an upgrade', `POST / HTTP/1.1\r\nHost: x\r\nUpgrade: h2c\r\nConnection: upgrade, close\r\n\r\n`, '404'],
    ['an unknown expectation', `POST / HTTP/1.1\r\nHost: x\r\nExpect: cake\r\n${close}\r\n`, '404'],
    ['no Host', `POST / HTTP/1.1\r\n${close}\r\n`, '404'],
    ['HTTP/1.0', 'POST / HTTP/1.0\r\n\r\n', '404'],
    ['a fragment', `POST /v1/payment_intents/x/cancel#y HTTP/1.1\r\nHost: x\r\n${close}\r\n`, '404'],
    ['an asterisk', `OPTIONS * HTTP/1.1\r\nHost: x\r\n${close}\r\n`, '404'],
  ])('responds to %s with an error of the API', async (_, bytes, status) => {
    expect(summarizeRaw(await run((t) => t.raw(bytes)))).toBe(`${status} invalid_request_error`)
  })

  it('accepts header names in any case, absolute targets, chunks and Expect: 100-continue', async () => {
    const response = await run(async (t) => {
      const id = await t.create()
      const lines = [
        `POST ${t.sandbox.url}/v1/payment_intents/${id}/cancel?x=y HTTP/1.1`,
        'HOST: x',
        `aUTHORIZATION: ${basic(t.sandbox.keys.secret)}`,
        'idempotency-KEY: k',
        'EXPECT: 100-continue',
        `Content-Type: ${t.mediaType}`,
        'Transfer-Encoding: chunked',
        'Connection: close',
      ]
      const body = t.encode('abandoned')
      const chunks = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`
      return t.raw(`${lines.join('\r\n')}\r\n\r\n${chunks}`)
    })
    expect(response).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK\r\n/)
    expect(response).toContain('"cancellation_reason":"abandoned"')
  })

  it('responds to pipelined requests in their order', async () => {
    const response = await run((t) => {
      const line = (path: string) => `GET ${path} HTTP/1.1\r\nHost: x\r\n`
      return t.raw(`${line('/v1/payment_intents/x/cancel')}\r\n${line('/')}${close}\r\n`)
    })
    expect(response.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 405', 'HTTP/1.1 404'])
  })

  it.each([
    '/',
    '/v1',
    '/v1/payment_intents',
    '/V1/payment_intents/x/cancel',
    '/v1/payment_intents/x/cancel/',
    '//v1/payment_intents/x/cancel',
    '/v1/payment_intents/x/y/cancel',
    '/_sandboxes',
  ])('returns 404 for the path %s', async (path) => {
    expect(summarize(await run((t) => t.cancel('x', { path })))).toMatch(
      /^404 invalid_request_error (resource_missing|-) -$/,
    )
  })

  it.each([
    '',
    '.',
    '..',
    '%2E%2E',
    '%2F',
    '%00',
    '%',
    '%zz',
    '%C3',
    'a%20b',
    "'--",
    'x'.repeat(10_000),
    '%F0%9F%92%B3'.repeat(3_000),
  ])('returns 404 for the id %.20s', async (id) => {
    expect(summarize(await run((t) => t.cancel(id)))).toMatch(
      /^404 invalid_request_error resource_missing (id|intent)$/,
    )
  })

  it.each(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'])(
    'rejects the method %s with 405 and Allow',
    async (method) => {
      const response = await run(async (t) => t.cancel(await t.create(), { method }))
      expect([response.status, response.headers['allow']]).toEqual([405, 'POST'])
      expect(response.text === '').toBe(method === 'HEAD')
    },
  )

  it('rejects two Authorization headers', async () => {
    const response = await run((t) => {
      const header = `Authorization: ${basic(t.sandbox.keys.secret)}\r\n`
      return t.raw(`POST /v1/payment_intents/x/cancel HTTP/1.1\r\nHost: x\r\n${header}${header}${close}\r\n`)
    })
    expect(summarizeRaw(response)).toMatch(/^401/)
  })

  it('cancels once when 50 requests cancel concurrently', async () => {
    await run(async (t) => {
      for (let round = 0; round < 5; round += 1) {
        const id = await t.create('requires_capture')
        const responses = await Promise.all(Array.from({ length: 50 }, () => t.cancel(id)))
        const codes = responses.map(summarize).sort()
        expect(codes[0]).toBe('200')
        expect(new Set(codes.slice(1))).toEqual(
          new Set(['400 invalid_request_error payment_intent_unexpected_state -']),
        )
        const canceled = responses.find(({ status }) => status === 200)
        expect(await t.read(id)).toEqual(canceled?.json)
      }
    })
  })

  it('executes once when 50 requests with one key are concurrent', async () => {
    await withSandbox(api, { latency: 30 }, async (t) => {
      const id = await t.create()
      const responses = await Promise.all(Array.from({ length: 50 }, () => t.cancel(id, { key: 'one' })))
      const successes = responses.filter(({ status }) => status === 200)
      expect(new Set(successes.map(({ text }) => text)).size).toBe(1)
      const others = responses.filter(({ status }) => status !== 200).map(summarize)
      for (const other of others) expect(other).toMatch(/^409 \w+ idempotency_key_in_use/)
      expect(others.length).toBeGreaterThan(0)
      expect((await t.cancel(id, { key: 'one' })).text).toBe(successes[0]?.text)
    })
  })

  it('completes the requests in progress and closes idle connections when it stops', async () => {
    const t = new Tester(await startSandbox(api, { latency: 50 }))
    const idle = connect(Number(new URL(t.sandbox.url).port), '127.0.0.1')
    const ended = new Promise((resolve) => idle.once('close', resolve))
    const id = await t.create()
    const response = t.cancel(id)
    // After this round trip, the cancellation is in progress.
    await t.read(id)
    await t.sandbox.close()
    expect((await response).status).toBe(200)
    await ended
  })
})
