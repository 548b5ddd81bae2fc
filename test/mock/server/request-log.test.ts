import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { startMock } from '../../../src/mock/index.ts'
import type { MockOptions, RunningMock } from '../../../src/mock/index.ts'

const root = join(import.meta.dirname, '../../..')
const KEY = 'sk_test_secret_of_Ada'
const lines: string[] = []
let mock: RunningMock

async function start(options: MockOptions = {}): Promise<void> {
  mock = await startMock('leanrails', { root, ...options, logRequest: (line) => void lines.push(line) })
}

afterEach(async () => {
  lines.length = 0
  await mock.close()
})

const basic = (key: string): string => `Basic ${Buffer.from(`${key}:`).toString('base64')}`

const cancel = (id: string, headers: Record<string, string> = {}, body = '{}'): Promise<Response> =>
  fetch(`${mock.url}/v1/payment_intents/${id}/cancel`, {
    method: 'POST',
    headers: { Authorization: basic(KEY), 'Content-Type': 'application/json', ...headers },
    body,
  })

test('prints method, path, status code and the rule that chose the response', async () => {
  await start({ apiKeys: [KEY] })
  const key = { 'Idempotency-Key': 'first-key-of-the-test' }
  await cancel('pi_3MtwBwLkdIwHu7ix28a3tqPa', key)
  await cancel('pi_3MtwBwLkdIwHu7ix28a3tqPa', key)
  await cancel('pi_3MtwBwLkdIwHu7ix28a3tqPb', key)
  await cancel('pi_succeeded_1', { 'Idempotency-Key': 'another-key' })
  await cancel('pi_1', { ...key, Prefer: 'code=429' })
  await cancel('pi_1', { ...key, Prefer: 'code=418' })
  await cancel('pi_1', { 'Idempotency-Key': 'x'.repeat(256) })
  await cancel('pi_1', { Authorization: basic('sk_test_somebody_else') })
  await fetch(`${mock.url}/elsewhere`)
  await fetch(`${mock.url}/_mock/fixtures`, { method: 'DELETE' })
  expect(lines.map((line) => line.replace(/^(\S+) \S*\/(\S+)/, '$1 $2'))).toMatchInlineSnapshot(`
    [
      "POST cancel 200  x-lifecycle: state requires_payment_method",
      "POST cancel 200  x-idempotency: replay",
      "POST cancel 422  x-idempotency: key of another request",
      "POST cancel 400  x-lifecycle: state succeeded",
      "POST cancel 429  Prefer: code=429",
      "POST cancel 400  unsupported Prefer value: \`code=418\`: \`cancelPaymentIntent\` does not document this status code. It documents: 200, 400, 401, 404, 405, 409, 415, 422, 429, 500.",
      "POST cancel 400  invalid request: header Idempotency-Key: maxLength",
      "POST cancel 401  invalid request: security: wrong",
      "GET elsewhere 404  no such path in the description",
      "DELETE fixtures 204  fixtures of the mock",
    ]
  `)
})

test('prints no secret, no query and no control character', async () => {
  await start({ apiKeys: [KEY] })
  await cancel(`${KEY}?key=${KEY}`, { Prefer: `example=${KEY}` })
  const other = 'sk_live_by_mistake'
  await cancel(other, { Authorization: basic(other) })
  await cancel('%1b[31m')
  expect(lines).toHaveLength(3)
  expect(lines.join('\n')).not.toMatch(/secret_of|by_mistake|key=|\p{Cc}(?<!\n)/u)
})

test('names simulated failures', async () => {
  await start({ failRate: 1, failWith: [503] })
  await cancel('pi_1')
  await mock.close()
  await start({ failRate: 1, failWith: ['reset'] })
  await cancel('pi_1').catch(() => undefined)
  expect(lines).toEqual([
    'POST /v1/payment_intents/pi_1/cancel 503  simulated failure: 503',
    'POST /v1/payment_intents/pi_1/cancel reset  simulated failure',
  ])
})

test.each([
  ['code=teapot', '`code=teapot`: expected a status code'],
  ['code=999', '`code=999`: expected a status code'],
  ['code=418', '`code=418`'],
  ['example=missing', '`example=missing`'],
  ['state=lost', '`state=lost`'],
  ['dynamic=perhaps', '`dynamic=perhaps`: expected true or false'],
])('names the unsupported Prefer value %s', async (prefer, text) => {
  await start()
  const response = await cancel('pi_1', { 'Idempotency-Key': 'one-key-for-it', Prefer: prefer })
  expect(response.status).toBe(400)
  expect(await response.text()).toContain(text)
})

test('says in a 429 that no request remains', async () => {
  await start()
  const response = await cancel('pi_1', { 'Idempotency-Key': 'one-key-for-it', Prefer: 'code=429' })
  expect(response.status).toBe(429)
  expect(response.headers.get('X-RateLimit-Remaining')).toBe('0')
})
