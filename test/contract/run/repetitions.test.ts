import { expect, test } from 'vitest'
import type { Exchange } from '../../../src/contract/http/exchange.ts'
import { Repetitions } from '../../../src/contract/run/repetitions.ts'

/** Returns whether a second POST may explain a 200 in place of a rejection. */
function mayExplain(provoked: boolean): boolean {
  const exchange = { request: { method: 'POST' }, response: { status: 200 }, provoked } as Exchange
  const repetitions = new Repetitions()
  repetitions.add(exchange)
  return repetitions.mayExplainResponse(exchange, [{ status: '429' }])
}

test('a request that was sent twice may explain why a provoked response did not come', () => {
  expect(mayExplain(true)).toBe(true)
})

test('a request that was sent twice does not explain why an invalid request is accepted', () => {
  expect(mayExplain(false)).toBe(false)
})
