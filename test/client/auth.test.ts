import { expect, it } from 'vitest'
import { basic, InvalidRequestError } from '../../src/client/index.ts'
import { credentials, headerKeyScheme, tokenScheme, type Token } from '../../src/client/index.ts'

const thrownBy = async (action: () => unknown): Promise<unknown> => {
  try {
    return await action()
  } catch (thrown) {
    return thrown
  }
}

const authorize = (token: Token) => ({
  basic: () => basic(token as string),
  bearer: () => credentials({ a: tokenScheme('Bearer', token) })([['a']]),
  header: () => credentials({ a: headerKeyScheme('X-Key', token) })([['a']]),
})

it('encodes an API key as Basic, as a bearer token and unchanged', async () => {
  const { basic: encode, bearer, header } = authorize('sk_test_1')
  expect(encode()).toBe(`Basic ${Buffer.from('sk_test_1:').toString('base64')}`)
  expect((await bearer()).headers).toEqual({ Authorization: 'Bearer sk_test_1' })
  expect((await header()).headers).toEqual({ 'X-Key': 'sk_test_1' })
})

it.each([
  undefined,
  null,
  5,
  '',
  ' ',
  'undefined',
  'null',
  ' sk',
  'sk ',
  'sk_test\n',
  'sk\r\nX: y',
  'sk test',
  'sk_tést',
  '\0',
])(
  'rejects the API key %j in Basic, as a bearer token and in a header, without its text in the message',
  async (key) => {
    // A function returns what a program reads at run time, whatever its type says.
    const token = (() => key) as unknown as () => string
    const errors = [
      await thrownBy(() => basic(key as string)),
      await thrownBy(authorize(token).bearer),
      await thrownBy(authorize(token).header),
    ]
    for (const error of errors) {
      expect(error).toBeInstanceOf(InvalidRequestError)
      expect(String(error)).toBe(
        'InvalidRequestError: Invalid `apiKey`: expected visible ASCII characters that a header can carry. {"option":"apiKey"}',
      )
    }
  },
)

it('rejects a colon in the user name of Basic, which would end there', async () => {
  expect(await thrownBy(() => basic('sk:x'))).toBeInstanceOf(InvalidRequestError)
})
