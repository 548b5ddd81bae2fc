import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSandbox } from '../../src/sandbox/index.ts'
import { statuses } from '../../src/sandbox/intent.ts'
import { basic, summarize, Tester, withSandbox } from './tester.ts'

let t: Tester
beforeAll(async () => {
  t = new Tester(await startSandbox('leanrails'))
})
afterAll(() => t.sandbox.close())

const invalid = '400 invalid_request_error parameter_invalid'

describe('a cancellation', () => {
  it('returns the canceled PaymentIntent, and changes no other field', async () => {
    const id = await t.create('requires_capture')
    const before = await t.read(id)
    const response = await t.cancel(id, { reason: 'Ordered twice' })
    expect(response.status).toBe(200)
    expect(response.headers['content-type']).toBe('application/json')
    const { canceled_at, ...rest } = response.json as { canceled_at: number }
    expect({ ...rest, canceled_at: null }).toEqual({
      ...before,
      status: 'canceled',
      cancellation_reason: 'Ordered twice',
    })
    expect(Math.abs(canceled_at - Date.now() / 1000)).toBeLessThan(3)
    expect(await t.read(id)).toEqual(response.json)
  })

  it.each([
    ['no body', undefined],
    ['an empty object', '{}'],
    ['unknown fields only', '{"note":"x"}'],
    ['a reason under __proto__', '{"__proto__":{"cancellation_reason":"x"}}'],
  ])('stores no reason for %s', async (_, body) => {
    const response = await t.cancel(await t.create(), body === undefined ? {} : { body })
    expect(response.json).toMatchObject({ status: 'canceled', cancellation_reason: null })
  })

  it.each(['', ' x ', 'é e\u0301', '💳', '\ud800', '\0\n', '<b>&"\'', 'a'.repeat(100_000)])(
    'returns the reason %j unchanged',
    async (reason) => {
      const response = await t.cancel(await t.create(), { reason })
      expect(response.json?.['cancellation_reason']).toBe(reason)
    },
  )

  it.each(statuses)('is accepted or rejected in %s as documented', async (status) => {
    const id = await t.create(status)
    const before = await t.read(id)
    const response = await t.cancel(id, { reason: 'x' })
    if (['processing', 'succeeded', 'canceled'].includes(status)) {
      expect(summarize(response)).toBe('400 invalid_request_error payment_intent_unexpected_state -')
      expect(await t.read(id)).toEqual(before)
    } else {
      expect(response.json?.['status']).toBe('canceled')
    }
  })

  it('is accepted in processing if the intent allows it', async () => {
    const id = await t.createWith({ status: 'processing', cancelable_while_processing: true })
    expect((await t.cancel(id)).status).toBe(200)
  })

  it('has a canceled_at that is not before created', async () => {
    const created = Math.floor(Date.now() / 1000) + 5
    const response = await t.cancel(await t.createWith({ status: 'requires_action', created }))
    expect(response.json?.['canceled_at']).toBe(created)
  })
})

