import { describe, expect, test } from 'vitest'
import { ConditionError, evaluate, parseCondition, references } from '../../src/description/criteria.js'
import type { ExchangeContext } from '../../src/description/criteria.js'

const exchange: ExchangeContext = {
  statusCode: 200,
  request: {
    path: { id: 'p_1', number: '42' },
    query: { full: 'true' },
    header: { 'Idempotency-Key': 'k1' },
    body: { reason: "it's late", items: [{ weight: 2 }], 'a/b': 1 },
  },
  response: {
    header: { 'request-id': 'r1', 'rate-left': '9', 'rate-limit': '10' },
    body: { id: 'p_1', number: 42, full: true, at: 100, sent: 50, reason: null, items: [{ weight: 2 }] },
  },
  now: { from: 98, to: 101 },
}

/** Whether the exchange meets the condition. */
function holds(condition: string): boolean {
  return evaluate(parseCondition(condition), exchange)
}

describe('a condition that the exchange meets', () => {
  test.each([
    '$statusCode == 200',
    '$response.body#/id == $request.path.id',
    "$request.body#/reason == 'it''s late'",
    '$request.body#/items == $response.body#/items',
    '$request.body#/items/0/weight == 2',
    '$request.body#/a~1b == 1',
    '$response.header.Request-Id == \'r1\' && $request.header.idempotency-key == "k1"'.replaceAll('"', "'"),
    // Text is compared to the text of a number or a boolean.
    '$response.body#/number == $request.path.number',
    '$request.query.full == $response.body#/full',
    '$response.header.Rate-Left < 10',
    '$response.header.Rate-Left <= $response.header.Rate-Limit',
    // A missing value is null.
    '$response.body#/reason == $request.body#/nothing',
    '$response.header.Nothing == null',
    '$request.body#/items/1 == null',
    '$request.body#/__proto__ == null',
    // The time of the exchange is known to the second or so.
    '$response.body#/at == $now',
    '$now >= $response.body#/at',
    '98 == $now && 101 == $now',
    '$response.body#/sent < $now',
    '!$response.body#/reason',
    '$response.body#/full',
    // `!` binds tightest, then `&&`, then `||`.
    'true || false && false',
    '!false && !(true && false)',
  ])('%s', (condition) => expect(holds(condition)).toBe(true))
})

describe('a condition that the exchange does not meet', () => {
  test.each([
    '$statusCode != 200',
    "$response.body#/id == 'P_1'",
    "$response.body#/number == '42'",
    '97 == $now',
    '102 == $now',
    '100 != $now',
    '$response.body#/nothing >= 0',
    '$response.body#/nothing < 0',
    '$response.body#/id > 1',
    '(true || false) && false',
  ])('%s', (condition) => expect(holds(condition)).toBe(false))
})

test('lists the expressions that a condition reads', () => {
  const read = references(
    parseCondition('!($response.body#/a == $now) || $request.path.id != 1 && $statusCode'),
  )
  expect(read.map(({ text, position }) => `${text} ${position}`)).toEqual([
    '$response.body#/a 2',
    '$now 23',
    '$request.path.id 32',
    '$statusCode 57',
  ])
})

test.each([
  ['', 0, 'Expected an expression or a literal, found the end.'],
  ['1 ==', 4, 'Expected an expression or a literal, found the end.'],
  ['1 = 1', 2, 'Unexpected `=`. Write strings in single quotes.'],
  ['(1 == 1', 7, 'Expected `)`, found the end.'],
  ['1 == 1)', 6, 'Expected `&&`, `||` or the end, found `)`.'],
  ['1 < 2 < 3', 6, 'Expected `&&`, `||` or the end, found `<`.'],
  ['canceled == 1', 0, 'Unexpected `canceled`. Write strings in single quotes.'],
  ['1 == "a"', 5, 'Unexpected `"`. Write strings in single quotes.'],
  ["1 == 'a", 5, "Unexpected `'`. Write strings in single quotes."],
  ['$response.path.id == 1', 0, '`$response.path.id` is not a runtime expression.'],
  ['$request.body/id == 1', 0, '`$request.body/id` is not a runtime expression.'],
])('rejects the condition %s', (condition, position, message) => {
  let error: unknown
  try {
    parseCondition(condition)
  } catch (thrown) {
    error = thrown
  }
  expect(error).toBeInstanceOf(ConditionError)
  expect(error).toMatchObject({ name: 'ConditionError', position, message })
})
