import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import type { MockOptions } from '../../src/mock/index.ts'
import { basic, startCaller } from './caller.ts'
import type { Caller } from './caller.ts'

const open: Caller[] = []

async function start(options: MockOptions = {}, api = 'leanrails'): Promise<Caller> {
  const caller = await startCaller(api, options, () => ({
    method: 'POST',
    headers: {
      Authorization: basic('sk_test_a'),
      'Idempotency-Key': randomUUID(),
      ...(api === 'leanrails' && { 'Content-Type': 'application/json' }),
    },
  }))
  open.push(caller)
  return caller
}

afterEach(async () => {
  await Promise.all(open.splice(0).map(({ mock }) => mock.close()))
})

const cancel = (id: string): string => `/v1/payment_intents/${id}/cancel`
const key = (name: string): Record<string, string> => ({ 'Idempotency-Key': name })

describe('the life cycle', () => {
  test('rejects a second cancel of an id', async () => {
    const { send } = await start()
    expect((await send({ path: cancel('pi_1') })).status).toBe(200)
    const second = await send({ path: cancel('pi_1') })
    expect([second.status, second.error.message]).toEqual([
      400,
      'This PaymentIntent cannot be canceled because it is already canceled.',
    ])
  })

  test('a rejection contains the resource as the success showed it', async () => {
    const { send } = await start({}, 'stripe')
    const call = { path: cancel('pi_1'), headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }
    const first = await send({ ...call, body: 'cancellation_reason=abandoned' })
    const second = await send({ ...call, body: 'cancellation_reason=duplicate' })
    expect([first.status, second.status]).toEqual([200, 400])
    expect(second.error).toMatchObject({ payment_intent: first.body })
  })

  test.each([
    ['requires_capture', 200, undefined],
    ['requires_payment_method', 200, undefined],
    ['succeeded', 400, /has succeeded/],
    ['canceled', 400, /already canceled/],
    ['none', 404, /No such/],
  ])('reads the state from an id: %s', async (state, status, message) => {
    const { send } = await start()
    const response = await send({ path: cancel(`pi_${state}_1`) })
    expect(response.status).toBe(status)
    if (message !== undefined) expect(response.error.message).toMatch(message)
  })

  test('a rejection does not change the state', async () => {
    const { send } = await start()
    for (let time = 0; time < 3; time += 1) {
      expect((await send({ path: cancel('pi_succeeded_1') })).error.message).toMatch(/has succeeded/)
    }
  })

  test('exactly one of twenty concurrent requests with different keys succeeds', async () => {
    const { send } = await start({ delay: 5 })
    const responses = await Promise.all(Array.from({ length: 20 }, () => send({ path: cancel('pi_race') })))
    const statuses = responses.map(({ status }) => status).sort((a, b) => a - b)
    expect(statuses).toEqual([200, ...Array.from({ length: 19 }, () => 400)])
  })

  test('the stored state takes precedence over a preferred one', async () => {
    const { send } = await start()
    const call = { path: cancel('pi_1'), headers: { Prefer: 'state=requires_capture' } }
    expect((await send(call)).status).toBe(200)
    expect((await send(call)).status).toBe(400)
  })

  test('a stateless mock treats each request as the first', async () => {
    const { send } = await start({ stateless: true })
    expect((await send({ path: cancel('pi_1'), headers: key('a') })).status).toBe(200)
    expect((await send({ path: cancel('pi_1'), headers: key('a') })).status).toBe(200)
    expect((await send({ path: cancel('pi_2'), headers: key('a') })).status).toBe(200)
    expect((await send({ path: cancel('pi_succeeded_2') })).status).toBe(400)
  })
})

