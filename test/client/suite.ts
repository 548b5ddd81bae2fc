import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InvalidResponseError } from '../../src/client/index.ts'

/** A server of an API, and how to create a resource in it that can be canceled. */
export interface ClientTarget {
  readonly baseUrl: string
  readonly apiKey: string
  /** The path parameters of a fresh resource that can be canceled. */
  readonly fresh: () => Promise<Record<string, string>>
  /** The path parameters of a resource that does not exist. */
  readonly missing: Record<string, string>
  readonly stop: () => Promise<void>
}

interface AnyResult {
  readonly ok: boolean
  readonly status: number
  readonly attempts: number
  readonly idempotencyKey: string
  readonly data?: unknown
  readonly error?: unknown
}

type Cancel = (call: object) => Promise<AnyResult> & { orThrow: () => Promise<unknown> }

/** Creates a generated client, without its types, which differ between APIs. */
export type Create = (options: { apiKey: string; baseUrl: string }) => { cancelPaymentIntent: Cancel }

/** Defines the tests that a generated client passes against any correct server of its API: sandbox, mock or live. */
export function describeClient(name: string, create: Create, start: () => Promise<ClientTarget>): void {
  describe(name, () => {
    let target: ClientTarget
    let client: ReturnType<Create>
    beforeAll(async () => {
      target = await start()
      client = create(target)
    })
    afterAll(async () => {
      await target.stop()
    })

    const body = { cancellation_reason: 'duplicate' }

    it('cancels with a body', async () => {
      const result = await client.cancelPaymentIntent({ ...(await target.fresh()), body })
      expect(result).toMatchObject({
        ok: true,
        status: 200,
        attempts: 1,
        data: { status: 'canceled', ...body },
      })
    })

    it('cancels without a body', async () => {
      const result = await client.cancelPaymentIntent(await target.fresh())
      expect(result).toMatchObject({ status: 200, data: { status: 'canceled', cancellation_reason: null } })
    })

    it('receives the stored response for the same key', async () => {
      const call = { ...(await target.fresh()), idempotencyKey: crypto.randomUUID() }
      const first = await client.cancelPaymentIntent(call)
      const second = await client.cancelPaymentIntent(call)
      expect(first.status).toBe(200)
      expect(second.data).toEqual(first.data)
    })

    it('receives an error when it cancels a second time', async () => {
      const path = await target.fresh()
      await client.cancelPaymentIntent(path)
      const result = await client.cancelPaymentIntent(path)
      const error = { type: 'invalid_request_error', code: 'payment_intent_unexpected_state' }
      expect(result).toMatchObject({ ok: false, status: 400, error: { error } })
      await expect(client.cancelPaymentIntent(path).orThrow()).rejects.toMatchObject({
        name: 'ApiError',
        status: 400,
        ...error,
      })
    })

    it('receives 404 for a resource that does not exist', async () => {
      const result = await client.cancelPaymentIntent(target.missing)
      expect(result).toMatchObject({ status: 404, error: { error: { code: 'resource_missing' } } })
    })

    it('receives 401 for a wrong API key', async () => {
      const unauthorizedClient = create({ ...target, apiKey: 'sk_test_wrong' })
      expect(await unauthorizedClient.cancelPaymentIntent(await target.fresh())).toMatchObject({
        ok: false,
        status: 401,
      })
    })

    it('cancels once when several requests cancel at the same time', async () => {
      const path = await target.fresh()
      const results = await Promise.all(Array.from({ length: 5 }, () => client.cancelPaymentIntent(path)))
      expect(results.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400])
    })

    it('rejects an id that would change the path', async () => {
      for (const value of ['..', '.', '', 'a/b']) {
        const path = Object.fromEntries(Object.keys(target.missing).map((parameter) => [parameter, value]))
        const error = await client.cancelPaymentIntent(path).catch((thrown: unknown) => thrown)
        expect((error as InvalidResponseError).name).toBe('InvalidRequestError')
      }
    })
  })
}
