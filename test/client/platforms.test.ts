import { afterEach, expect, it, vi } from 'vitest'
import { createLeanRails } from '../../generated/leanrails/client.ts'
import type { Fetch } from '../../src/client/index.ts'
import { canceled, handler, ok, rejection } from './handler.ts'

// Node loads its `fetch` at the first use, with the `AbortSignal` of that moment: load it before one is replaced.
new Request('https://api.test', { signal: new AbortController().signal })

const apiKey = 'sk_test_1'
const call = { id: 'pi_1' }

afterEach(() => {
  vi.unstubAllGlobals()
})

/** What the `URL` of React Native is: nothing but a text. Its members throw. */
class TextUrl {
  readonly href: string
  constructor(href: string) {
    this.href = href
  }
  get protocol(): string {
    throw new Error('URL.protocol is not implemented')
  }
  get username(): string {
    throw new Error('URL.username is not implemented')
  }
}

/** What a `fetch` over XMLHttpRequest returns: no stream, no `redirected`, no type of a redirect. */
const xhrResponse = (url: string, status = 200, body: unknown = canceled): Response =>
  ({
    ...{ status, ok: status < 300, type: 'default', url },
    headers: new Headers({ 'Content-Type': 'application/json' }),
    text: () => Promise.resolve(JSON.stringify(body)),
  }) as unknown as Response

const withoutNewFunctions = (): void => {
  vi.stubGlobal('URL', TextUrl)
  vi.stubGlobal('ReadableStream', undefined)
  const { AbortController } = globalThis
  vi.stubGlobal('AbortSignal', { prototype: AbortController.prototype })
}

it('works with the `fetch` of React Native, and without the functions that it lacks', async () => {
  withoutNewFunctions()
  const urls: string[] = []
  const fetch: Fetch = (url) => {
    urls.push(url)
    return Promise.resolve(urls.length === 1 ? xhrResponse(url, 503, {}) : xhrResponse(url))
  }
  const client = createLeanRails({ apiKey, baseUrl: 'https://api.test/v2', fetch, retry: { delay: () => 0 } })
  const { signal } = new AbortController()
  const result = await client.cancelPaymentIntent({ ...call, signal })
  expect(result).toMatchObject({ status: 200, attempts: 2, data: canceled })
  expect(urls[0]).toBe('https://api.test/v2/v1/payment_intents/pi_1/cancel')
})

it.each(['https://user:s3cret@api.test', 'https://api.test?a=b', 'api.test', ''])(
  'rejects the baseUrl %j in React Native, too',
  (baseUrl) => {
    withoutNewFunctions()
    expect(() => createLeanRails({ apiKey, baseUrl })).toThrow('Invalid `baseUrl`')
  },
)

it('rejects a redirect that a `fetch` without `redirected` followed', async () => {
  const client = createLeanRails({
    apiKey,
    baseUrl: 'https://api.test',
    fetch: () => Promise.resolve(xhrResponse('https://other.test/v1/payment_intents/pi_1/cancel')),
  })
  await expect(client.cancelPaymentIntent(call)).rejects.toThrow('Unexpected redirect')
})

it.each(['https://API.test', 'https://api.test:443/', 'https://api.test/a/../b', 'https://api.test/ü'])(
  'sees no redirect if a `fetch` without `redirected` only normalizes %s',
  async (baseUrl) => {
    const fetch: Fetch = (url) => Promise.resolve(xhrResponse(new URL(url).href))
    const client = createLeanRails({ apiKey, baseUrl, fetch })
    expect((await client.cancelPaymentIntent(call)).status).toBe(200)
  },
)

/** What Next.js does to `fetch`: it reads the arguments, and returns a copy of the response. */
const patched =
  (send: Fetch, seen: RequestInit[]): Fetch =>
  async (url, init) => {
    const { body, headers, method, signal, ...rest } = init
    seen.push(init)
    expect(new Headers(headers).get('Idempotency-Key')).not.toBeNull()
    const own = { body, headers, method, signal, ...rest, next: { fetchType: 'fetch' } } as RequestInit
    const response = await send(url, own)
    const copy = new Response(await response.arrayBuffer(), response)
    return Object.defineProperty(copy, 'url', { value: response.url })
  }

it('works with a `fetch` that a framework patched after the client was made', async () => {
  const seen: RequestInit[] = []
  const client = createLeanRails({ apiKey, baseUrl: 'https://api.test', retry: { delay: () => 0 } })
  vi.stubGlobal('fetch', patched(handler(rejection(500), ok()), seen))
  const result = await client.cancelPaymentIntent({ ...call, body: { cancellation_reason: 'duplicate' } })
  expect(result).toMatchObject({ status: 200, attempts: 2 })
  expect(seen.map(({ body }) => body)).toEqual(Array(2).fill('{"cancellation_reason":"duplicate"}'))
})

it('returns no success for an opaque response, which has no status and no body', async () => {
  const response = Object.defineProperties(Response.error(), { type: { value: 'opaque' } })
  const client = createLeanRails({ apiKey, fetch: () => Promise.resolve(response) })
  await expect(client.cancelPaymentIntent(call)).rejects.toMatchObject({ name: 'InvalidResponseError' })
})
