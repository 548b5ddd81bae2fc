import { describe, expect, it } from 'vitest'
import { shareEqualSchemas } from '../../../src/codegen/validators/shared.ts'
import type { Schema } from '../../../src/schema/index.ts'

const user = (): Schema => ({
  type: 'object',
  required: ['id', 'login'],
  properties: { id: { type: 'integer' }, login: { type: 'string', minLength: 1 } },
})

const shared = (schemas: Record<string, Schema | boolean>): [string, Schema | boolean][] => [
  ...shareEqualSchemas(new Map(Object.entries(schemas))),
]

describe('shareEqualSchemas', () => {
  it('gives a subschema that occurs twice one key', () => {
    const result = shared({ '#/a': { properties: { owner: user(), author: user() } } })
    const [key = ''] = result.map(([name]) => name).filter((name) => name !== '#/a')
    expect(Object.fromEntries(result)).toEqual({
      [key]: user(),
      '#/a': { properties: { owner: { $ref: key }, author: { $ref: key } } },
    })
  })

  it('refers to a schema that has a key already', () => {
    expect(shared({ '#/user': user(), '#/list': { type: 'array', items: user() } })).toEqual([
      ['#/user', user()],
      ['#/list', { type: 'array', items: { $ref: '#/user' } }],
    ])
  })

  it('makes one of two equal schemas a reference to the other', () => {
    expect(shared({ '#/a': user(), '#/b': user(), '#/c': true })).toEqual([
      ['#/a', user()],
      ['#/b', { $ref: '#/a' }],
      ['#/c', true],
    ])
  })

  it('keeps short schemas, and those that occur only within a shared one', () => {
    const pair = { type: 'object', properties: { first: user(), short: { type: 'string' } } } as Schema
    const result = shared({ '#/a': { allOf: [pair] }, '#/b': { anyOf: [pair, { type: 'string' }] } })
    const [key = ''] = result.map(([name]) => name).filter((name) => name.includes(':shared'))
    expect(Object.fromEntries(result)).toEqual({
      [key]: pair,
      '#/a': { allOf: [{ $ref: key }] },
      '#/b': { anyOf: [{ $ref: key }, { type: 'string' }] },
    })
  })
})
