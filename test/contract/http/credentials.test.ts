import { describe, expect, test } from 'vitest'
import { credential, wrongPasswords } from '../../../src/contract/http/credentials.ts'
import type { SecurityScheme } from '../../../src/description/index.ts'

const key = 'key_0123456789'

function credentialOfScheme(scheme: SecurityScheme, apiKey = key): ReturnType<typeof credential> {
  return credential({ name: 'scheme', pointer: '', scheme }, apiKey)
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}

describe('an API key', () => {
  test.each<[string, SecurityScheme, { in: string; name: string; value: string }]>([
    [
      'Bearer',
      { type: 'http', scheme: 'bearer' },
      { in: 'header', name: 'Authorization', value: `Bearer ${key}` },
    ],
    ['OAuth 2', { type: 'oauth2' }, { in: 'header', name: 'Authorization', value: `Bearer ${key}` }],
    [
      'OpenID Connect',
      { type: 'openIdConnect' },
      { in: 'header', name: 'Authorization', value: `Bearer ${key}` },
    ],
    [
      'Basic: the key is the user name',
      { type: 'http', scheme: 'basic' },
      { in: 'header', name: 'Authorization', value: `Basic ${base64(`${key}:`)}` },
    ],
    [
      'Basic with x-credentials',
      { type: 'http', scheme: 'Basic', 'x-credentials': { username: 'api', password: '$apiKey' } },
      { in: 'header', name: 'Authorization', value: `Basic ${base64(`api:${key}`)}` },
    ],
    [
      'a header',
      { type: 'apiKey', in: 'header', name: 'X-Key' },
      { in: 'header', name: 'X-Key', value: key },
    ],
    ['the query', { type: 'apiKey', in: 'query', name: 'key' }, { in: 'query', name: 'key', value: key }],
    [
      'a cookie',
      { type: 'apiKey', in: 'cookie', name: 'session' },
      { in: 'cookie', name: 'session', value: key },
    ],
  ])('is sent in a security scheme of the kind %s', (_, scheme, part) => {
    expect(credentialOfScheme(scheme).parts).toEqual([
      { ...part, shell: expect.stringContaining('$API_KEY') as string },
    ])
  })

  test('may be `user:password` for Basic', () => {
    expect(credentialOfScheme({ type: 'http', scheme: 'basic' }, 'ada:pass').parts[0]?.value).toBe(
      `Basic ${base64('ada:pass')}`,
    )
  })

  test('is not sent as a header for a certificate', () => {
    expect(credentialOfScheme({ type: 'mutualTLS' }).parts).toEqual([])
  })

  test('is not part of the shell text, and every form that is sent counts as a secret', () => {
    const schemes: SecurityScheme[] = [
      { type: 'http', scheme: 'basic' },
      { type: 'http', scheme: 'bearer' },
      { type: 'apiKey', in: 'query', name: 'key' },
    ]
    for (const scheme of schemes) {
      const { parts, secrets } = credentialOfScheme(scheme)
      expect(parts).toHaveLength(1)
      for (const { value, shell } of parts) {
        expect(shell).not.toContain(key)
        expect(shell).toContain('$API_KEY')
        expect(secrets.some((secret) => value.endsWith(secret))).toBe(true)
      }
    }
  })
})

describe('the passwords with which the right key is rejected', () => {
  const basic = { type: 'http', scheme: 'basic' } as const
  const extension = { username: '$apiKey', password: '' }

  test('are all but that of `x-credentials`', () => {
    expect(wrongPasswords({ ...basic, 'x-credentials': extension })).toEqual(['x', ' ', ':x', '$apiKey'])
    expect(wrongPasswords({ ...basic, 'x-credentials': { ...extension, password: 'x' } })).toContain('')
  })

  test.each<[string, SecurityScheme]>([
    ['that says nothing about a password', basic],
    ['whose API ignores the password', { ...basic, 'x-credentials': { ...extension, anyPassword: true } }],
    ['whose password is the key', { ...basic, 'x-credentials': { username: 'api', password: '$apiKey' } }],
    ['of another kind', { type: 'http', scheme: 'bearer', 'x-credentials': extension } as const],
  ])('are none for a scheme %s', (_, scheme) => {
    expect(wrongPasswords(scheme)).toEqual([])
  })
})
