import { describe, expect, test } from 'vitest'
import { describe as describeApi } from '../../src/description/index.ts'

const head = { openapi: '3.1.1', info: { title: 'Odd', version: '1' } }
const schemasPointer = '/components/schemas'

function read(schemas: object, more: object = {}): () => unknown {
  const map = {
    '': { file: 'odd.yaml', line: 1 },
    [`${schemasPointer}/A`]: { file: 'odd.yaml', line: 5 },
    [`${schemasPointer}/B`]: { file: 'odd.yaml', line: 5 },
  }
  return () => describeApi('odd', { ...head, components: { schemas: schemas as never }, ...more }, map)
}

describe('rejects a schema that applies itself to the same value', () => {
  test.each<[string, object]>([
    ['its own reference', { A: { $ref: `#${schemasPointer}/A` } }],
    [
      'the reference of its reference',
      { A: { $ref: `#${schemasPointer}/B` }, B: { $ref: `#${schemasPointer}/A` } },
    ],
    ['its own part', { A: { allOf: [{ type: 'object' }, { $ref: `#${schemasPointer}/A` }] } }],
    [
      'its own alternative',
      { A: { anyOf: [{ type: 'string' }, { not: { $ref: `#${schemasPointer}/A` } }] } },
    ],
    ['its own condition', { A: { if: { $ref: `#${schemasPointer}/A` } } }],
    ['what it depends on', { A: { dependentSchemas: { a: { $ref: `#${schemasPointer}/A` } } } }],
  ])('%s', (_, schemas) => {
    expect(read(schemas)).toThrow(/^odd\.yaml:5: The reference is circular\.$/)
  })
})

test.each<[string, object]>([
  ['a property', { A: { properties: { a: { $ref: `#${schemasPointer}/A` } } } }],
  ['an item', { A: { allOf: [{ type: 'array', items: { $ref: `#${schemasPointer}/A` } }] } }],
  [
    'the same part twice',
    { A: { allOf: [{ $ref: `#${schemasPointer}/B` }, { $ref: `#${schemasPointer}/B` }] }, B: {} },
  ],
  ['a property of that name', { A: { properties: { $ref: { type: 'string' } } } }],
])('accepts a schema that contains itself: %s', (_, schemas) => {
  expect(read(schemas)).not.toThrow()
})

test('rejects a reference without a target at its line', () => {
  const schemas = { A: { items: { $ref: `#${schemasPointer}/Nobody` } } }
  expect(read(schemas)).toThrow(`odd.yaml:5: The reference to \`${schemasPointer}/Nobody\` has no target.`)
})

test('rejects an unknown security scheme', () => {
  const message = 'odd.yaml:1: Unknown security scheme `key`.'
  expect(read({}, { security: [{ key: [] }] })).toThrow(message)
  const paths = { '/a': { get: { security: [{}, { key: [] }], responses: {} } } }
  expect(read({}, { paths })).toThrow(message)
})
