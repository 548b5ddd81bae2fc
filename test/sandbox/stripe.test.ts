import { readFileSync } from 'node:fs'
import Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSandbox } from '../../src/sandbox/index.ts'
import { statuses } from '../../src/sandbox/intent.ts'
import { summarize, Tester, withSandbox } from './tester.ts'

let t: Tester
beforeAll(async () => {
  t = new Tester(await startSandbox('stripe'))
})
afterAll(() => t.sandbox.close())

describe('a cancellation', () => {
  it('returns all 38 fields, and changes only the documented ones', async () => {
    const id = await t.create('requires_capture')
    const before = await t.read(id)
    expect(before['amount_capturable']).toBe(2000)
    const response = await t.cancel(id, { reason: 'abandoned' })
    expect(response.status).toBe(200)
    expect(Object.keys(response.json ?? {})).toHaveLength(38)
    const { canceled_at, ...rest } = response.json as { canceled_at: number }
    expect({ ...rest, canceled_at: null }).toEqual({
      ...before,
      status: 'canceled',
      amount_capturable: 0,
      cancellation_reason: 'abandoned',
    })
    expect(Math.abs(canceled_at - Date.now() / 1000)).toBeLessThan(3)
  })

  it.each(statuses)('is accepted or rejected in %s as documented', async (status) => {
    const id = await t.create(status)
    const before = await t.read(id)
    const response = await t.cancel(id, { reason: 'duplicate' })
    if (['processing', 'succeeded', 'canceled'].includes(status)) {
      expect(summarize(response)).toBe('400 invalid_request_error payment_intent_unexpected_state -')
      expect((response.json?.['error'] as Record<string, unknown>)['payment_intent']).toEqual(before)
      expect(await t.read(id)).toEqual(before)
    } else {
      expect(response.json).toMatchObject({
        status: 'canceled',
        cancellation_reason: 'duplicate',
        next_action: null,
      })
    }
  })

  it('is accepted for a Checkout Session in requires_capture only', async () => {
    const cancel = async (status: string) => t.cancel(await t.createWith({ status, checkout_session: true }))
    expect(summarize(await cancel('requires_payment_method'))).toBe('400 invalid_request_error - -')
    expect((await cancel('requires_capture')).status).toBe(200)
  })

  it('expands related objects', async () => {
    const body = 'expand[]=latest_charge&expand%5B1%5D=customer&expand[]=review'
    const response = await t.cancel(await t.createWith({ status: 'requires_capture', kind: 'plain' }), {
      body,
    })
    expect(response.json).toMatchObject({
      latest_charge: { object: 'charge' },
      customer: { object: 'customer' },
      review: null,
    })
  })

  it('expands a nested account', async () => {
    const id = await t.createWith({ status: 'requires_action', kind: 'split' })
    const response = await t.cancel(id, { body: 'expand[]=transfer_data.destination' })
    expect(response.json?.['transfer_data']).toMatchObject({
      amount: 1800,
      destination: { id: 'acct_SandboxSeller', object: 'account' },
    })
  })
})

describe('parameters', () => {
  it.each(['duplicate', 'fraudulent', 'requested_by_customer', 'abandoned'])(
    'accept the reason %s',
    async (reason) => {
      expect((await t.cancel(await t.create(), { reason })).json?.['cancellation_reason']).toBe(reason)
    },
  )

  const invalid = '400 invalid_request_error'
  it.each([
    ['cancellation_reason=automatic', `${invalid} - cancellation_reason`],
    ['cancellation_reason=', `${invalid} - cancellation_reason`],
    ['cancellation_reason', `${invalid} - cancellation_reason`],
    ['cancellation_reason=Duplicate', `${invalid} - cancellation_reason`],
    ['cancellation_reason[]=duplicate', `${invalid} - cancellation_reason`],
    ['expand=customer', `${invalid} - expand`],
    ['expand[x]=customer', `${invalid} - expand`],
    ['expand[]=metadata', `${invalid} - -`],
    ['reason=duplicate', `${invalid} parameter_unknown reason`],
    ['metadata[a]=b', `${invalid} parameter_unknown metadata`],
    ['__proto__=x', `${invalid} parameter_unknown __proto__`],
    ['[x]=y', `${invalid} parameter_unknown [x]`],
    ['cancellation_reason=%ZZ', `${invalid} - -`],
    ['cancellation_reason=%FF', `${invalid} - -`],
  ])('reject the form %s', async (body, expected) => {
    const id = await t.create()
    expect(summarize(await t.cancel(id, { body }))).toBe(expected)
    expect((await t.read(id))['status']).toBe('requires_payment_method')
  })

  it.each([
    '&&',
    '',
    'cancellation_reason=fraudulent&cancellation_reason=duplicate',
    'cancellation%5Freason=duplicate',
  ])('accept the form %j', async (body) => {
    expect((await t.cancel(await t.create(), { body })).status).toBe(200)
  })

  it('are accepted as a form only', async () => {
    const json = { body: '{"cancellation_reason":"duplicate"}', type: 'application/json' }
    expect(summarize(await t.cancel(await t.create(), json))).toBe(`${invalid} - -`)
    expect(summarize(await t.cancel(await t.create(), { body: 'x', type: null }))).toBe(`${invalid} - -`)
  })
})

