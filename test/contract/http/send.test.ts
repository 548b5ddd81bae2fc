import { afterEach, describe, expect, test, vi } from 'vitest'
import type { SentRequest } from '../../../src/contract/http/exchange.ts'
import type { Target } from '../../../src/contract/index.ts'
import { Sender } from '../../../src/contract/http/send.ts'
import { targetAt } from '../support/target.ts'
import { limited, OK, startWire } from '../support/wire.ts'

const get: SentRequest = { method: 'GET', path: '/', headers: [], body: undefined }

const open: (() => unknown)[] = []
afterEach(async () => {
  vi.restoreAllMocks()
  for (const close of open.splice(0)) await close()
})

async function senderFor(
  respond: Parameters<typeof startWire>[0],
  changes: Partial<Target> = {},
): Promise<{ sender: Sender; received: string[]; url: string }> {
  const wire = await startWire(respond)
  const sender = new Sender(targetAt(wire.url, changes))
  open.push(
    () => sender.close(),
    () => wire.close(),
  )
  return { sender, received: wire.received, url: wire.url }
}

/** Ends all waits at once and returns their lengths in seconds. The timers of connections stay. */
function captureWaits(): number[] {
  const waits: number[] = []
  const real = globalThis.setTimeout
  vi.spyOn(globalThis, 'setTimeout').mockImplementation((run: () => void, ms = 0) => {
    if (ms === 2000) return real(run, ms)
    waits.push(ms / 1000)
    return real(run, 0)
  })
  return waits
}

test('a stream of events is read for a moment, because it may never end', async () => {
  const head = 'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n\r\n'
  const { sender } = await senderFor(() => `${head}data: 1\n\n`)
  const { status, body } = await sender.send(get)
  expect([status, Buffer.from(body).toString()]).toEqual([200, 'data: 1\n\n'])
})

describe('a request on the wire', () => {
  test('has its path, header names and bytes unchanged', async () => {
    const { sender, received, url } = await senderFor(() => OK)
    await sender.send({
      method: 'POST',
      path: '/a/../b//c/%zz/%?q=[x]&key=%20',
      headers: [
        ['X-ODD-case', 'One'],
        ['x-odd-CASE', 'Two'],
        ['Content-Type', 'application/json'],
      ],
      body: Buffer.from([0x7b, 0x00, 0xff, 0xc3, 0x28]),
    })
    expect(received).toEqual([
      [
        'POST /a/../b//c/%zz/%?q=[x]&key=%20 HTTP/1.1',
        `Host: ${new URL(url).host}`,
        'Connection: keep-alive',
        'Content-Length: 5',
        'X-ODD-case: One',
        'x-odd-CASE: Two',
        'Content-Type: application/json',
        '',
        '{\0\xff\xc3(',
      ].join('\r\n'),
    ])
  })

  test('has Content-Length 0 if it is a POST without a body, and none if it is a GET', async () => {
    const { sender, received } = await senderFor(() => OK)
    await sender.send({ ...get, method: 'POST' })
    await sender.send(get)
    expect(received[0]).toContain('\r\nContent-Length: 0\r\n')
    expect(received[1]).not.toContain('Content-Length')
  })

  test('gets a response whose header values are separate, under lower-case names', async () => {
    const { sender } = await senderFor(
      () => 'HTTP/1.1 200 OK\r\nX-A: 1\r\nx-a: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n',
    )
    const response = await sender.send(get)
    expect(response.headers.get('x-a')).toEqual(['1', '2'])
    expect(Buffer.from(response.body).toString()).toBe('hi')
  })
})

describe('a dropped connection', () => {
  test('leads to one more attempt and a note', async () => {
    const { sender, received, url } = await senderFor((_, count) => (count === 1 ? undefined : OK))
    const response = await sender.send({ ...get, path: '/thing' })
    expect(response).toMatchObject({ status: 200, sentTwice: true })
    expect(received).toHaveLength(2)
    expect(sender.notes).toEqual([`GET /thing: ${url} dropped the connection; sent once more.`])
  })

  test('leads to an error if it happens again', async () => {
    const { sender, received } = await senderFor(() => undefined)
    await expect(sender.send(get)).rejects.toThrow(/^http:\/\/127\.0\.0\.1:\d+ dropped the connection$/)
    expect(received).toHaveLength(2)
    expect(sender.unresponsiveCount).toBe(1)
  })

  test('may happen in the middle of a response', async () => {
    const { sender } = await senderFor((_, count, socket) => {
      if (count > 1) return OK
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort')
      return ''
    })
    expect(await sender.send(get)).toMatchObject({ status: 200, sentTwice: true })
  })

  test('is counted and not listed after the third', async () => {
    const { sender } = await senderFor((_, count) => (count % 2 === 1 ? undefined : OK))
    for (let time = 0; time < 6; time += 1) await sender.send(get)
    expect(sender.notes).toHaveLength(4)
    expect(sender.notes[3]).toBe('dropped connection: 3 more.')
  })
})

