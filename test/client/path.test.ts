import { expect, it } from 'vitest'
import { InvalidRequestError } from '../../src/client/index.ts'
import { pathWriter } from '../../src/client/path.ts'

const cancel = (id: unknown) => pathWriter('https://api.test/v1/things/{id}/cancel')({ id })

it.each([
  ['pi_123', 'pi_123'],
  [7, '7'],
  ['a?b#c%2e', 'a%3Fb%23c%252e'],
  ['é', '%C3%A9'],
  ['...', '...'],
])('encodes the path parameter %j', (id, segment) => {
  expect(cancel(id)).toBe(`https://api.test/v1/things/${segment}/cancel`)
})

it.each(['', '.', '..', 'a/b', '..\\..', 'a b', ' a', 'a\n', 'a\0', '\u200b', '\ud800', null, {}, 'a/../b'])(
  'rejects the path parameter %j and names it in the message',
  (id) => {
    expect(() => cancel(id)).toThrow(InvalidRequestError)
    expect(() => cancel(id)).toThrow(`Invalid path parameter \`id\`: ${JSON.stringify(id)}. `)
  },
)

it('rejects a missing path parameter', () => {
  expect(() => pathWriter('/{id}')({})).toThrow('Invalid path parameter `id`: undefined. {"url":"/{id}"}')
})

it('checks every parameter separately', () => {
  expect(pathWriter('/{a}/x/{b}.{c}')({ a: '1', b: '2', c: '3' })).toBe('/1/x/2.3')
  expect(() => pathWriter('/{a}.{b}')({ a: '.', b: 'x' })).toThrow(InvalidRequestError)
})
