import { expect, it } from 'vitest'
import { form } from '../../src/client/index.ts'

const decoded = (value: unknown) => decodeURIComponent(form(value).toString())

it('writes nested properties in brackets', () => {
  expect(decoded({ amount: 1, metadata: { a: 'x' }, expand: ['c', 'd'] })).toBe(
    'amount=1&metadata[a]=x&expand[0]=c&expand[1]=d',
  )
  expect(decoded({ a: { b: [{ c: true }] } })).toBe('a[b][0][c]=true')
})

it('sends null as an empty value and leaves undefined out', () => {
  expect(decoded({ a: null, b: undefined, c: 0, d: '', e: false })).toBe('a=&c=0&d=&e=false')
  expect(decoded({})).toBe('')
})

it('escapes characters that would end a name or a value', () => {
  expect([...form({ 'a&b': '1=2&c=3', ü: '+ %' })]).toEqual([
    ['a&b', '1=2&c=3'],
    ['ü', '+ %'],
  ])
  expect(form({ 'a&b': '1=2' }).toString()).toBe('a%26b=1%3D2')
})
