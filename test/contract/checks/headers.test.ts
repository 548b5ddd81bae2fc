import { describe, expect, test } from 'vitest'
import type { CheckContext } from '../../../src/contract/checks/check.ts'
import { headers } from '../../../src/contract/checks/headers.ts'
import type { Exchange } from '../../../src/contract/http/exchange.ts'
import { SchemaSet } from '../../../src/schema/schema-set.ts'
import type { Schema } from '../../../src/description/index.ts'
import { describeOperation } from '../support/description.ts'

/** Returns the failures of a response whose header `X-H` has this schema and these values. */
function failuresOf(
  schema: Schema,
  values: readonly string[] | undefined,
  required = false,
  name = 'X-H',
): string[] {
  const description = describeOperation({
    responses: { '200': { description: 'Done.', headers: { [name]: { required, schema } } } },
  })
  const exchange = {
    operation: description.operations[0],
    request: { method: 'POST' },
    response: {
      status: 200,
      headers: new Map(values === undefined ? [] : [[name.toLowerCase(), values]]),
      body: Buffer.alloc(0),
    },
  } as unknown as Exchange
  const context = { description, schemas: new SchemaSet(description.document) } as unknown as CheckContext
  return headers(exchange, context).failures.map(({ expected, actual }) => `${expected} | ${actual}`)
}

const whole: Schema = { type: 'integer', minimum: 0, maximum: 100 }

describe('a declared header', () => {
  test.each<[Schema, string]>([
    [whole, '0'],
    [whole, '100'],
    [{ type: 'number' }, '-1.5'],
    [{ type: 'number' }, '1e-7'],
    [whole, '15.0'],
    [whole, '007'],
    [{ type: 'boolean' }, 'true'],
    [{ type: 'string', format: 'date' }, '2026-03-09'],
    [{ type: 'array', items: { enum: ['GET', 'POST'] } }, 'GET,  POST'],
    [{}, 'anything'],
  ])('%j is valid as `%s`', (schema, value) => {
    expect(failuresOf(schema, [value])).toEqual([])
  })

  test.each<[Schema, string, string]>([
    [whole, '0x10', 'X-H: integer | X-H: 0x10'],
    [whole, '1e1', 'X-H: integer | X-H: 1e1'],
    [whole, '12px', 'X-H: integer | X-H: 12px'],
    [whole, '1 2', 'X-H: integer | X-H: 1 2'],
    [whole, '+7', 'X-H: integer | X-H: +7'],
    [whole, '-007', 'X-H: integer | X-H: -007'],
    [whole, '1.5', 'X-H: integer | X-H: 1.5'],
    [whole, '1e-1', 'X-H: integer | X-H: 1e-1'],
    [whole, '0101', 'X-H: maximum 100 | X-H: 0101'],
    [{ type: 'number' }, '00.5', 'X-H: number | X-H: 00.5'],
    [{ type: 'number' }, '.5', 'X-H: number | X-H: .5'],
    [whole, '', 'X-H: integer | X-H: '],
    [whole, '9007199254740993', 'X-H: integer | X-H: 9007199254740993'],
    [whole, '101', 'X-H: maximum 100 | X-H: 101'],
    [{ type: 'number' }, 'Infinity', 'X-H: number | X-H: Infinity'],
    [{ type: 'boolean' }, 'True', 'X-H: boolean | X-H: True'],
    [{ type: 'string', format: 'date' }, 'today', 'X-H: format "date" | X-H: today'],
  ])('%j is invalid as `%s`: nothing is coerced', (schema, value, failure) => {
    expect(failuresOf(schema, [value])).toEqual([failure])
  })

  test('is digits alone where HTTP says so, unless the description allows fractions', () => {
    expect(failuresOf(whole, ['7.0'], true, 'Retry-After')).toEqual([
      'Retry-After: digits alone | Retry-After: 7.0',
    ])
    expect(failuresOf(whole, ['7'], true, 'Retry-After')).toEqual([])
    expect(failuresOf({ type: 'number' }, ['7.0'], true, 'Retry-After')).toEqual([])
    expect(failuresOf({ type: 'string' }, ['Mon, 09 Mar 2026 10:00:00 GMT'], true, 'Retry-After')).toEqual([])
  })

  test('that occurs twice is one list (RFC 9110, section 5.3)', () => {
    expect(failuresOf(whole, ['1', '2'])).toEqual(['X-H: integer | X-H: 1, 2'])
    expect(failuresOf({ type: 'array', items: { type: 'string' } }, ['a', 'b'])).toEqual([])
  })

  test('is not a list if it sets cookies: one of them is the documented one', () => {
    const cookie: Schema = { type: 'string', pattern: '^session=[^;,]+; Path=/$' }
    const inTurn = ['csrf=b; Path=/', 'session=a; Path=/']
    expect(failuresOf(cookie, inTurn, true, 'Set-Cookie')).toEqual([])
    expect(failuresOf(cookie, inTurn.slice(0, 1), true, 'Set-Cookie')).toHaveLength(1)
  })

  test('may be missing only if it is not required', () => {
    expect(failuresOf(whole, undefined)).toEqual([])
    expect(failuresOf(whole, undefined, true)).toEqual(['the header X-H | no such header'])
  })
})

test('a header that identifies the request has one value', () => {
  const failuresOf = (values: readonly string[]): string[] => {
    const schema: Schema = { type: 'string' }
    const description = describeOperation(
      { responses: { '200': { description: 'Done.', headers: { 'X-Id': { schema } } } } },
      { document: { 'x-request-id': { header: 'X-Id' } } },
    )
    const response = { status: 200, headers: new Map([['x-id', values]]), body: Buffer.alloc(0) }
    const exchange = { operation: description.operations[0], request: { method: 'POST' }, response }
    const schemas = new SchemaSet(description.document)
    const context = { description, schemas, isSharedId: () => false }
    const { failures } = headers(exchange as unknown as Exchange, context as unknown as CheckContext)
    return failures.map(({ actual }) => actual)
  }
  expect(failuresOf(['req_1'])).toEqual([])
  expect(failuresOf(['req_1', 'req_1'])).toEqual([])
  expect(failuresOf(['req_1', 'req_2'])).toEqual(['X-Id 2 times: req_1, req_2'])
})