describe('headers', () => {
  it('contain the request id and the version of every response', async () => {
    const id = await t.create()
    const version = { 'Stripe-Version': '2024-06-20', 'Stripe-Account': 'acct_1032D82eZvKYlo2C' }
    const responses = [
      await t.cancel(id, { headers: version }),
      await t.cancel(id),
      await t.cancel('x', { authorization: null }),
    ]
    const ids = responses.map(({ headers }) => headers['request-id'])
    expect(new Set(ids).size).toBe(3)
    expect(ids.every((value) => /^req_\w+$/.test(String(value)))).toBe(true)
    expect(responses[0]?.headers['stripe-version']).toBe('2024-06-20')
    expect(responses[1]?.headers['stripe-version']).toMatch(/^\d{4}-\d\d-\d\d/)
  })

  it('do not repeat an invalid version', async () => {
    for (const version of ['', 'latest']) {
      const response = await t.cancel(await t.create(), { headers: { 'Stripe-Version': version } })
      expect(response.status).toBe(400)
      expect(response.headers['stripe-version']).toBe('2026-10-28.endive')
    }
  })

  it('state for each error whether to retry', async () => {
    const shouldRetry = async (id: string, options = {}) =>
      (await t.cancel(id, options)).headers['stripe-should-retry']
    const createFailing = async (next_response: unknown) =>
      t.createWith({ status: 'requires_action', next_response })
    expect(await shouldRetry(await t.create())).toBeUndefined()
    expect(await shouldRetry(await t.create('succeeded'))).toBe('false')
    expect(await shouldRetry('pi_unknown')).toBe('false')
    expect(await shouldRetry('x', { authorization: null })).toBe('false')
    expect(await shouldRetry(await createFailing(500))).toBe('false')
    expect(await shouldRetry(await createFailing(429))).toBe('true')
    expect(await shouldRetry(await createFailing('lock_timeout'))).toBe('true')
  })

  it('have the same request id as the log URL of an error', async () => {
    const log = async (options: object) => {
      const response = await t.cancel('pi_unknown', options)
      const { request_log_url } = response.json?.['error'] as { request_log_url?: string }
      return request_log_url?.replace(String(response.headers['request-id']), '…')
    }
    expect(await log({})).toBe('https://dashboard.stripe.com/test/logs/…')
    expect(await log({ authorization: `Bearer ${t.sandbox.keys.live}` })).toBe(
      'https://dashboard.stripe.com/logs/…',
    )
    expect(await log({ authorization: null })).toBeUndefined()
  })

  it('are rejected if they are malformed', async () => {
    const rejected = async (headers: Record<string, string>) =>
      (await t.cancel(await t.create(), { headers })).status
    expect(await rejected({ 'Stripe-Version': 'yesterday' })).toBe(400)
    expect(await rejected({ 'Stripe-Account': 'me' })).toBe(403)
    expect(await rejected({ 'Stripe-Account': 'acct_Another' })).toBe(403)
    expect(summarize(await t.cancel(await t.create(), { key: 'k'.repeat(256) }))).toMatch(
      /^400 invalid_request_error/,
    )
  })

  it('accept the API key as HTTP Basic, with or without a password, and as a bearer token', async () => {
    const { secret, publishable, revoked } = t.sandbox.keys
    const status = async (authorization: string | null) => {
      const response = await t.cancel(await t.create(), { authorization })
      if (response.status === 401) expect(response.headers['www-authenticate']).toBeDefined()
      return summarize(response)
    }
    expect(await status(`Basic ${btoa(`${secret}:x`)}`)).toBe('200')
    expect(await status(`bearer ${secret}`)).toBe('200')
    for (const wrong of [
      null,
      `Bearer ${publishable}`,
      `Bearer ${revoked}`,
      'Bearer',
      `Token ${secret}`,
      `Bearer ${secret} x`,
    ]) {
      expect(await status(wrong)).toBe('401 invalid_request_error - -')
    }
  })
})

