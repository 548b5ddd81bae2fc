import { inspect } from 'node:util'
import { afterEach, expect, it, vi } from 'vitest'
import { createLeanRails, createLeanRailsPaths } from '../../generated/leanrails/client.ts'
import { createStripe } from '../../generated/stripe/client.ts'
import { handler, ok } from './handler.ts'

const apiKey = 'sk_test_1'
const SECRET = 's3cret'

afterEach(() => {
  vi.unstubAllGlobals()
})

const thrownBy = async (action: () => unknown): Promise<unknown> => {
  try {
    await action()
    return undefined
  } catch (thrown) {
    return thrown
  }
}

const expectInvalid = (thrown: unknown, name: string): void => {
  // Each generated client has error classes of its own, with the same names.
  expect(thrown).toMatchObject({ name: 'InvalidRequestError' })
  expect(String(thrown)).toContain(`Invalid \`${name}\``)
  expect(String(thrown)).not.toMatch(/attempt|may have been processed/)
  expect(inspect(thrown, { depth: 9, showHidden: true })).not.toContain(SECRET)
}

it.each([
  '',
  ' ',
  '/v1',
  'api.test',
  'localhost:4010',
  'ftp://api.test',
  'https://',
  ' https://api.test',
  'https://api.test ',
  'https://api.test/a b',
  'https://api.test\n',
  `https://user:${SECRET}@api.test`,
  `https://${SECRET}@api.test`,
  `https://api.test?key=${SECRET}`,
  'https://api.test?',
  `https://api.test#${SECRET}`,
  5 as unknown as string,
  {} as string,
])('rejects the baseUrl %j when the client is made', async (baseUrl) => {
  for (const create of [createLeanRails, createLeanRailsPaths, createStripe])
    expectInvalid(await thrownBy(() => create({ apiKey, baseUrl })), 'baseUrl')
})

it.each([
  'http://127.0.0.1:4010',
  'https://api.test/',
  'https://api.test/base/v2',
  'HTTPS://API.test',
  'http://[::1]:1/@me',
])('accepts the baseUrl %j', async (baseUrl) => {
  const fetch = handler(ok())
  await createLeanRails({ apiKey, baseUrl, fetch }).cancelPaymentIntent({ id: 'pi_1' })
  expect(fetch.requests[0]?.url).toBe(
    new URL(`${baseUrl.replace(/\/$/, '')}/v1/payment_intents/pi_1/cancel`).href,
  )
})

it.each([`a\n${SECRET}`, `${SECRET}\r\nX: y`, `${SECRET}\0`, `${SECRET} €`])(
  'rejects the header value %j, of the client and of a call, and names only the header',
  async (value) => {
    const fetch = handler(ok())
    expectInvalid(
      await thrownBy(() => createLeanRails({ apiKey, apiVersion: value, fetch })),
      '"X-API-Version"',
    )
    const client = createLeanRails({ apiKey, fetch })
    const thrown = await thrownBy(() =>
      client.cancelPaymentIntent({ id: 'pi_1', headers: { 'X-Trace': value } }),
    )
    expectInvalid(thrown, '"X-Trace"')
    expect(fetch.requests).toHaveLength(0)
  },
)

it('rejects a header name that cannot be sent', async () => {
  const client = createLeanRails({ apiKey, fetch: handler(ok()) })
  const thrown = await thrownBy(() => client.cancelPaymentIntent({ id: 'pi_1', headers: { 'X Trace': 'a' } }))
  expectInvalid(thrown, '"X Trace"')
})

it.each([
  ' k',
  'k ',
  ' ',
  'k\n',
  'k\r\nX: y',
  'ключ',
  'undefined',
  'null',
  null as unknown as string,
  5 as unknown as string,
])('rejects the idempotency key %j, which a header cannot carry unchanged', async (idempotencyKey) => {
  const fetch = handler(ok())
  const thrown = await thrownBy(() =>
    createLeanRails({ apiKey, fetch }).cancelPaymentIntent({ id: 'pi_1', idempotencyKey }),
  )
  expectInvalid(thrown, 'idempotencyKey')
  expect(fetch.requests).toHaveLength(0)
})

it('rejects a body that cannot be written', async () => {
  const fetch = handler(ok())
  const circular: Record<string, unknown> = {}
  circular['self'] = circular
  for (const reason of [1n, circular]) {
    const body = { cancellation_reason: reason } as unknown as { cancellation_reason: 'duplicate' }
    const thrown = await thrownBy(() =>
      createLeanRails({ apiKey, fetch }).cancelPaymentIntent({ id: 'pi_1', body }),
    )
    expectInvalid(thrown, 'body')
  }
  expect(fetch.requests).toHaveLength(0)
})

it('rejects a query that the description does not have, instead of dropping it', async () => {
  const fetch = handler(ok())
  const call = { id: 'pi_1', query: { expand: 'customer' } } as { id: string }
  expectInvalid(await thrownBy(() => createLeanRails({ apiKey, fetch }).cancelPaymentIntent(call)), 'query')
  expect(fetch.requests).toHaveLength(0)
})

it('makes keys on a page without `crypto.randomUUID`, and rejects a call where nothing is random', async () => {
  const { crypto } = globalThis
  const fetch = handler(ok())
  const client = createLeanRails({ apiKey, fetch })
  vi.stubGlobal('crypto', {
    getRandomValues: (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes),
  })
  const first = await client.cancelPaymentIntent({ id: 'pi_1' })
  const second = await client.cancelPaymentIntent({ id: 'pi_1' })
  expect(first.idempotencyKey).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(second.idempotencyKey).not.toBe(first.idempotencyKey)
  for (const nothing of [undefined, {}]) {
    vi.stubGlobal('crypto', nothing)
    expectInvalid(await thrownBy(() => client.cancelPaymentIntent({ id: 'pi_1' })), 'idempotencyKey')
    expect((await client.cancelPaymentIntent({ id: 'pi_1', idempotencyKey: 'own' })).ok).toBe(true)
  }
})
