import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { SecurityScheme } from '../../../../src/description/index.ts'
import { header } from '../../support/proxy.ts'
import {
  describeGet,
  createGetServer,
  json,
  testSmallServer,
  jsonResponse,
  rejections,
  THING,
} from '../../support/small.ts'

const BEARER: SecurityScheme = { type: 'http', scheme: 'bearer' }
const HEADER: SecurityScheme = { type: 'apiKey', in: 'header', name: 'X-Key' }

/** Runs the auth cases against a server that returns 401 without a key and `rejectionStatus` for a wrong key. */
async function testKey(
  scheme: SecurityScheme,
  apiKey: string,
  accepts: (key: string) => boolean,
  rejectionStatus = 401,
): Promise<{ failed: string[]; untestedReasons: (string | undefined)[] }> {
  const description = describeGet(
    {
      security: [{ key: [] }],
      'x-rejections': [
        { in: 'security', keyword: 'missing', responses: [{ status: '401' }] },
        { in: 'security', responses: [{ status: String(rejectionStatus) }] },
      ],
      responses: { '200': jsonResponse(THING), ...rejections(401, 403) },
    },
    { components: { securitySchemes: { key: scheme } } },
  )
  const name = scheme.type === 'apiKey' ? 'x-key' : 'authorization'
  const server = createGetServer((request) => {
    const text = header(request, name) ?? ''
    const key = scheme.type === 'apiKey' ? text : /^bearer (.*)$/i.exec(text)?.[1]
    if (text === '' || key === '' || /^bearer$/i.test(text)) return json(401, { error: 'missing' })
    return key !== undefined && accepts(key)
      ? json(200, { name: 'A' })
      : json(rejectionStatus, { error: 'wrong' })
  })
  const { rules } = await testSmallServer(description, server, { apiKey, only: ['auth'] })
  return {
    failed: rules.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id),
    untestedReasons: rules.filter(({ id }) => id.includes('/security/')).map(({ reason }) => reason),
  }
}

describe('no rule fails for a correct server whose keys', () => {
  test('have no letters', async () => {
    const key = '918273645091827364509182'
    expect((await testKey(HEADER, key, (text) => text === key)).failed).toEqual([])
  })

  test('are hexadecimal numbers in any letter case', async () => {
    const key = '0190b9a5-7c1e-7d3a-9b1f-2f6f6a3c5e10'
    expect((await testKey(HEADER, key, (text) => text.toLowerCase() === key)).failed).toEqual([])
  })

  test('are too short to be truncated', async () => {
    expect((await testKey(HEADER, 'Kq7z', (text) => text === 'Kq7z')).failed).toEqual([])
  })

  test('are tokens whose last character holds unused bits', async () => {
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
    expect((await testKey(BEARER, key, isSigned)).failed).toEqual([])
  })

  test.each([BEARER, HEADER])('count as missing if they are empty: %j', async (scheme) => {
    const key = 'key-of-Ada-0123456789'
    expect((await testKey(scheme, key, (text) => text === key, 403)).failed).toEqual([])
  })
})

test('detects a server that accepts any key', async () => {
  expect((await testKey(HEADER, 'key-of-Ada-0123456789', (text) => text.length > 12)).failed).toEqual([
    'do/security/key/wrong',
  ])
})
