import { expect, test } from 'vitest'
import { describeExpected, describeResponse } from '../../../src/contract/expected/describe.ts'
import type { Exchange } from '../../../src/contract/http/exchange.ts'
import { readDescription } from '../../../src/description/index.ts'
import type { Operation } from '../../../src/description/index.ts'

const leanrails = await readDescription(process.cwd(), 'leanrails')
const [cancel] = leanrails.operations as [Operation]

function exchangeWith(status: number, body: unknown): Exchange {
  const response = { status, headers: new Map(), body: Buffer.from(JSON.stringify(body)) }
  return { operation: cancel, response } as unknown as Exchange
}

const missing = { status: '404', example: 'intent_missing' }
const error = {
  type: 'invalid_request_error',
  code: 'resource_missing',
  message: 'Any words.',
  param: 'id',
}

test('an expected response and a received one are described alike', () => {
  expect(describeExpected(leanrails, cancel, [missing, { status: '405' }, { status: '405' }])).toBe(
    '404 with /error/type "invalid_request_error", /error/code "resource_missing", /error/param "id", or 405',
  )
  expect(
    describeResponse(leanrails, exchangeWith(404, { error: { ...error, code: 'gone', param: null } })),
  ).toBe('404 with /error/type "invalid_request_error", /error/code "gone"')
  expect(describeResponse(leanrails, exchangeWith(502, { a: 'x'.repeat(300) }))).toMatch(
    /^502 \{"a":"x{154}…$/,
  )
})