describe('request validation', () => {
  it.each([
    ['without a key', { key: null }, '400 invalid_request_error parameter_missing Idempotency-Key'],
    ['with an empty key', { key: '' }, `${invalid} Idempotency-Key`],
    ['with a key of 256', { key: 'k'.repeat(256) }, `${invalid} Idempotency-Key`],
    ['with two keys', { key: ['a', 'b'] }, `${invalid} Idempotency-Key`],
    [
      'with a version that is not a date',
      { headers: { 'X-API-Version': '2026-3-9' } },
      `${invalid} X-API-Version`,
    ],
    ['with an impossible date', { headers: { 'X-API-Version': '2026-02-30' } }, `${invalid} X-API-Version`],
    ['with a number as reason', { body: '{"cancellation_reason":1}' }, `${invalid} cancellation_reason`],
    ['with null as reason', { body: '{"cancellation_reason":null}' }, `${invalid} cancellation_reason`],
    ['with an array at the root', { body: '[]' }, `${invalid} -`],
    ['with null at the root', { body: 'null' }, `${invalid} -`],
    ['with a string at the root', { body: '"x"' }, `${invalid} -`],
    ['with truncated JSON', { body: '{"cancellation_reason":"x"' }, `${invalid} -`],
    ['with a trailing comma', { body: '{"a":1,}' }, `${invalid} -`],
    ['with two documents', { body: '{}{}' }, `${invalid} -`],
    ['with a byte order mark', { body: '\ufeff{}' }, `${invalid} -`],
    ['with bytes that are not UTF-8', { body: Buffer.from('{"a":"\xff"}', 'latin1') }, `${invalid} -`],
    ['with white space as the body', { body: ' ' }, `${invalid} -`],
    [
      'with another media type',
      { body: '{}', type: 'text/plain' },
      '415 invalid_request_error parameter_invalid -',
    ],
    ['with no media type', { body: '{}', type: null }, '415 invalid_request_error parameter_invalid -'],
    [
      'in another charset',
      { body: '{}', type: 'application/json; charset=utf-16' },
      '415 invalid_request_error parameter_invalid -',
    ],
    [
      'in gzip',
      { body: '{}', headers: { 'Content-Encoding': 'gzip' } },
      '415 invalid_request_error parameter_invalid -',
    ],
  ])('rejects a request %s, and changes nothing', async (_, options, expected) => {
    const id = await t.create()
    expect(summarize(await t.cancel(id, options))).toBe(expected)
    expect((await t.read(id))['status']).toBe('requires_payment_method')
  })

  it.each([
    ['parameters of the media type', { body: '{}', type: 'Application/JSON; Charset="UTF-8"; x=y' }],
    ['a key of 1', { key: 'k' }],
    ['a key of 255', { key: 'k'.repeat(255) }],
    ['a version', { headers: { 'X-API-Version': '2024-02-29' } }],
    ['duplicate fields', { body: '{"cancellation_reason":1,"cancellation_reason":"b"}' }],
    ['deep nesting', { body: `{"x":${'['.repeat(50_000)}${']'.repeat(50_000)}}` }],
    ['a wide body', { body: JSON.stringify({ x: Array.from({ length: 300_000 }, () => 0) }) }],
    ['a media type without a body', { type: 'application/json' }],
    ['a wrong media type without a body', { type: 'text/plain' }],
  ])('accepts %s', async (_, options) => {
    expect((await t.cancel(await t.create(), options)).status).toBe(200)
  })

  it('rejects a body that exceeds the size limit', async () => {
    const body = `{"x":"${'a'.repeat(9 * 1024 * 1024)}"}`
    expect(summarize(await t.cancel(await t.create(), { body }))).toBe(`${invalid} -`)
  })
})

describe('an API key', () => {
  const unauthorized = '401 authentication_error api_key_invalid -'

  it.each([
    ['missing', () => null],
    ['empty', () => ''],
    ['an empty user name', () => basic('')],
    ['unknown', () => basic('sk_test_nobody')],
    ['in another case', () => basic(t.sandbox.keys.secret.toLowerCase())],
    ['publishable', () => basic(t.sandbox.keys.publishable)],
    ['revoked', () => basic(t.sandbox.keys.revoked)],
    ['a Bearer token', () => `Bearer ${t.sandbox.keys.secret}`],
    ['with a password', () => `Basic ${btoa(`${t.sandbox.keys.secret}:x`)}`],
    ['without a colon', () => `Basic ${btoa(t.sandbox.keys.secret)}`],
    ['not Base64', () => 'Basic !!!!'],
    ['without its scheme', () => btoa(`${t.sandbox.keys.secret}:`)],
    ['the scheme alone', () => 'Basic'],
  ])('is rejected if it is %s', async (_, authorization) => {
    const id = await t.create()
    const response = await t.cancel(id, { authorization: authorization() })
    expect(summarize(response)).toBe(unauthorized)
    expect(response.headers['www-authenticate']).toMatch(/^Basic /)
    expect(response.text).not.toContain(t.sandbox.keys.secret)
    expect((await t.read(id))['status']).toBe('requires_payment_method')
  })

  it('is accepted with the scheme in any case', async () => {
    const authorization = basic(t.sandbox.keys.secret).replace('Basic', 'bAsIc')
    expect((await t.cancel(await t.create(), { authorization })).status).toBe(200)
  })

  it('gives access to one merchant and one mode only', async () => {
    const missing = '404 invalid_request_error resource_missing id'
    const id = await t.create('canceled')
    const { other, live } = t.sandbox.keys
    expect(summarize(await t.cancel(id, { authorization: basic(other) }))).toBe(missing)
    expect(summarize(await t.cancel(id, { authorization: basic(live) }))).toBe(missing)
    const liveId = await t.create('requires_action', live)
    expect(summarize(await t.cancel(liveId))).toBe(missing)
    expect((await t.cancel(liveId, { authorization: basic(live) })).json?.['livemode']).toBe(true)
  })
})