describe('idempotency', () => {
  test('replays the response for the same request and key, also after the state has changed', async () => {
    const { send } = await start()
    const call = {
      path: cancel('pi_1'),
      headers: key('a'),
      body: '{"cancellation_reason":"b", "x":[1,{"y":2}]}',
    }
    const first = await send(call)
    expect(first.status).toBe(200)
    expect((await send({ path: cancel('pi_1') })).status).toBe(400)
    expect((await send(call)).body).toEqual(first.body)
    // Equal JSON, different bytes.
    const again = { ...call, body: '{"x": [1, {"y": 2}], "cancellation_reason": "b"}' }
    expect((await send(again)).body).toEqual(first.body)
  })

  test('replays a rejection', async () => {
    const { send } = await start()
    const call = { path: cancel('pi_none_1'), headers: key('a') }
    const first = await send(call)
    expect(first.status).toBe(404)
    expect((await send(call)).body).toEqual(first.body)
  })

  test('rejects a key with another body or another path', async () => {
    const { send } = await start()
    await send({ path: cancel('pi_1'), headers: key('a') })
    for (const other of [{ path: cancel('pi_2') }, { path: cancel('pi_1'), body: '{}' }]) {
      const response = await send({ ...other, headers: key('a') })
      expect([response.status, response.error.code]).toEqual([422, 'idempotency_key_reused'])
    }
  })

  test('rejects a key while its first request is in progress', async () => {
    const { send } = await start({ delay: 3000 })
    const call = { path: cancel('pi_1'), headers: key('a') }
    const responses = await Promise.all([send(call), send(call), send(call)])
    expect(responses.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409, 409])
    expect((await send(call)).status).toBe(200)
  })

  test('a failed validation and a 401 do not use the key', async () => {
    const { send } = await start()
    const path = cancel('pi_1')
    expect((await send({ path, headers: key('a'), body: '{"cancellation_reason":1}' })).status).toBe(400)
    expect((await send({ path, headers: { ...key('a'), Authorization: undefined } })).status).toBe(401)
    expect((await send({ path, headers: key('a') })).status).toBe(200)
  })

  test('each credential has its own keys', async () => {
    const { send } = await start()
    expect((await send({ path: cancel('pi_1'), headers: key('a') })).status).toBe(200)
    const other = { ...key('a'), Authorization: basic('sk_test_b') }
    expect((await send({ path: cancel('pi_2'), headers: other })).status).toBe(200)
  })

  test('only a replay has the documented header of replays', async () => {
    const { send } = await start({}, 'stripe')
    const call = { path: cancel('pi_1'), headers: key('a') }
    const [first, second] = [await send(call), await send(call)]
    expect(first.headers.get('idempotent-replayed')).toBeNull()
    expect(second.headers.get('idempotent-replayed')).toBe('true')
    expect(second.body).toEqual(first.body)
    const ids = [first, second].map(({ headers }) => headers.get('request-id') ?? '')
    expect(ids[0]).toMatch(/^req_\w{14}$/)
    expect(ids[0]).not.toBe(ids[1])
  })
})

describe('credentials', () => {
  test('two API keys cannot access each other’s ids', async () => {
    const { send } = await start()
    expect((await send({ path: cancel('pi_1') })).status).toBe(200)
    const other = await send({ path: cancel('pi_1'), headers: { Authorization: basic('sk_test_b') } })
    expect([other.status, other.error.code]).toEqual([404, 'resource_missing'])
  })

  test('with --api-key only that key is accepted, and its case matters', async () => {
    const { send } = await start({ apiKeys: ['sk_test_a', 'sk_test_b'] })
    const with_ = (value: string) => send({ path: cancel('pi_1'), headers: { Authorization: basic(value) } })
    expect((await with_('sk_test_c')).error.message).toBe('The API key is not valid.')
    expect((await with_('SK_TEST_A')).status).toBe(401)
    expect((await with_('pk_test_other')).error.message).toMatch(/publishable/)
    expect((await with_('sk_test_b')).status).toBe(200)
  })

  test('either of two schemes is accepted, and identifies the same caller', async () => {
    const { send } = await start({}, 'stripe')
    expect((await send({ path: cancel('pi_1') })).status).toBe(200)
    const bearer = await send({ path: cancel('pi_1'), headers: { Authorization: 'bearer sk_test_a' } })
    expect(bearer.status).toBe(400)
    expect(bearer.error.code).toBe('payment_intent_unexpected_state')
  })
})

describe('with unknownIds: missing', () => {
  test('only created ids exist, whatever state another id contains', async () => {
    const { send, mock } = await start({ unknownIds: 'missing' })
    const { id } = mock.createFixture({ state: 'requires_capture', owner: 'sk_test_a' }) ?? {}
    expect(id).toMatch(/^pi_requires_capture_\w{32}$/)
    expect((await send({ path: cancel(`${id ?? ''}0`) })).status).toBe(404)
    expect((await send({ path: cancel('pi_requires_capture_1') })).status).toBe(404)
    expect((await send({ path: cancel(id ?? '') })).status).toBe(200)
    expect((await send({ path: cancel(id ?? '') })).status).toBe(400)
  })

  test('a stateless mock knows only the example of the description', async () => {
    const { send } = await start({ unknownIds: 'missing', stateless: true })
    expect((await send({ path: cancel('pi_3MtwBwLkdIwHu7ix28a3tqPa') })).status).toBe(200)
    expect((await send({ path: cancel('pi_1') })).status).toBe(404)
  })
})
