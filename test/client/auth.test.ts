import { expect, it } from 'vitest'
import { basic, bearer, InvalidRequestError, plain } from '../../src/client/index.ts'

it('encodes an API key as Basic, as a bearer token and unchanged', () => {
  expect(basic('sk_test_1')).toBe(`Basic ${Buffer.from('sk_test_1:').toString('base64')}`)
  expect(bearer('sk_test_1')).toBe('Bearer sk_test_1')
  expect(plain('sk_test_1')).toBe('sk_test_1')
})

it.each([undefined as unknown as string, '', 'sk_test\n', 'sk test', 'sk_tést', '\0'])(
  'rejects the API key %j, which an error of the platform would quote',
  (key) => {
    const error = (() => {
      try {
        return bearer(key)
      } catch (thrown) {
        return thrown
      }
    })()
    expect(error).toBeInstanceOf(InvalidRequestError)
    expect(String(error)).toBe(
      'InvalidRequestError: Invalid `apiKey`: expected one or more visible ASCII characters. {"option":"apiKey"}',
    )
  },
)

it('throws the platform’s error for a key that Basic cannot encode, because it does not quote the key', () => {
  expect(() => basic('sk_€')).toThrow(expect.objectContaining({ name: 'InvalidCharacterError' }) as Error)
  expect(() => basic('sk_€')).not.toThrow(/sk_/)
})
