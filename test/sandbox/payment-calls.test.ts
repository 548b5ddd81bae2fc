import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Fixtures } from '../../src/contract/index.ts'
import { startSandbox } from '../../src/sandbox/index.ts'
import { statuses } from '../../src/sandbox/intent.ts'
import type { Sandbox } from '../../src/sandbox/index.ts'

/** The examples are projects of their own, with the package installed. */
const fixturesOf = async (api: string): Promise<Required<Fixtures>> => {
  const file = join(import.meta.dirname, `../../examples/live-fixtures/${api}.mjs`)
  const module = (await import(pathToFileURL(file).href)) as { default: Required<Fixtures> }
  return module.default
}

describe.each([
  { api: 'leanrails', type: 'application/json' },
  { api: 'stripe', type: 'application/x-www-form-urlencoded' },
] as const)('the payment calls of $api', ({ api, type }) => {
  let sandbox: Sandbox
  let fixtures: Required<Fixtures>
  beforeAll(async () => {
    sandbox = await startSandbox(api, { latency: 0 })
    fixtures = await fixturesOf(api)
  })
  afterAll(() => sandbox.close())

  const context = () => ({
    baseUrl: sandbox.url,
    apiKey: sandbox.keys.secret,
    operation: 'cancelPaymentIntent',
    fetch,
  })
  const write = (fields: Record<string, string | number | boolean>): string =>
    api === 'stripe'
      ? String(new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)])))
      : JSON.stringify(fields)

  const post = async (
    path: string,
    fields: Record<string, string | number | boolean>,
    { key = crypto.randomUUID(), apiKey = sandbox.keys.secret }: { key?: string; apiKey?: string } = {},
  ): Promise<{ status: number; body: Record<string, unknown> }> => {
    const response = await fetch(`${sandbox.url}/v1/payment_intents${path}`, {
      method: 'POST',
      headers: { Authorization: `Basic ${btoa(`${apiKey}:`)}`, 'Content-Type': type, 'Idempotency-Key': key },
      body: write(fields),
    })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }

  const plain = { amount: 500, currency: 'eur' }

  it.each(statuses)('make a PaymentIntent that is %s, by the fixtures for a live account', async (status) => {
    const made = await fixtures.create(status, context())
    expect(made?.resource).toMatchObject({ object: 'payment_intent', status, amount: 2000 })
  })

  it('capture and cancel what the fixtures made', async () => {
    for (const state of ['succeeded', 'canceled'] as const) {
      const made = await fixtures.create('requires_capture', context())
      expect(await fixtures.move(made as never, state, context())).toBe(true)
      expect(await fixtures.move(made as never, state, context())).toBe(false)
    }
  })

  it('create a PaymentIntent once for each idempotency key', async () => {
    const key = crypto.randomUUID()
    const first = await post('', plain, { key })
    expect(first).toMatchObject({ status: 200, body: { amount: 500, currency: 'eur' } })
    expect((await post('', plain, { key })).body['id']).toBe(first.body['id'])
    expect((await post('', { ...plain, amount: 501 }, { key })).status).toBe(api === 'stripe' ? 400 : 422)
  })

  it('reject a wrong amount or currency, a wrong key, another’s PaymentIntent, and a wrong state', async () => {
    for (const fields of [
      { ...plain, amount: 0 },
      { ...plain, amount: 'x' },
      { ...plain, currency: 'euro' },
    ])
      expect((await post('', fields)).status).toBe(400)
    expect((await post('', plain, { apiKey: 'sk_test_wrong' })).status).toBe(401)
    const { body } = await post('', { ...plain, payment_method: 'pm_card_visa' })
    const path = `/${String(body['id'])}/confirm`
    expect((await post(path, {}, { apiKey: sandbox.keys.other })).status).toBe(404)
    expect((await post(`/${String(body['id'])}/capture`, {})).status).toBe(400)
    expect((await post(path, {})).body['status']).toBe('succeeded')
    expect((await post(path, {})).status).toBe(400)
  })

  it('leave every other path unknown', async () => {
    for (const path of ['', '/pi_1/confirm/x', '/pi_1/refund', '/pi_1'])
      expect((await post(path, {})).status).toBe(404)
  })
})
