import { describe, expect, test } from 'vitest'
import { describe as describeApi } from '../../src/description/index.ts'
import type { OpenAPIDocument } from '../../src/description/index.ts'
import { normalize } from '../../src/description/normalize.ts'

const head = { openapi: '3.1.1', info: { title: 'Odd', version: '1' } }

function normalized(schemas: Record<string, unknown>): unknown {
  return normalize({ ...head, components: { schemas: schemas as never } }).components?.schemas
}

describe('a schema says the same in fewer ways', () => {
  test.each<[string, unknown, unknown]>([
    ['true', true, {}],
    ['false', false, { not: {} }],
    [
      'a boolean anywhere',
      { properties: { a: true, b: false }, allOf: [true], not: false, prefixItems: [true], if: true },
      { properties: { a: {}, b: { not: {} } }, allOf: [{}], not: { not: {} }, prefixItems: [{}], if: {} },
    ],
    [
      'what closes a schema',
      { items: false, additionalProperties: false, unevaluatedProperties: false, unevaluatedItems: false },
      { items: false, additionalProperties: false, unevaluatedProperties: false, unevaluatedItems: false },
    ],
    [
      'properties that are named like keywords',
      { properties: { properties: true, not: true, const: { const: true } }, required: ['not'] },
      { properties: { properties: {}, not: {}, const: { const: true } }, required: ['not'] },
    ],
    [
      'what is data',
      { const: { not: true }, enum: [true], default: false },
      { const: { not: true }, enum: [true], default: false },
    ],
    ['a reference alone', { $ref: '#/components/schemas/B' }, { $ref: '#/components/schemas/B' }],
    [
      'a reference with words beside it',
      { $ref: '#/components/schemas/B', description: 'Words.' },
      { $ref: '#/components/schemas/B', description: 'Words.' },
    ],
    [
      'a reference with a keyword beside it',
      { $ref: '#/components/schemas/B', maxLength: 3, allOf: [{}] },
      { maxLength: 3, allOf: [{}, { $ref: '#/components/schemas/B' }] },
    ],
    ['an anchor', { items: { $ref: '#bee' } }, { items: { $ref: '#/components/schemas/B' } }],
    [
      'a dynamic reference',
      { items: { $dynamicRef: '#dyn' } },
      { items: { $ref: '#/components/schemas/C/$defs/d%2525' } },
    ],
    ['nobody’s anchor', { $ref: '#nobody' }, { $ref: '#nobody' }],
  ])('%s', (_, written, read) => {
    const B = { $anchor: 'bee', type: 'string' }
    const C = { $defs: { 'd%25': { $dynamicAnchor: 'dyn' } } }
    expect(normalized({ A: written, B, C })).toEqual({ A: read, B, C })
  })

  test('nothing is changed in what was given', () => {
    const document: OpenAPIDocument = { ...head, components: { schemas: { A: { not: false as never } } } }
    const before = structuredClone(document)
    normalize(document)
    expect(document).toEqual(before)
  })
})

test('schemas are found wherever they may stand', () => {
  const media = { 'a/b': { schema: true, encoding: { e: { headers: { h: { schema: true } } } } } }
  const operation = {
    parameters: [
      { name: 'p', in: 'query', schema: true },
      { name: 'q', in: 'query', content: media },
    ],
    requestBody: { content: media },
    responses: { 200: { description: '', headers: { h: { schema: true } }, content: media } },
  }
  const item = { parameters: [{ name: 'r', in: 'query', schema: true }], trace: operation }
  const callback = { '{$url}': item }
  const document = {
    ...head,
    paths: { '/a': { ...item, get: { ...operation, callbacks: { c: callback } } } },
    webhooks: { w: item },
    components: { callbacks: { c: callback }, pathItems: { i: item }, headers: { h: { schema: true } } },
  }
  expect(JSON.stringify(normalize(document as never))).toBe(JSON.stringify(document).replaceAll('true', '{}'))
})

test('an example by reference is written out; so is a path item with something beside its reference', () => {
  const example = { value: 7 }
  const item = { get: { responses: {} } }
  const document = {
    ...head,
    paths: {
      '/a': { $ref: '#/components/pathItems/i' },
      '/b': { $ref: '#/components/pathItems/i', put: { responses: {} } },
    },
    components: {
      pathItems: { i: item },
      examples: { e: example },
      parameters: {
        p: { name: 'p', in: 'query' as const, examples: { one: { $ref: '#/components/examples/e' } } },
      },
    },
  }
  expect(normalize(document)).toEqual({
    ...document,
    paths: { ...document.paths, '/b': { ...item, put: { responses: {} } } },
    components: {
      ...document.components,
      parameters: { p: { name: 'p', in: 'query', examples: { one: example } } },
    },
  })
})

test('what is added lies below what was written, and so is found on its line', () => {
  const schemas = {
    A: { properties: { a: { $ref: '#/components/schemas/B', maxLength: 3 }, b: false } },
    B: {},
  }
  const source = (line: number) => ({ file: 'odd.yaml', line })
  const description = describeApi(
    'odd',
    { ...head, components: { schemas: schemas as never } },
    {
      '': source(1),
      '/components/schemas/A/properties/a': source(7),
      '/components/schemas/A/properties/a/maxLength': source(8),
      '/components/schemas/A/properties/b': source(9),
    },
  )
  const at = '/components/schemas/A/properties'
  expect(description.source(`${at}/a/allOf/0/$ref`)).toEqual(source(7))
  expect(description.source(`${at}/a/maxLength`)).toEqual(source(8))
  expect(description.source(`${at}/b/not`)).toEqual(source(9))
})
