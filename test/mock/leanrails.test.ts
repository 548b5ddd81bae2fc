import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { basic, startCaller } from './caller.ts'
import type { Call, Caller } from './caller.ts'

let caller: Caller

const cancel = (id: string): string => `/v1/payment_intents/${id}/cancel`

beforeAll(async () => {
  caller = await startCaller('leanrails', {}, () => ({
    method: 'POST',
    path: cancel(`pi_${randomUUID()}`),
    headers: {
      Authorization: basic('sk_test_a'),
      'Idempotency-Key': randomUUID(),
      'Content-Type': 'application/json',
    },
  }))
})

afterAll(() => caller.mock.close())

describe('a valid request', () => {
  test('gets the example’s body with its own id, its reason and the time', async () => {
    const { status, headers, body } = await caller.send({
      path: cancel('pi_1'),
      body: '{"cancellation_reason":"Doppelt bestellt — 重複"}',
    })
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('application/json')
    expect(headers.get('x-ratelimit-limit')).toBe('1500')
    const { canceled_at: at, ...rest } = body as { canceled_at: number }
    expect(rest).toMatchObject({
      id: 'pi_1',
      object: 'payment_intent',
      status: 'canceled',
      cancellation_reason: 'Doppelt bestellt — 重複',
    })
    expect(Math.abs(Date.now() / 1000 - at)).toBeLessThan(5)
  })

  test('gets no reason if it has no body', async () => {
    const { status, body } = await caller.send()
    expect(status).toBe(200)
    expect(body).toMatchObject({ cancellation_reason: null, customer: null })
  })

  test.each([
    ['a content type with parameters', { headers: { 'Content-Type': 'Application/JSON; charset="UTF-8"' } }],
    ['unknown properties, `__proto__` too', { body: '{"a":1,"__proto__":{"b":2},"constructor":3}' }],
    ['duplicate keys', { body: '{"cancellation_reason":"a","cancellation_reason":"b"}' }],
    ['a body of 1 MiB', { body: JSON.stringify({ cancellation_reason: 'x'.repeat(2 ** 20) }) }],
    ['100,000 levels', { body: `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}` }],
    ['a version', { headers: { 'X-API-Version': '2026-03-09' } }],
    ['the longest key', { headers: { 'Idempotency-Key': 'k'.repeat(255) } }],
    ['the shortest key', { headers: { 'Idempotency-Key': randomUUID().slice(0, 1) } }],
    ['Accept: image/png, which the API disregards', { headers: { Accept: 'image/png' } }],
    ['a broken Accept', { headers: { Accept: ';;;, a/' } }],
    ['an id of 10,000 characters', { path: cancel('x'.repeat(10_000)) }],
    ['an id with an encoded slash', { path: cancel('a%2Fb') }],
    ['an id with a NUL', { path: cancel('a%00b') }],
  ] satisfies [string, Call][])('may have %s', async (_, call) => {
    expect((await caller.send(call)).status).toBe(200)
  })
})

