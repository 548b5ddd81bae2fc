import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InvalidResponseError } from '../../src/client/index.ts'

/** A server of an API, and how to get something to cancel from it. */
export interface ClientTarget {
  readonly baseUrl: string
  readonly apiKey: string
  /** The path parameters of a fresh resource that can be canceled. */
  readonly fresh: () => Promise<Record<string, string>>
  /** The path parameters of one that does not exist. */
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

/** A generated client, without its types: they differ from API to API. */
export type Create = (options: { apiKey: string; baseUrl: string }) => { cancelPaymentIntent: Cancel }

/** What a generated client does with any true server of its API: the sandbox, the mock, or a live one. */
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

    it('cancels', async () => {
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

    it('gets the saved answer for the same key', async () => {
      const call = { ...(await target.fresh()), idempotencyKey: crypto.randomUUID() }
      const first = await client.cancelPaymentIntent(call)
      const second = await client.cancelPaymentIntent(call)
      expect(first.status).toBe(200)
      expect(second.data).toEqual(first.data)
    })

    it('is refused the second time', async () => {
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

    it('is told of what does not exist', async () => {
      const result = await client.cancelPaymentIntent(target.missing)
      expect(result).toMatchObject({ status: 404, error: { error: { code: 'resource_missing' } } })
    })

    it('is told of a wrong key', async () => {
      const unauthorizedClient = create({ ...target, apiKey: 'sk_test_wrong' })
      expect(await unauthorizedClient.cancelPaymentIntent(await target.fresh())).toMatchObject({
        ok: false,
        status: 401,
      })
    })

    it('cancels once, however many cancel at once', async () => {
      const path = await target.fresh()
      const results = await Promise.all(Array.from({ length: 5 }, () => client.cancelPaymentIntent(path)))
      expect(results.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400])
    })

    it('sends no id that would change the path', async () => {
      for (const value of ['..', '.', '', 'a/b']) {
        const path = Object.fromEntries(Object.keys(target.missing).map((parameter) => [parameter, value]))
        const error = await client.cancelPaymentIntent(path).catch((thrown: unknown) => thrown)
        expect((error as InvalidResponseError).name).toBe('InvalidRequestError')
      }
    })
  })
}
