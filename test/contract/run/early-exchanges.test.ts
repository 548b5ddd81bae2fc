import { expect, test } from 'vitest'
import { markOwn } from '../../../src/contract/fixtures/own.ts'
import type { Exchange } from '../../../src/contract/http/exchange.ts'
import { EarlyExchanges, isReplayable } from '../../../src/contract/run/early-exchanges.ts'
import { readDescription } from '../../../src/description/index.ts'

const { operations } = await readDescription(process.cwd(), 'stripe')
const [operation] = operations

function exchangeWith(status: number, headers: readonly (readonly [string, string])[]): Exchange {
  if (operation === undefined) throw new Error('The description has no operation.')
  return {
    operation,
    request: { method: 'POST', path: '/', headers, body: undefined },
    response: { status, headers: new Map(), body: Buffer.from('{}') },
    requestBody: undefined,
    pathParameters: {},
    sentAt: 0,
    receivedAt: 0,
    mayBeReplay: false,
    provoked: false,
    mayBeHandledUpstream: false,
  }
}

const resource = { intent: 'pi_1' }
markOwn(resource)
const key = ['Idempotency-Key', 'k'] as const

test('a success that carries its key is replayed at the end of a run', () => {
  expect(isReplayable(exchangeWith(200, [key]), { resource, key: 'k' })).toBe(true)
})

test.each<[string, Exchange, string]>([
  ['a rejection', exchangeWith(400, [key]), 'k'],
  ['a success without its key', exchangeWith(200, []), 'k'],
  ['a success with another key', exchangeWith(200, [['idempotency-key', 'x']]), 'k'],
  ['a success with two keys', exchangeWith(200, [key, key]), 'k'],
  ['a success with an empty key', exchangeWith(200, [['Idempotency-Key', '']]), ''],
])('%s is not replayed at the end of a run', (_, exchange, sentKey) => {
  expect(isReplayable(exchange, { resource, key: sentKey })).toBe(false)
})

test('only the first exchanges of a run are kept, successes and rejections apart', () => {
  let sent = 0
  const early = new EarlyExchanges(() => sent)
  const exchanges = [200, 200, 400, 200, 200, 400].map((status) => exchangeWith(status, [key]))
  for (const exchange of exchanges) {
    sent += 1
    early.add({ plan: { resource }, exchange })
  }
  const kept = operation === undefined ? [] : early.of(operation)
  expect(kept.map(({ exchange }) => exchanges.indexOf(exchange))).toEqual([0, 1, 2, 3, 5])
  expect(kept.map((one) => early.requestsSince(one))).toEqual([5, 4, 3, 2, 0])
})
