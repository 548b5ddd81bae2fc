import { describe, expect, test } from 'vitest'
import { describe as describeDocument } from '../../src/description/index.ts'
import { makeFaults } from '../../src/faults/index.ts'
import { describeCrud } from '../contract/crud/description.ts'

/** Returns the ids of the faults for an operation that gets and returns a body with one property. */
function faultsFor(property: object, options: { mediaType?: string; query?: object } = {}): string[] {
  const { mediaType = 'application/json', query } = options
  const schema = { type: 'object', properties: { value: property } }
  const document = {
    openapi: '3.1.1',
    info: { title: 'Notes', version: '1' },
    paths: {
      '/notes': {
        post: {
          operationId: 'addNote',
          ...(query !== undefined && { parameters: [{ name: 'tag', in: 'query', schema: query }] }),
          requestBody: { content: { [mediaType]: { schema } } },
          responses: { '201': { description: 'Done.', content: { 'application/json': { schema } } } },
        },
      },
    },
  }
  const description = describeDocument('notes', document, {
    '': { file: 'notes.yaml', line: 1 },
  })
  return makeFaults(description, ['one', 'two']).faults.map(({ id }) => id)
}

const unchecked = (ids: readonly string[]): string[] =>
  ids.flatMap((id) => /^unchecked-(?:body|parameter)\/.*\/(.*)$/.exec(id)?.[1] ?? [])

describe('the faults of a description', () => {
  test.each<[name: string, schema: object]>([
    ['is only a note', { type: 'string', format: 'password' }],
    ['is unknown', { type: 'string', format: 'colour-of-the-sky' }],
    ['allows more than the limits', { type: 'integer', format: 'int32', minimum: 0, maximum: 30 }],
  ])('do not include an unchecked format that %s', (_, schema) => {
    expect(unchecked(faultsFor(schema))).not.toContain('format')
  })

  test.each<[name: string, schema: object]>([
    ['of a text', { type: 'string', format: 'email' }],
    ['of a number without limits', { type: 'integer', format: 'int32' }],
  ])('include an unchecked format %s', (_, schema) => {
    expect(unchecked(faultsFor(schema))).toContain('format')
  })

  test('do not include an unchecked type in a form that every text has', () => {
    const form = 'application/x-www-form-urlencoded'
    expect(unchecked(faultsFor({ type: 'string' }, { mediaType: form }))).toEqual([])
    expect(unchecked(faultsFor({ type: 'integer' }, { mediaType: form }))).toEqual(['type'])
  })

  test('do not include an unchecked type of a query that every text has', () => {
    const query = { type: 'array', items: { type: 'string' } }
    expect(unchecked(faultsFor({}, { query }))).toEqual(['type'])
    expect(faultsFor({}, { query }).filter((id) => id.includes('query.tag/type'))).toEqual([])
  })

  test('do not include values of a body that cannot be read, such as a file', () => {
    const ids = faultsFor({ type: 'string', maxLength: 9 }, { mediaType: 'multipart/form-data' })
    expect(ids.filter((id) => /^(?:unchecked-body|too-strict)/.test(id))).toEqual([])
  })

  test('do not fail on a body that is nested more deeply than a validator can follow', () => {
    const description = describeCrud()
    const create = description.operations.find(({ id }) => id === 'createThing')
    if (create === undefined) throw new Error('The description has no createThing.')
    const depth = 50_000
    const request = {
      method: 'POST',
      path: '/things',
      query: '',
      headers: new Map([['content-type', ['application/json']]]),
      body: Buffer.from(`{"name":${'['.repeat(depth)}${']'.repeat(depth)}}`),
      oversized: false,
    }
    const exchange = { operation: create, request, response: { status: 400, headers: {} } }
    const { faults } = makeFaults(description, ['one', 'two'])
    expect(faults.length).toBeGreaterThan(100)
    expect(() => faults.map((fault) => fault.effect(exchange))).not.toThrow()
  })
})
