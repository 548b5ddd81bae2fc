import { expect, test } from 'vitest'
import type { ResponseObject } from '../../../src/description/index.ts'
import { correlationFor } from '../../../src/mock/respond/criteria.ts'
import type { RequestContext } from '../../../src/mock/respond/criteria.ts'
import type { MockResponse } from '../../../src/mock/server/mock-response.ts'

const request: RequestContext = {
  path: { id: '7' },
  query: { page: '2' },
  header: { 'x-version': 'v2' },
  body: { reason: 'a', nested: { list: [1, 2] } },
}

function correlated(
  conditions: string[],
  body: unknown,
  accepts: (body: unknown) => boolean = () => true,
): MockResponse {
  const object = {
    description: '',
    'x-criteria': conditions.map((condition) => ({ condition })),
  } satisfies ResponseObject
  const response = { status: '200', pointer: '', object, headers: [], content: [] }
  const correlation = correlationFor(response, (_, candidate) => accepts(candidate))
  const mockResponse = correlation.apply({ status: 200, headers: { 'X-Version': 'v1' }, body }, request, 1000)
  expect(correlation.isSatisfied(mockResponse, request, 1000)).toBe(true)
  return mockResponse
}

test('writes the id in place of an object that must have none', () => {
  const conditions = ['$response.body#/a/b/id == null']
  const accepts = (body: unknown): boolean => typeof (body as { a: { b: unknown } }).a.b === 'string'
  expect(correlated(conditions, { a: { b: { id: 'x', c: 1 } } }, accepts).body).toEqual({ a: { b: 'x' } })
})

test.each([
  ['a path parameter', ['$response.body#/id == $request.path.id'], { id: 'x' }, { id: '7' }],
  ['the other way round', ['$request.path.id == $response.body#/id'], { id: 'x' }, { id: '7' }],
  ['a place that is not there yet', ['$response.body#/a/b == $request.query.page'], {}, { a: { b: '2' } }],
  ['a value of the body', ['$response.body#/l == $request.body#/nested/list'], { l: [] }, { l: [1, 2] }],
  ['the time', ['$response.body#/at == $now'], { at: 1 }, { at: 1000 }],
  ['a literal', ["$response.body#/state == 'done'"], { state: 'new' }, { state: 'done' }],
  [
    'both of two',
    ['$response.body#/id == $request.path.id && $response.body#/at == $now'],
    {},
    { id: '7', at: 1000 },
  ],
  [
    'a value rather than the literal beside it',
    ['$response.body#/a == null || $response.body#/a/id == $request.path.id'],
    { a: { id: 'x' } },
    { a: { id: '7' } },
  ],
  [
    'nothing where it holds',
    ['$response.body#/a == null || $response.body#/a/id == $request.path.id'],
    { a: null },
    { a: null },
  ],
  [
    'one after the other',
    ['$response.body#/at >= $response.body#/made', '$response.body#/at == $now'],
    { at: 5000, made: 3000 },
    { at: 1000, made: 1000 },
  ],
  [
    'what was not sent as null',
    ['$response.body#/note == $request.body#/note'],
    { note: 'x' },
    { note: null },
  ],
])('correlates %s', (_, conditions, body, expected) => {
  expect(correlated(conditions, body).body).toEqual(expected)
})

test('omits a value that was not sent, if it must not be null', () => {
  const accepts = (body: unknown): boolean => (body as { note?: unknown }).note !== null
  expect(correlated(['$response.body#/note == $request.body#/note'], { note: 'x' }, accepts).body).toEqual({})
})

test('writes a parameter as a number if the body requires one', () => {
  const accepts = (body: unknown): boolean => typeof (body as { id: unknown }).id === 'number'
  expect(correlated(['$response.body#/id == $request.path.id'], { id: 1 }, accepts).body).toEqual({ id: 7 })
})

test('correlates a header', () => {
  expect(correlated(['$response.header.X-Version == $request.header.x-version'], {}).headers).toEqual({
    'X-Version': 'v2',
  })
})

test('does not change the example itself', () => {
  const example = Object.freeze({ a: Object.freeze({ id: 'x' }) })
  expect(correlated(['$response.body#/a/id == $request.path.id'], example).body).toEqual({ a: { id: '7' } })
})