describe('a missing response', () => {
  test('is an error with the timeout, without a second attempt', async () => {
    const { sender, received } = await senderFor(() => '', { timeout: 80 })
    await expect(sender.send(get)).rejects.toThrow(/did not respond within 80 ms$/)
    expect(received).toHaveLength(1)
  })

  test('is explained if nothing listens on the port', async () => {
    const wire = await startWire(() => OK)
    await wire.close()
    const sender = new Sender(targetAt(wire.url))
    open.push(() => sender.close())
    await expect(sender.send(get)).rejects.toThrow(
      /does not accept connections \(is it running, and on this port\?\)$/,
    )
  })
})

describe('a 429', () => {
  test('leads to a wait of Retry-After and a note, and is passed to onLimited', async () => {
    const waits = captureWaits()
    const { sender } = await senderFor((_, count) => (count === 1 ? limited('3') : OK))
    const seen: number[] = []
    const response = await sender.send(get, { onLimited: ({ status }) => seen.push(status) })
    expect([response.status, seen, waits]).toEqual([200, [429], [3]])
    expect(sender.notes).toEqual(['GET /: 429, Retry-After: 3; waited.'])
  })

  test('may have an HTTP date as Retry-After', async () => {
    const waits = captureWaits()
    const date = new Date(Date.now() + 5000).toUTCString()
    const { sender } = await senderFor((_, count) => (count === 1 ? limited(date) : OK))
    await sender.send(get)
    expect(waits).toHaveLength(1)
    expect(waits[0]).toBeGreaterThanOrEqual(4)
    expect(waits[0]).toBeLessThanOrEqual(5)
  })

  test('without Retry-After leads to growing waits', async () => {
    const waits = captureWaits()
    const { sender } = await senderFor((_, count) => (count <= 3 ? limited() : OK))
    expect((await sender.send(get)).status).toBe(200)
    expect(waits).toEqual([0.1, 0.2, 0.4])
  })

  test('is the response after eight waits', async () => {
    captureWaits()
    const { sender, received } = await senderFor(() => limited('0'))
    expect((await sender.send(get)).status).toBe(429)
    expect(received).toHaveLength(9)
  })

  test('is the response after two waits once a request has waited in vain, because it may be about that request', async () => {
    captureWaits()
    const { sender, received } = await senderFor(() => limited('0'))
    await sender.send(get)
    expect((await sender.send(get)).status).toBe(429)
    expect(received).toHaveLength(9 + 3)
  })

  test('is the response at once if the caller does not want to wait', async () => {
    const { sender, received } = await senderFor(() => limited('1'))
    expect((await sender.send(get, { waitForRateLimit: false })).status).toBe(429)
    expect(received).toHaveLength(1)
  })

  test('is not the only response that may ask to wait', async () => {
    const waits = captureWaits()
    const busy = limited('3').replace('429 Too Many Requests', '503 Service Unavailable')
    const { sender } = await senderFor((_, count) => (count === 1 ? busy : OK))
    const response = await sender.send(get, { isLimited: ({ status }) => status === 503 })
    expect([response.status, waits, sender.notes]).toEqual([
      200,
      [3],
      ['GET /: 503, Retry-After: 3; waited.'],
    ])
  })

  test('is reported before a long wait', async () => {
    captureWaits()
    const { sender } = await senderFor((_, count) => (count < 3 ? limited(count === 1 ? '56' : '2') : OK))
    const reportedWaits: string[] = []
    sender.onWait = (seconds, why) => reportedWaits.push(`${seconds} s: ${why}`)
    await sender.send(get)
    expect(reportedWaits).toEqual(['56 s: the target returned 429 with Retry-After'])
  })

  test('is an error if its Retry-After is longer than a run waits', async () => {
    const { sender } = await senderFor(() => limited('86400'))
    await expect(sender.send(get)).rejects.toThrow('asks to wait 86400 s (429 with Retry-After)')
  })
})

test('the rate limit of the target spreads requests', async () => {
  const waits = captureWaits()
  const { sender } = await senderFor(() => OK, { rate: 10 })
  await Promise.all([sender.send(get), sender.send(get), sender.send(get)])
  expect(waits.map((wait) => Math.round(wait * 10))).toEqual([1, 2])
})

test('notes contain no secret, even if the path does', async () => {
  const { sender } = await senderFor((_, count) => (count === 1 ? undefined : OK), {
    apiKey: 'key/with+odd=letters',
  })
  await sender.send({ ...get, path: '/x?key=key%2Fwith%2Bodd%3Dletters' })
  expect(sender.notes.join()).toContain('/x?key=$API_KEY')
})
