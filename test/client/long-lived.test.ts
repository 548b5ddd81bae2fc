import { getEventListeners } from 'node:events'
import { expect, it } from 'vitest'
import { AbortError, createLeanRails, middleware } from '../../generated/leanrails/client.ts'
import { handler, ok, rejection } from './handler.ts'
import { captureWaits } from './waits.ts'

const apiKey = 'sk_test_1'

const warningsDuring = async (action: () => Promise<unknown>): Promise<Error[]> => {
  const warnings: Error[] = []
  const record = (warning: Error): void => void warnings.push(warning)
  process.on('warning', record)
  await action()
  // Node emits warnings in the next tick.
  await new Promise(setImmediate)
  process.off('warning', record)
  return warnings
}

it('shares one signal among a thousand calls at once, without a warning and without a listener left', async () => {
  const { signal } = new AbortController()
  const release: (() => void)[] = []
  const fetch = handler(
    () =>
      new Promise<Response>((resolve) =>
        release.push(() => {
          resolve(ok()())
        }),
      ),
  )
  const client = createLeanRails({ apiKey, fetch })
  const warnings = await warningsDuring(async () => {
    const calls = Array.from({ length: 1000 }, () => client.cancelPaymentIntent({ id: 'pi_1', signal }))
    await expect.poll(() => release.length).toBe(1000)
    expect(getEventListeners(signal, 'abort')).toHaveLength(1)
    for (const end of release) end()
    await Promise.all(calls)
  })
  expect(warnings).toEqual([])
  expect(getEventListeners(signal, 'abort')).toHaveLength(0)
})

it('ends every call that shares a signal when it is aborted', async () => {
  const controller = new AbortController()
  const fetch = handler(() => new Promise<Response>(() => undefined))
  const client = createLeanRails({ apiKey, fetch })
  const calls = Array.from({ length: 50 }, () =>
    client.cancelPaymentIntent({ id: 'pi_1', signal: controller.signal }),
  )
  await expect.poll(() => fetch.requests.length).toBe(50)
  controller.abort()
  for (const { status } of await Promise.allSettled(calls)) expect(status).toBe('rejected')
  await expect(calls[0]).rejects.toThrow(AbortError)
  expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0)
})

it('warns of nothing in a thousand calls one after the other, with retries and middleware', async () => {
  captureWaits()
  const { signal } = new AbortController()
  const client = createLeanRails({ apiKey, fetch: handler(ok()), middleware: middleware() })
  const retrying = createLeanRails({ apiKey, fetch: handler(rejection(503)) })
  const warnings = await warningsDuring(async () => {
    for (let index = 0; index < 1000; index++) await client.cancelPaymentIntent({ id: 'pi_1', signal })
    for (let index = 0; index < 100; index++) await retrying.cancelPaymentIntent({ id: 'pi_1', signal })
  })
  expect(warnings).toEqual([])
})

it('ends at once if the signal is aborted while a hook runs, or between two attempts', async () => {
  captureWaits()
  const controller = new AbortController()
  const fetch = handler(rejection(503))
  const client = createLeanRails({
    apiKey,
    fetch,
    onRetry: () => {
      controller.abort()
    },
  })
  await expect(client.cancelPaymentIntent({ id: 'pi_1', signal: controller.signal })).rejects.toMatchObject({
    name: 'AbortError',
    attempts: 1,
  })
  expect(fetch.requests).toHaveLength(1)
})
