import { expect, it } from 'vitest'
import { createLeanRails, createLeanRailsPaths } from '../../generated/leanrails/client.ts'
import { middleware, type Fetch } from '../../src/client/index.ts'
import { canceled, handler } from './handler.ts'

const apiKey = 'sk_test_1'
const call = { id: 'pi_1', idempotencyKey: 'mine' }

/** Browsers hide the status code and the headers of a redirect that they do not follow. */
const opaque = (): Response =>
  Object.defineProperties(Response.error(), { type: { value: 'opaqueredirect' } })

/** What a `fetch` returns that follows redirects whatever it is asked for, as that of React Native. */
const followed = (): Response =>
  Object.defineProperties(Response.json(canceled), { redirected: { value: true } })

const redirects: [string, () => Response][] = [
  ...[300, 301, 302, 303, 304, 307, 308].map((status): [string, () => Response] => [
    String(status),
    () => new Response(null, { status, headers: { Location: 'https://other.test/' } }),
  ]),
  ['an opaque redirect', opaque],
  ['a redirect that was followed', followed],
]

it.each(redirects)('rejects %s after one attempt, and follows none', async (_, respond) => {
  const seen: (RequestInit['redirect'] | undefined)[] = []
  const fetch: Fetch = (_url, init) => {
    seen.push(init.redirect)
    return Promise.resolve(respond())
  }
  const expected = {
    name: 'InvalidResponseError',
    message: expect.stringMatching(/^Unexpected redirect/) as string,
  }
  const client = createLeanRails({ apiKey, fetch })
  await expect(client.cancelPaymentIntent(call)).rejects.toMatchObject({ ...expected, attempts: 1 })
  const wrapped = client.cancelPaymentIntent({ ...call, middleware: middleware() })
  await expect(wrapped).rejects.toMatchObject({ ...expected, attempts: 1 })
  const paths = createLeanRailsPaths({ apiKey, fetch })
  await expect(
    paths.POST('/v1/payment_intents/{id}/cancel', { params: { path: { id: 'pi_1' } } }),
  ).rejects.toMatchObject(expected)
  expect(seen).toEqual(['manual', 'manual', 'manual'])
})

it('lets the platform send the request itself with `redirect: manual`, which every platform knows', async () => {
  const fetch = handler(() => Response.json(canceled))
  await createLeanRails({ apiKey, fetch }).cancelPaymentIntent(call)
  expect(fetch.requests[0]?.redirect).toBe('manual')
})
