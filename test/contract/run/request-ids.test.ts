import { describe, expect, test } from 'vitest'
import type { Exchange } from '../../../src/contract/http/exchange.ts'
import { RequestIds } from '../../../src/contract/run/request-ids.ts'

interface Options {
  readonly method?: string
  readonly headers?: readonly (readonly [string, string])[]
  readonly mayBeReplay?: boolean
}

function exchange({ method = 'POST', headers = [], mayBeReplay = false }: Options = {}): Exchange {
  const operation = { idempotency: { header: 'Idempotency-Key' } }
  return { operation, request: { method, headers }, mayBeReplay } as unknown as Exchange
}

/** Returns whether the second of two responses has the id of another request. */
function isShared(first: Exchange, second: Exchange): boolean {
  const ids = new RequestIds()
  ids.isShared('req_1', first)
  return ids.isShared('req_1', second)
}

describe('the id of a request', () => {
  test('is shared by the responses to two requests', () => {
    expect(isShared(exchange(), exchange())).toBe(true)
  })

  test.each([
    ['a response that may be a stored one', exchange({ mayBeReplay: true })],
    ['a response to GET, which may come from a cache', exchange({ method: 'GET' })],
    ['a response to HEAD, which may come from a cache', exchange({ method: 'HEAD' })],
    ['a server that takes it from the request', exchange({ headers: [['X-Request-Id', 'req_1']] })],
  ])('is not shared by %s', (_, second) => {
    expect(isShared(exchange(), second)).toBe(false)
  })

  test('is shared by a server that takes it from the idempotency key, which two requests may have', () => {
    const reused = exchange({ headers: [['idempotency-key', 'req_1']] })
    expect(isShared(exchange(), reused)).toBe(true)
  })

  test('may be checked twice for one response', () => {
    const one = exchange()
    expect(isShared(one, one)).toBe(false)
  })
})
