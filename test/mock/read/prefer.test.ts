import { expect, test } from 'vitest'
import { readPreferences } from '../../../src/mock/read/prefer.ts'
import { headersFrom } from '../../../src/command/index.ts'

function prefer(headers: string[], query = ''): object {
  const raw = headers.flatMap((value) => ['Prefer', value])
  const request = {
    method: 'GET',
    path: '/',
    query,
    headers: headersFrom(raw),
    body: Buffer.alloc(0),
    oversized: false,
  }
  return readPreferences(request)
}

test.each([
  [['code=409, example=key_in_use'], { code: 409, example: 'key_in_use' }],
  [['code=409; example="key in use"'], { code: 409, example: 'key in use' }],
  [['Code=409', 'EXAMPLE=a'], { code: 409, example: 'a' }],
  [['dynamic=true, seed=7'], { dynamic: true, seed: '7' }],
  [['state=none'], { state: 'none' }],
  [['respond-async, wait=100'], {}],
  [['code=nonsense, example='], { unsupported: '`code=nonsense`: expected a status code from 100 to 599.' }],
  [['dynamic=perhaps'], { unsupported: '`dynamic=perhaps`: expected true or false.' }],
  [['state='], { unsupported: '`state=`: expected a value.' }],
])('%s', (headers, expected) => {
  expect(prefer(headers)).toEqual(expected)
})

test('without the header, the query is read', () => {
  expect(prefer([], 'a=1&__code=404&__example=x%20y')).toEqual({ code: 404, example: 'x y' })
  expect(prefer(['code=500'], '__code=404')).toEqual({ code: 500 })
})
