import { expect, it } from 'vitest'
import { mayHideItems } from '../../../../src/contract/cases/sequences/lists.ts'
import type { Exchange } from '../../../../src/contract/http/exchange.ts'
import type { Schema } from '../../../../src/description/index.ts'
import { describeOperation } from '../../support/description.ts'

function mayHide(parameters: Readonly<Record<string, Schema>>, body: object): boolean {
  const list = Object.entries(parameters).map(([name, schema]) => ({ name, in: 'query' as const, schema }))
  const description = describeOperation({ parameters: list }, { method: 'get' })
  const headers = new Map([['content-type', ['application/json']]])
  const response = {
    status: 200,
    headers,
    body: Buffer.from(JSON.stringify(body)),
  } as unknown as Exchange['response']
  const [operation] = description.operations
  if (operation === undefined) throw new Error('no operation')
  return mayHideItems(description, operation, { response })
}

const cursor: Schema = { type: 'string' }
const limit: Schema = { type: 'integer', default: 20 }

it.each<[boolean, string, Readonly<Record<string, Schema>>, object]>([
  [false, 'a list without pages', {}, []],
  [true, 'a cursor', { cursor }, { items: [] }],
  [true, 'a cursor to a next page', { cursor, limit }, { items: [], nextCursor: 'a' }],
  [false, 'no next cursor', { cursor, limit }, { items: [], nextCursor: null }],
  [false, 'no next address', { page: limit }, { count: 1, next: null, previous: null, results: [] }],
  [false, 'no more items', { starting_after: cursor, limit }, { data: [], has_more: false }],
  [true, 'more items', { limit }, { data: [], has_more: true, next: null }],
  [
    true,
    'no next cursor, but a first day by default',
    { since: { type: 'string', default: '2020-01-01' } },
    { items: [], nextCursor: null },
  ],
  [
    true,
    'no next cursor, but a filter by default',
    { cursor, state: { type: 'string', default: 'open' } },
    { items: [], nextCursor: null },
  ],
])('may hide items: %s for %s', (expected, _, parameters, body) => {
  expect(mayHide(parameters, body)).toBe(expected)
})
