import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import {
  ApiError,
  ClientError,
  createLeanRails,
  InvalidRequestError,
  NetworkError,
} from '../../generated/leanrails/client.ts'
import { createStripe } from '../../generated/stripe/client.ts'
import { networkFailure, canceled, handler, ok, rejection, text } from './handler.ts'
import { captureWaits } from './waits.ts'

const apiKey = 'sk_test_SECRET'
const call = { id: 'pi_1', idempotencyKey: 'key-1' }
const failure = (
  respond: () => Response | Promise<Response>,
  options: { signal?: AbortSignal; id?: string } = {},
) =>
  createLeanRails({ apiKey, fetch: handler(respond), retry: { maxRetries: 1 } })
    .cancelPaymentIntent({ ...call, ...options })
    .orThrow()
    .then(String, (error: unknown) => error as ClientError)

const URL_ = 'https://api.leanrails.com/v1/payment_intents/pi_1/cancel'

const messageOf = async (thrown: ReturnType<typeof failure>) => {
  const error = await thrown
  return error instanceof Error ? error.toString() : error
}

it('names the problem, the URL and the idempotency key in every message', async () => {
  captureWaits()
  expect(await messageOf(failure(rejection(400, { message: 'Already canceled.' })))).toBe(
    `ApiError: Already canceled. {"method":"POST","url":"${URL_}","idempotencyKey":"key-1","attempts":1,"status":400,"requestId":null,"type":"invalid_request_error","code":"some_code"}`,
  )
  expect(await messageOf(failure(networkFailure))).toBe(
    `NetworkError: No response after 2 attempts: fetch failed. The request may have been processed: call again with the same idempotencyKey. {"method":"POST","url":"${URL_}","idempotencyKey":"key-1","attempts":2,"status":0,"requestId":null}`,
  )
  expect(await messageOf(failure(text(502, '<h1>Bad Gateway</h1>')))).toBe(
    `InvalidResponseError: Invalid response body: expected JSON with the property \`error\` (Content-Type: text/html). The request may have been processed: call again with the same idempotencyKey. {"method":"POST","url":"${URL_}","idempotencyKey":"key-1","attempts":2,"status":502,"requestId":null}`,
  )
  expect(await messageOf(failure(ok(), { signal: AbortSignal.abort() }))).toBe(
    `AbortError: Aborted before the request was sent. {"method":"POST","url":"${URL_}","idempotencyKey":"key-1","attempts":0,"status":0,"requestId":null}`,
  )
  expect(await messageOf(failure(ok(), { id: '..' }))).toBe(
    'InvalidRequestError: Invalid path parameter `id`: "..". {"url":"/v1/payment_intents/{id}/cancel"}',
  )
})

it('names the error code of the connection, and the idempotency key only if one was sent', async () => {
  const cannotConnect = () =>
    Promise.reject<Response>(
      new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) }),
    )
  const client = createLeanRails({ apiKey, fetch: handler(cannotConnect), retry: { maxRetries: 0 } })
  await expect(client.cancelPaymentIntent(call)).rejects.toThrow(
    'No response after 1 attempt: ECONNREFUSED. The request may have been processed: call again with the same idempotencyKey. {',
  )
  await expect(client.cancelPaymentIntent({ ...call, idempotencyKey: '' })).rejects.toThrow(
    'No response after 1 attempt: ECONNREFUSED. The request may have been processed: find out before you call again. {',
  )
})

it('throws a class per kind of failure, all of them a ClientError with the details as fields', async () => {
  captureWaits()
  const network = await failure(networkFailure)
  expect(network).toBeInstanceOf(NetworkError)
  expect(network).toBeInstanceOf(ClientError)
  expect(network).toMatchObject({ method: 'POST', url: URL_, idempotencyKey: 'key-1', attempts: 2 })
  expect((network as Error).cause).toBeInstanceOf(TypeError)
  expect(await failure(ok(), { id: '' })).toBeInstanceOf(InvalidRequestError)
})

it('keeps the response body of an ApiError, but does not print it', async () => {
  const error = await failure(rejection(400, { payment_intent: { client_secret: 'pi_1_secret_2' } }))
  expect(error).toBeInstanceOf(ApiError)
  expect((error as ApiError).body()).toMatchObject({
    error: { payment_intent: { client_secret: 'pi_1_secret_2' } },
  })
  expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain('_secret_')
  expect(JSON.stringify(error)).not.toContain('_secret_')
})

describe('the API key is never printed', () => {
  const printed = (value: unknown) =>
    [
      inspect(value, { depth: Infinity, showHidden: true, getters: true }),
      JSON.stringify(value),
      String(value),
    ].join()
  const expectNoSecret = (value: unknown) => {
    for (const secret of [apiKey, btoa(`${apiKey}:`), btoa(apiKey).replace(/=+$/, '').slice(0, -1)])
      expect(printed(value)).not.toContain(secret)
  }

  it('is not in a printed client', () => {
    expectNoSecret(createLeanRails({ apiKey }))
    expectNoSecret(createStripe({ apiKey }))
  })

  it('is not in a printed result', async () => {
    expectNoSecret(await createLeanRails({ apiKey, fetch: handler(ok()) }).cancelPaymentIntent(call))
    expectNoSecret(
      await createLeanRails({ apiKey, fetch: handler(rejection(401)) }).cancelPaymentIntent(call),
    )
  })

  it('is not in a printed error', async () => {
    captureWaits()
    for (const respond of [
      networkFailure,
      rejection(401),
      rejection(500),
      text(200, ''),
      ok({ ...canceled, id: undefined }),
    ])
      expectNoSecret(await failure(respond))
    expectNoSecret(await failure(ok(), { id: '../' }))
    expectNoSecret(await failure(ok(), { signal: AbortSignal.abort() }))
  })

  it('is replaced in a message of the server that contains it', async () => {
    const error = await failure(rejection(401, { message: `Invalid API key: ${apiKey}` }))
    expect(error).toMatchObject({ message: expect.stringContaining('Invalid API key: * ') as string })
    expectNoSecret(error)
  })
})
