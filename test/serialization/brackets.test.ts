import { expect, test } from 'vitest'
import { describe } from '../../src/description/index.ts'
import { schemasOf } from '../../src/schema/index.ts'
import { readForm, splitFields } from '../../src/serialization/index.ts'

const schema = { type: 'object', properties: { list: { type: 'array', items: { type: 'string' } } } }
const content = { 'application/x-www-form-urlencoded': { schema } }
const description = describe(
  'forms',
  {
    openapi: '3.1.1',
    info: { title: 'Forms', version: '1' },
    paths: { '/': { post: { requestBody: { content }, responses: {} } } },
  },
  { files: [], lines: {} } as never,
)

const read = (text: string): unknown => {
  const { document, operations } = description
  const form = operations[0]?.body?.content[0]
  return form && readForm({ document, schemas: schemasOf(document) }, form, text)
}

test.each([
  ['', {}],
  ['&&', {}],
  ['a=1&b=x+y%26z', { a: '1', b: 'x y&z' }],
  ['a', { a: '' }],
  ['a=1=2', { a: '1=2' }],
  ['a=1&a=2', { a: '2' }],
  ['list=1', { list: ['1'] }],
  ['list=1&list=2', { list: ['1', '2'] }],
  ['a[]=1&a[]=2', { a: ['1', '2'] }],
  ['a[0]=1&a[1]=2', { a: ['1', '2'] }],
  ['a[b]=1&a[c][d]=2', { a: { b: '1', c: { d: '2' } } }],
  ['a[0][b]=1', { a: [{ b: '1' }] }],
  ['a%5Bb%5D=1', { a: { b: '1' } }],
  ['a=1&a[b]=2', { a: { b: '2' } }],
  ['a[b]=1&a=2', { a: '2' }],
  ['a[b=1', { 'a[b': '1' }],
  ['[b]=1', { '[b]': '1' }],
  ['a=%E9%87%8D', { a: '重' }],
])('the form %j is read as %j', (text, value) => {
  expect(read(text)).toEqual(value)
})

test.each(['a=%', 'a=%zz', 'a=%C3%28', '%=1'])('the form %j cannot be decoded', (text) => {
  expect(read(text)).toBeUndefined()
  expect(splitFields(text)).toBeUndefined()
})

test('`__proto__` is a name like any other in a form', () => {
  const value = read('__proto__[polluted]=1&constructor[prototype]=2') as object
  expect(Object.keys(value)).toEqual(['__proto__', 'constructor'])
  expect({}).not.toHaveProperty('polluted')
})