describe('idempotency', () => {
  it('is optional', async () => {
    const id = await t.create()
    expect((await t.cancel(id, { key: null })).status).toBe(200)
    expect((await t.cancel(id, { key: null })).status).toBe(400)
  })

  it('replays successes and rejections, and marks the replay', async () => {
    for (const id of [await t.create(), await t.create('succeeded'), 'pi_unknown']) {
      const first = await t.cancel(id, { key: `replay ${id}`, body: 'expand[]=customer' })
      const again = await t.cancel(id, { key: `replay ${id}`, body: 'expand%5B0%5D=customer' })
      expect([again.status, again.text]).toEqual([first.status, first.text])
      expect([first.headers['idempotent-replayed'], again.headers['idempotent-replayed']]).toEqual([
        undefined,
        'true',
      ])
      expect(again.headers['request-id']).not.toBe(first.headers['request-id'])
    }
  })

  it('rejects a used key with other parameters or another path', async () => {
    const [a, b] = [await t.create(), await t.create()]
    await t.cancel(a, { key: 'reuse' })
    expect(summarize(await t.cancel(a, { key: 'reuse', reason: 'duplicate' }))).toBe(
      '400 idempotency_error - -',
    )
    expect(summarize(await t.cancel(b, { key: 'reuse' }))).toBe('400 idempotency_error - -')
    expect((await t.read(b))['status']).toBe('requires_payment_method')
  })

  it('does not consume a key after a validation error, a 401 or a 429', async () => {
    let now = Date.now()
    await withSandbox('stripe', { rateLimit: 2, now: () => now }, async (tester) => {
      const id = await tester.create()
      expect((await tester.cancel(id, { key: 'free', authorization: null })).status).toBe(401)
      expect((await tester.cancel(id, { key: 'free', reason: 'x' })).status).toBe(400)
      await tester.cancel('pi_unknown')
      expect(summarize(await tester.cancel(id, { key: 'free' }))).toBe(
        '429 invalid_request_error rate_limit -',
      )
      now += 60_000
      expect((await tester.cancel(id, { key: 'free' })).status).toBe(200)
    })
  })
})

describe('the official package', () => {
  it('cancels a PaymentIntent, and throws its own error for a canceled one', async () => {
    const { hostname, port } = new URL(t.sandbox.url)
    const stripe = new Stripe(t.sandbox.keys.secret, { host: hostname, port, protocol: 'http' })
    const id = await t.create('requires_capture')
    const canceled = await stripe.paymentIntents.cancel(id, {
      cancellation_reason: 'duplicate',
      expand: ['latest_charge'],
    })
    expect(canceled).toMatchObject({ id, status: 'canceled', latest_charge: { object: 'charge' } })
    await expect(stripe.paymentIntents.cancel(id)).rejects.toMatchObject({
      type: 'StripeInvalidRequestError',
      code: 'payment_intent_unexpected_state',
      payment_intent: { id },
    })
  })
})

it('returns only fields that the official type declares', async () => {
  const types = readFileSync(
    new URL('../../node_modules/stripe/esm/resources/PaymentIntents.d.ts', import.meta.url),
    'utf8',
  )
  const declared = /export interface PaymentIntent \{([^]*?)\n\}/.exec(types)?.[1] ?? ''
  for (const name of Object.keys(await t.read(await t.create()))) {
    expect(
      declared.includes(`    ${name}: `) || declared.includes(`    ${name}?: `) || name === 'source',
    ).toBe(true)
  }
})
