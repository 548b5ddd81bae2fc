import { createHash } from 'node:crypto'
import { closeSync, openSync, writeSync } from 'node:fs'
import { canceledBody } from '../bench-proxy/response.ts'

/** The address of the recorded server. */
export const ORIGIN = 'https://api.leanrails.com'
/** When the recording begins. */
const BEGIN = Date.UTC(2026, 0, 5)

interface Pair {
  readonly name: string
  readonly value: string
}

/**
 * Writes a HAR file of at least `size` bytes, as a browser records a shop: cancellations, each with its own id and key,
 * every tenth twice, and every tenth of a PaymentIntent that does not exist.
 *
 * @returns how many entries it has
 */
export function writeRecording(path: string, size: number): number {
  const file = openSync(path, 'w')
  let written = 0
  let count = 0
  const write = (text: string): void => {
    written += writeSync(file, text)
  }
  write('{"log":{"version":"1.2","creator":{"name":"bench","version":"1"},"pages":[],"entries":[\n')
  while (written < size) {
    const entries: string[] = []
    for (let index = 0; index < 500; index += 1) entries.push(JSON.stringify(entry(count + index)))
    write(`${count === 0 ? '' : ',\n'}${entries.join(',\n')}`)
    count += entries.length
  }
  write('\n]}}\n')
  closeSync(file)
  return count
}

function entry(index: number): object {
  // A replay is the same request a second later.
  const number = index % 10 === 9 ? index - 1 : index
  const isMissing = number % 10 === 4
  const id = createHash('sha256').update(String(number)).digest('hex').slice(0, 24)
  const time = BEGIN + index * 2000
  const body = isMissing ? missing(id) : canceledBody(`pi_${id}`, Math.floor((BEGIN + number * 2000) / 1000))
  const headers = [
    ...pairs({ 'content-type': 'application/json', 'content-length': String(body.length) }),
    ...pairs({ date: new Date(time).toUTCString(), 'x-ratelimit-limit': '1500' }),
    ...pairs({ 'x-ratelimit-remaining': '1499', 'strict-transport-security': 'max-age=31536000' }),
  ]
  return {
    startedDateTime: new Date(time).toISOString(),
    time: 41.7,
    request: requestOf(id, `order-${number}`),
    response: {
      status: isMissing ? 404 : 200,
      statusText: '',
      httpVersion: 'http/2.0',
      headers,
      cookies: [],
      content: { size: body.length, mimeType: 'application/json', text: body },
      redirectURL: '',
      headersSize: -1,
      bodySize: body.length,
    },
    cache: {},
    timings: { blocked: 0.6, dns: -1, ssl: -1, connect: -1, send: 0.1, wait: 40.2, receive: 0.8 },
    serverIPAddress: '203.0.113.7',
    connection: '443',
  }
}

function requestOf(id: string, key: string): object {
  const text = JSON.stringify({ cancellation_reason: 'Ordered twice' })
  return {
    method: 'POST',
    url: `${ORIGIN}/v1/payment_intents/pi_${id}/cancel`,
    httpVersion: 'http/2.0',
    headers: [
      ...pairs({ ':authority': 'api.leanrails.com', ':method': 'POST', accept: '*/*' }),
      ...pairs({ 'accept-encoding': 'gzip, deflate, br, zstd', 'accept-language': 'en-US,en;q=0.9' }),
      ...pairs({ authorization: `Basic ${Buffer.from('sk_test_bench:').toString('base64')}` }),
      ...pairs({ 'content-type': 'application/json', 'idempotency-key': key }),
      ...pairs({ origin: 'https://shop.example.com', referer: 'https://shop.example.com/orders' }),
      ...pairs({ 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/143.0' }),
    ],
    queryString: [],
    cookies: [],
    headersSize: -1,
    bodySize: text.length,
    postData: { mimeType: 'application/json', text },
  }
}

function pairs(headers: Readonly<Record<string, string>>): Pair[] {
  return Object.entries(headers).map(([name, value]) => ({ name, value }))
}

function missing(id: string): string {
  const message = `No such PaymentIntent: 'pi_${id}'`
  return JSON.stringify({
    error: { type: 'invalid_request_error', code: 'resource_missing', param: 'id', message },
  })
}