describe('idempotency', () => {
  it('replays a success byte for byte, also for another spelling of the same JSON', async () => {
    const id = await t.create()
    const first = await t.cancel(id, { key: 'success', body: '{"cancellation_reason":"x","n":1}' })
    const again = await t.cancel(id, {
      key: 'success',
      body: '{ "n": 1.0, "cancellation_reason": "\\u0078" }',
    })
    expect([again.status, again.text]).toEqual([200, first.text])
  })

  it.each(['succeeded', 'canceled', 'unknown'])('replays a rejection: %s', async (state) => {
    const id = state === 'unknown' ? 'pi_unknown' : await t.create(state)
    const key = `rejection ${state}`
    const first = await t.cancel(id, { key })
    const again = await t.cancel(id, { key })
    expect([again.status, again.text]).toEqual([first.status, first.text])
    expect(summarize(await t.cancel(await t.create(), { key }))).toBe(
      '422 invalid_request_error idempotency_key_reused Idempotency-Key',
    )
  })

  it('rejects a used key with another body or path, and cancels nothing', async () => {
    const [a, b] = [await t.create(), await t.create()]
    await t.cancel(a, { key: 'reuse', reason: 'x' })
    expect((await t.cancel(a, { key: 'reuse', reason: 'y' })).status).toBe(422)
    expect((await t.cancel(a, { key: 'reuse' })).status).toBe(422)
    expect((await t.cancel(b, { key: 'reuse', reason: 'x' })).status).toBe(422)
    expect((await t.read(b))['status']).toBe('requires_payment_method')
  })

  it('treats an absent body and an empty object as the same', async () => {
    const id = await t.create()
    const first = await t.cancel(id, { key: 'same' })
    expect((await t.cancel(id, { key: 'same', body: '{}' })).text).toBe(first.text)
  })

  it.each([
    ['invalid JSON', { body: '{' }],
    ['a wrong version', { headers: { 'X-API-Version': 'x' } }],
    ['a missing API key', { authorization: null }],
  ])('does not consume the key of a request that fails because of %s', async (name, wrong) => {
    const id = await t.create()
    await t.cancel(id, { ...wrong, key: `free ${name}` })
    expect((await t.cancel(id, { key: `free ${name}` })).status).toBe(200)
  })

  it('distinguishes keys by merchant, by mode and by case', async () => {
    const { other, live } = t.sandbox.keys
    const cancel = async (key: string, apiKey?: string): Promise<number> => {
      const id = await t.create('requires_action', apiKey)
      return (await t.cancel(id, { key, authorization: basic(apiKey ?? t.sandbox.keys.secret) })).status
    }
    expect([await cancel('Apart'), await cancel('Apart', other), await cancel('Apart', live)]).toEqual([
      200, 200, 200,
    ])
    expect(await cancel('aPART')).toBe(200)
  })

  it('deletes a key after 24 hours, not before', async () => {
    let now = Date.now()
    await withSandbox('leanrails', { now: () => now }, async (tester) => {
      const id = await tester.create()
      expect((await tester.cancel(id, { key: 'day' })).status).toBe(200)
      now += 24 * 60 * 60 * 1000 - 1
      expect((await tester.cancel(id, { key: 'day' })).status).toBe(200)
      now += 1
      expect((await tester.cancel(id, { key: 'day' })).status).toBe(400)
    })
  })
})

describe('the rate limit', () => {
  it('is in the headers of every response', async () => {
    for (const response of [
      await t.cancel(await t.create()),
      await t.cancel('pi_unknown'),
      await t.cancel('pi_unknown', { authorization: null }),
      await t.send('GET', '/'),
    ]) {
      expect(response.headers['x-ratelimit-limit']).toBe('1500')
      expect(response.headers['x-ratelimit-remaining']).toMatch(/^\d+$/)
    }
  })

  it('counts per merchant, returns Retry-After, and resets after a minute', async () => {
    let now = Date.now()
    await withSandbox('leanrails', { rateLimit: 2, now: () => now }, async (tester) => {
      const id = await tester.create()
      expect((await tester.cancel(id)).headers['x-ratelimit-remaining']).toBe('1')
      expect((await tester.cancel(id)).headers['x-ratelimit-remaining']).toBe('0')
      now += 20_500
      const rejected = await tester.cancel(id, { key: 'later' })
      expect(summarize(rejected)).toBe('429 rate_limit_error rate_limit_exceeded -')
      expect(rejected.headers['retry-after']).toBe('40')
      expect((await tester.cancel(id, { authorization: tester.other })).status).toBe(404)
      now += 40_000
      expect((await tester.cancel(id, { key: 'later' })).status).toBe(400)
    })
  })
})
