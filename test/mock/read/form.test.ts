import { expect, test } from 'vitest'
import { nest, readFields } from '../../../src/mock/read/form.ts'

const read = (text: string): unknown => {
  const fields = readFields(text)
  return fields && nest(fields, (name) => name === 'list')
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
])('%s', (text, value) => {
  expect(read(text)).toEqual(value)
})

test.each(['a=%', 'a=%zz', 'a=%C3%28', '%=1'])('%s cannot be decoded', (text) => {
  expect(readFields(text)).toBeUndefined()
})

test('`__proto__` is a name like any other', () => {
  const value = read('__proto__[polluted]=1&constructor[prototype]=2') as object
  expect(Object.keys(value)).toEqual(['__proto__', 'constructor'])
  expect({}).not.toHaveProperty('polluted')
})
