import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { SecurityScheme } from '../../../src/description/index.ts'
import { header } from '../support/proxy.ts'
import { describeGet, getting, json, judgeSmall, jsonResponse, refusals, THING } from '../support/small.ts'

const BEARER: SecurityScheme = { type: 'http', scheme: 'bearer' }
const HEADER: SecurityScheme = { type: 'apiKey', in: 'header', name: 'X-Key' }

/** The verdicts on a server that answers 401 to what is missing, and `refusal` to a key that `admits` does not take. */
async function judge(
  scheme: SecurityScheme,
  apiKey: string,
  admits: (key: string) => boolean,
  refusal = 401,
): Promise<{ broken: string[]; notReached: (string | undefined)[] }> {
  const description = describeGet(
    {
      security: [{ key: [] }],
      'x-refusals': [
        { in: 'security', keyword: 'missing', answers: [{ status: '401' }] },
        { in: 'security', answers: [{ status: String(refusal) }] },
      ],
      responses: { '200': jsonResponse(THING), ...refusals(401, 403) },
    },
    { components: { securitySchemes: { key: scheme } } },
  )
  const name = scheme.type === 'apiKey' ? 'x-key' : 'authorization'
  const server = getting((request) => {
    const text = header(request, name) ?? ''
    const key = scheme.type === 'apiKey' ? text : /^bearer (.*)$/i.exec(text)?.[1]
    if (text === '' || key === '' || /^bearer$/i.test(text)) return json(401, { error: 'none' })
    return key !== undefined && admits(key) ? json(200, { name: 'A' }) : json(refusal, { error: 'no' })
  })
  const { rules } = await judgeSmall(description, server, { apiKey, only: ['auth'] })
  return {
    broken: rules.filter(({ verdict }) => verdict === 'broken').map(({ id }) => id),
    notReached: rules.filter(({ id }) => id.includes('/security/')).map(({ reason }) => reason),
  }
}

describe('a right server is blamed for nothing where its keys', () => {
  test('have no letters', async () => {
    const key = '918273645091827364509182'
    expect((await judge(HEADER, key, (text) => text === key)).broken).toEqual([])
  })

  test('are numbers in base 16, in any case', async () => {
    const key = '0190b9a5-7c1e-7d3a-9b1f-2f6f6a3c5e10'
    expect((await judge(HEADER, key, (text) => text.toLowerCase() === key)).broken).toEqual([])
  })

  test('are too short to be cut', async () => {
    expect((await judge(HEADER, 'Kq7z', (text) => text === 'Kq7z')).broken).toEqual([])
  })

  test('are tokens whose last character says nothing by itself', async () => {
    const [head, body] = ['{"alg":"HS256"}', '{"sub":"ada"}'].map((text) =>
      Buffer.from(text).toString('base64url'),
    )
    const sign = (secret: number): string =>
      createHmac('sha256', String(secret))
        .update(`${head ?? ''}.${body ?? ''}`)
        .digest('base64url')
    const secret =
      Array.from({ length: 1000 }, (_, index) => index).find((one) => sign(one).endsWith('w')) ?? 0
    const key = `${head ?? ''}.${body ?? ''}.${sign(secret)}`
    const bytesOf = (text: string): string =>
      Buffer.from(text.split('.')[2] ?? '', 'base64url').toString('hex')
    const isSigned = (text: string): boolean =>
      text.startsWith(`${head ?? ''}.${body ?? ''}.`) &&
      text.length === key.length &&
      bytesOf(text) === bytesOf(key)
    expect((await judge(BEARER, key, isSigned)).broken).toEqual([])
  })

  test.each([BEARER, HEADER])('are missing where nothing stands in their place: %j', async (scheme) => {
    const key = 'key-of-Ada-0123456789'
    expect((await judge(scheme, key, (text) => text === key, 403)).broken).toEqual([])
  })
})

test('a server that takes the keys of others, or any, is found', async () => {
  expect((await judge(HEADER, 'key-of-Ada-0123456789', (text) => text.length > 12)).broken).toEqual([
    'do/security/key/wrong',
  ])
})
