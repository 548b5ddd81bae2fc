import { expect, it } from 'vitest'
import { basic, bearer, InvalidRequestError, plain } from '../../src/client/index.ts'

it('makes the schemes of the descriptions', () => {
  expect(basic('sk_test_1')).toBe(`Basic ${Buffer.from('sk_test_1:').toString('base64')}`)
  expect(bearer('sk_test_1')).toBe('Bearer sk_test_1')
  expect(plain('sk_test_1')).toBe('sk_test_1')
})

it.each([undefined as unknown as string, '', 'sk_test\n', 'sk test', 'sk_tést', '\0'])(
  'refuses %j where the platform would quote it',
  (key) => {
    const error = (() => {
      try {
        return bearer(key)
      } catch (thrown) {
        return thrown
      }
    })()
    expect(error).toBeInstanceOf(InvalidRequestError)
    expect(String(error)).toBe('InvalidRequestError: invalid {"option":"apiKey"}')
  },
)

it('leaves a key that Basic cannot encode to the platform, whose error does not quote it', () => {
  expect(() => basic('sk_€')).toThrow(expect.objectContaining({ name: 'InvalidCharacterError' }) as Error)
  expect(() => basic('sk_€')).not.toThrow(/sk_/)
})