describe('an invalid request gets the status and the example of its violation', () => {
  const parameterMissing = { code: 'parameter_missing', param: 'Idempotency-Key' }
  const keyInvalid = { code: 'parameter_invalid', param: 'Idempotency-Key' }
  const versionInvalid = { code: 'parameter_invalid', param: 'X-API-Version' }
  const reasonInvalid = { code: 'parameter_invalid', param: 'cancellation_reason' }
  const malformed = { code: 'parameter_invalid', message: 'The request body must be a JSON object.' }
  const wrongType = { code: 'parameter_invalid', message: 'The request body must be application/json.' }
  const noKey = { code: 'api_key_invalid', message: 'No API key was provided.' }
  const wrongKey = { code: 'api_key_invalid', message: 'The API key is not valid.' }
  const publishable = { message: 'A publishable API key cannot be used for this request.' }
  const missing = { code: 'resource_missing', param: 'id' }

  test.each([
    ['no key', { headers: { 'Idempotency-Key': undefined } }, 400, parameterMissing],
    ['an empty key', { headers: { 'Idempotency-Key': '' } }, 400, keyInvalid],
    ['a key too long', { headers: { 'Idempotency-Key': 'k'.repeat(256) } }, 400, keyInvalid],
    ['a version that is no date', { headers: { 'X-API-Version': '2026-3-9' } }, 400, versionInvalid],
    ['a version of no calendar', { headers: { 'X-API-Version': '2026-02-30' } }, 400, versionInvalid],
    ['an empty version', { headers: { 'X-API-Version': '' } }, 400, versionInvalid],
    ['a number as reason', { body: '{"cancellation_reason":1}' }, 400, reasonInvalid],
    ['null as reason', { body: '{"cancellation_reason":null}' }, 400, reasonInvalid],
    ['truncated JSON', { body: '{"cancellation_reason":"a"' }, 400, malformed],
    ['a trailing comma', { body: '{"a":1,}' }, 400, malformed],
    ['two documents', { body: '{}{}' }, 400, malformed],
    ['a bare word', { body: 'nonsense' }, 400, malformed],
    ['a byte order mark', { body: '\ufeff{}' }, 400, malformed],
    [
      'invalid UTF-8',
      { body: Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]) },
      400,
      malformed,
    ],
    ['an array', { body: '[]' }, 400, malformed],
    ['null', { body: 'null' }, 400, malformed],
    ['a scalar', { body: '7' }, 400, malformed],
    ['white space alone', { body: '  ' }, 400, malformed],
    [
      'a form',
      { headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: 'a=b' },
      415,
      wrongType,
    ],
    ['text', { headers: { 'Content-Type': 'text/plain' }, body: '{}' }, 415, wrongType],
    [
      'another charset',
      { headers: { 'Content-Type': 'application/json;charset=utf-16' }, body: '{}' },
      415,
      wrongType,
    ],
    ['no credentials', { headers: { Authorization: undefined } }, 401, noKey],
    ['another scheme', { headers: { Authorization: 'Bearer sk_test_a' } }, 401, wrongKey],
    ['broken Base64', { headers: { Authorization: 'Basic %%%' } }, 401, wrongKey],
    ['an empty API key', { headers: { Authorization: basic('') } }, 401, noKey],
    ['another publishable key', { headers: { Authorization: basic('pk_test_mine') } }, 401, publishable],
    ['a publishable key', { headers: { Authorization: basic('pk_test_51NotASecretKey') } }, 401, publishable],
    ['an empty id', { path: cancel('') }, 404, missing],
    ['a broken percent sign', { path: cancel('%zz') }, 404, missing],
    ['bytes that are no UTF-8', { path: cancel('%c3%28') }, 404, missing],
    ['an unknown path', { path: '/v1/charges' }, 404, { message: 'Unrecognized request path.' }],
    ['another method', { method: 'PUT' }, 405, { code: 'method_not_allowed' }],
  ] satisfies [string, Call, number, object][])('%s', async (_, call, status, error) => {
    const received = await caller.send(call)
    expect(received.status).toBe(status)
    expect(received.error).toMatchObject(error)
    expect(received.headers.get('x-ratelimit-remaining')).toMatch(/^\d+$/)
    if (status === 405) expect(received.headers.get('allow')).toBe('POST')
  })

  test('gets a header with the violation', async () => {
    const { headers } = await caller.send({ body: '{"cancellation_reason":1}' })
    expect(JSON.parse(headers.get('sl-violations') ?? '')).toEqual([
      {
        location: ['request', 'body', 'cancellation_reason'],
        severity: 'Error',
        code: 'type',
        message: 'body /cancellation_reason: type',
      },
    ])
  })
})

describe('Prefer', () => {
  test('selects every documented status code and every named example, with its headers', async () => {
    const [operation] = caller.mock.description.operations
    for (const response of operation?.responses ?? []) {
      const names = response.content.flatMap(({ object }) => Object.keys(object.examples ?? {}))
      for (const prefer of [`code=${response.status}`, ...names.map((name) => `example=${name}`)]) {
        const received = await caller.send({ headers: { Prefer: prefer } })
        expect(received.status, prefer).toBe(Number(response.status))
        const required = response.headers.filter(({ object }) => object.required)
        expect(required.filter(({ name }) => !received.headers.has(name))).toEqual([])
        const [content] = response.content
        const named = content?.object.examples?.[prefer.slice('example='.length)]?.value
        if (response.status !== '200' && named !== undefined) expect(received.body).toEqual(named)
      }
    }
  })

  test('sets the state of an unknown id, or makes it missing with none', async () => {
    const prefer = async (state: string) => caller.send({ headers: { Prefer: `state=${state}` } })
    expect((await prefer('succeeded')).error.message).toMatch(/succeeded/)
    expect((await prefer('requires_capture')).status).toBe(200)
    const none = await prefer('none')
    expect([none.status, none.error.code]).toEqual([404, 'resource_missing'])
  })

  test.each([
    ['code=418', /`code=418`: .* does not document this status code\. It documents: 200, 400/],
    ['example=nonsense', /`example=nonsense`: .* has no such example\. Its examples are: with_reason/],
    ['state=nonsense', /`state=nonsense`: unknown state\. The states are: .*succeeded.*none/],
  ])('rejects Prefer: %s and lists the supported values', async (prefer, detail) => {
    const { status, body } = await caller.send({ headers: { Prefer: prefer } })
    expect(status).toBe(400)
    expect((body as { detail: string }).detail).toMatch(detail)
  })

  test('a request that selects its response is not executed', async () => {
    const path = cancel('pi_asked')
    const key = { 'Idempotency-Key': 'asked' }
    expect((await caller.send({ path, headers: { ...key, Prefer: 'code=500' } })).status).toBe(500)
    expect((await caller.send({ path, headers: { ...key, Prefer: 'code=200' } })).status).toBe(200)
    expect((await caller.send({ path, headers: key })).status).toBe(200)
  })
})
