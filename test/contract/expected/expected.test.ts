import { describe, expect, test } from 'vitest'
import {
  conditionResponses,
  namesResource,
  rejectionResponses,
  successResponses,
} from '../../../src/contract/expected/expected.ts'
import type { Exchange } from '../../../src/contract/http/exchange.ts'
import { readDescription } from '../../../src/description/index.ts'
import type { RequestViolation, Operation } from '../../../src/description/index.ts'
import { describeOperation } from '../support/description.ts'

const { operations } = await readDescription(process.cwd(), 'leanrails')
const [cancel] = operations as [Operation]

function withStatuses(...statuses: readonly string[]): Operation {
  const responses = Object.fromEntries(statuses.map((status) => [status, { description: 'One.' }]))
  return describeOperation({ responses }).operations[0] as Operation
}

describe('the responses to a request with one violation', () => {
  test.each<[RequestViolation, string]>([
    [{ in: 'header', name: 'idempotency-key', keyword: 'required' }, '400 key_missing'],
    [{ in: 'header', name: 'Idempotency-Key', keyword: 'maxLength' }, '400 key_invalid'],
    [{ in: 'body', pointer: '/cancellation_reason', keyword: 'type' }, '400 reason_wrong_type'],
    [{ in: 'body', pointer: '/cancellation_reason/deeper', keyword: 'type' }, '400 reason_wrong_type'],
    [{ in: 'body', pointer: '/cancellation_reasons', keyword: 'type' }, '400 body_malformed'],
    [{ in: 'body', keyword: 'contentType' }, '415 media_type_unsupported, 400 body_malformed'],
    [{ in: 'security', keyword: 'missing' }, '401 credentials_missing'],
    [{ in: 'security', keyword: 'malformed' }, '401 credentials_wrong'],
    [{ in: 'path', name: 'id', keyword: 'unknown' }, '404 intent_missing'],
    [{ in: 'method' }, '405 method_not_allowed, 404 undefined'],
  ])('%j gets those of the first matching entry of x-rejections', (violation, expected) => {
    const { expectedResponses } = rejectionResponses(cancel, violation)
    expect(expectedResponses.map(({ status, example }) => `${status} ${String(example)}`).join(', ')).toBe(
      expected,
    )
  })

  test.each<[RequestViolation, string[], string[]]>([
    [{ in: 'query' }, ['200', '400', '404', '422'], ['400', '422']],
    [{ in: 'path' }, ['200', '404', '409'], ['404', '400', '422']],
    [{ in: 'path' }, ['200', '400', '404'], ['404', '400']],
    [{ in: 'body' }, ['200', '409'], ['409', '422', '400']],
    [{ in: 'body' }, ['200', '409', '422'], ['422']],
    [{ in: 'security' }, ['200', '4XX'], ['401', '403']],
    [{ in: 'security' }, ['200', 'default'], ['4XX']],
    [{ in: 'header' }, ['200'], ['4XX']],
    [{ in: 'header', name: 'X-Any' }, ['200', '400', '412', '428'], ['400']],
    [{ in: 'header', name: 'if-match' }, ['200', '400', '412', '428'], ['400', '412', '428']],
    [{ in: 'cookie' }, ['200', '400', '401', '403'], ['400', '401']],
    [{ in: 'query' }, ['200', '400', '401'], ['400']],
    [{ in: 'body', keyword: 'readOnly' }, ['200', '400', '404', '409'], ['400', '409']],
    [{ in: 'body', keyword: 'type' }, ['200', '400', '404', '409'], ['400']],
  ])(
    '%j without x-rejections gets, of the documented %j and those that HTTP implies, %j',
    (violation, documented, expected) => {
      const { expectedResponses, pointer } = rejectionResponses(withStatuses(...documented), violation)
      expect(expectedResponses.map(({ status }) => status)).toEqual(expected)
      expect(pointer).toBe('/paths/~1things/post/responses')
    },
  )

  test('are those of HTTP for an undescribed path or method, documented or not', () => {
    const statuses = rejectionResponses(withStatuses('200'), { in: 'method' }).expectedResponses.map(
      ({ status }) => status,
    )
    expect(statuses).toContain('405')
    expect(statuses).toContain('404')
  })
})

test.each([
  [
    ['200', '201', '404'],
    ['200', '201'],
  ],
  [['302', '404'], ['302']],
  [
    ['200', '302', '304', '404'],
    ['200', '302'],
  ],
  [['304'], ['304']],
  [['2XX'], ['2XX']],
  [['default'], ['2XX']],
])('the successes among %j are %j', (documented, expected) => {
  expect(successResponses(withStatuses(...documented)).map(({ status }) => status)).toEqual(expected)
})

test('a path parameter names a resource if a 404 is documented', () => {
  expect(namesResource(withStatuses('200', '404'))).toBe(true)
  expect(namesResource(withStatuses('200', '4XX'))).toBe(true)
  expect(namesResource(withStatuses('200', 'default'))).toBe(false)
})

test.each<[string, [string, string][], string[]]>([
  ['GET', [], []],
  ['GET', [['If-None-Match', '"v1"']], ['304']],
  ['HEAD', [['if-modified-since', 'Sun, 06 Nov 1994 08:49:37 GMT']], ['304']],
  ['PUT', [['If-Match', '"v1"']], ['412']],
  ['PUT', [['If-None-Match', '*']], ['412']],
])('a %s with the false condition %j gets %j', (method, headers, expected) => {
  const operation = withStatuses('200', '304', '412')
  const conditional = { operation, request: { method, headers } } as unknown as Exchange
  expect(conditionResponses(conditional).map(({ status }) => status)).toEqual(expected)
  const undocumented = { ...conditional, operation: withStatuses('200') }
  expect(conditionResponses(undocumented)).toEqual([])
})
