import { describe, expect, test } from 'vitest'
import { matchesExpected } from '../../../src/contract/expected/match.ts'
import type { Exchange } from '../../../src/contract/http/exchange.ts'
import { readDescription, statusMatches } from '../../../src/description/index.ts'
import type { Operation } from '../../../src/description/index.ts'

const leanrails = await readDescription(process.cwd(), 'leanrails')
const [cancel] = leanrails.operations as [Operation]

function exchangeWith(status: number, body: unknown): Exchange {
  const response = { status, headers: new Map(), body: Buffer.from(JSON.stringify(body)) }
  return { operation: cancel, response } as unknown as Exchange
}

test.each([
  ['404', 404, true],
  ['404', 400, false],
  ['4XX', 499, true],
  ['4xx', 400, true],
  ['4XX', 500, false],
  ['default', 200, true],
])('the pattern %s matches %i: %s', (pattern, status, fits) => {
  expect(statusMatches(pattern, status)).toBe(fits)
})

describe('an expected response with an example', () => {
  const missing = { status: '404', example: 'intent_missing' }
  const error = {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: 'Any text.',
    param: 'id',
  }

  test('matches by its status code and the values of x-errors, not by its message', () => {
    expect(matchesExpected(leanrails, missing, exchangeWith(404, { error }))).toBe(true)
    expect(matchesExpected(leanrails, missing, exchangeWith(404, { error: { ...error, more: 1 } }))).toBe(
      true,
    )
    expect(
      matchesExpected(leanrails, missing, exchangeWith(404, { error: { ...error, param: 'key' } })),
    ).toBe(false)
    expect(matchesExpected(leanrails, missing, exchangeWith(404, 'no object'))).toBe(false)
    expect(matchesExpected(leanrails, missing, exchangeWith(400, { error }))).toBe(false)
  })
})
