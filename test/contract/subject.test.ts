import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { completeTarget } from '../../src/contract/http/target.ts'
import { runContract } from '../../src/contract/index.ts'
import { targetOf } from '../../src/contract/subject.ts'
import type { Subject } from '../../src/contract/subject.ts'
import type { SecurityScheme } from '../../src/description/openapi.ts'
import { describeOperation } from './support/description.ts'

const CERTIFICATES = 'test/contract/support/certificates'
const pem = (name: string): string => readFileSync(`${CERTIFICATES}/${name}`, 'utf8')

const secured = (securitySchemes: Record<string, SecurityScheme>) =>
  describeOperation(
    {
      security: Object.keys(securitySchemes).map((name) => ({ [name]: [] })),
      responses: { '200': { description: 'Done.' }, '401': { description: 'Not authenticated.' } },
    },
    { document: { components: { securitySchemes } } },
  )

const description = secured({ basic: { type: 'http', scheme: 'basic' } })
const byToken = secured({
  oauth: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: '/token' } } },
})

afterEach(() => vi.unstubAllEnvs())

const at = (baseUrl: string, rest: Omit<Subject, 'baseUrl'> = {}): Subject => ({ baseUrl, ...rest })
const completed = (subject: Subject, described = description) => completeTarget(targetOf(described, subject))

describe('the subject of a suite has the options of the command line', () => {
  test('for the rate, the limits, the clock and the headers', () => {
    const limits = { rate: 5, timeout: 100, maxRequests: 9, maxTime: 8, maxResponse: 7, clockSkew: 6 }
    const target = completed(
      at('https://api.example', {
        apiKey: 'k',
        ...limits,
        allowDestructive: true,
        headers: { 'X-Own': 'a' },
      }),
    )
    expect(target).toMatchObject({ ...limits, allowDestructive: true, headers: [['X-Own', 'a']] })
    expect(target.pace.rate).toBe(5)
  })

  test('for an OAuth 2 client instead of a key', () => {
    const client = { id: 'a', secret: 'b' }
    const target = completed(
      at('https://api.example', { client, tokenUrl: 'https://login.example' }),
      byToken,
    )
    expect(target).toMatchObject({ client, apiKey: '', tokenUrl: new URL('https://login.example') })
  })

  test('for certificates, which a reproduction names by variables', () => {
    const tls = { ca: pem('ca.pem'), cert: pem('client.pem'), key: pem('client.key') }
    expect(completed(at('https://api.example', { apiKey: 'k', tls })).tls).toEqual({
      ...tls,
      curl: ['--cacert "$CA_FILE"', '--cert "$CERT_FILE"', '--key "$KEY_FILE"'],
    })
  })

  test('for the schemes', () => {
    const two = secured({
      basic: { type: 'http', scheme: 'basic' },
      bearer: { type: 'http', scheme: 'bearer' },
    })
    const { schemes } = completed(at('https://api.example', { apiKey: 'k', schemes: ['bearer'] }), two)
    expect(schemes.named).toEqual(['bearer'])
  })

  test('for a proxy', () => {
    const proxy = { HTTPS_PROXY: 'http://proxy.example:8080', NO_PROXY: 'internal.example' }
    const target = completed(at('https://api.example', { apiKey: 'k', proxy }))
    expect(target.proxy(new URL('https://api.example'))?.url.host).toBe('proxy.example:8080')
    expect(target.proxy(new URL('https://internal.example'))).toBeUndefined()
  })

  test('and undefined means the default', () => {
    const { rate, timeout } = completed(
      at('https://api.example', { apiKey: 'k', rate: undefined, timeout: undefined }),
    )
    expect({ rate, timeout }).toEqual({ rate: 0, timeout: 10_000 })
  })
})

describe('without a proxy of its own', () => {
  test('a subject is behind the one of the environment', () => {
    vi.stubEnv('HTTPS_PROXY', 'http://proxy.example:8080')
    const { proxy, baseUrl } = completed(at('https://api.example', { apiKey: 'k' }))
    expect(proxy(baseUrl)?.variable).toBe('HTTPS_PROXY')
  })

  test.each(['http://127.0.0.1:1', 'http://localhost:1', 'http://[::1]:1'])('%s is behind none', (url) => {
    vi.stubEnv('HTTP_PROXY', 'http://proxy.example:8080')
    const { proxy, baseUrl } = completed(at(url, { apiKey: 'k' }))
    expect(proxy(baseUrl)).toBeUndefined()
  })
})

describe('a subject is rejected', () => {
  test.each<[string, Subject, string]>([
    ['without a base URL', { apiKey: 'k' } as unknown as Subject, '`baseUrl` must be an http or https URL'],
    ['with a base URL of another kind', at('ftp://api.example', { apiKey: 'k' }), '`baseUrl` must be'],
    ['without the key that its description needs', at('https://api.example'), '`subject` needs `apiKey`'],
    [
      'with a scheme that the description does not have',
      at('https://api.example', { apiKey: 'k', schemes: ['bearer'] }),
      'no security scheme `bearer`. Its schemes are basic.',
    ],
    [
      'with a credential of such a scheme',
      at('https://api.example', { apiKey: 'k', credentials: { app: 'a' } }),
      'no security scheme `app`',
    ],
    [
      'with an invalid certificate',
      at('https://api.example', { apiKey: 'k', tls: { cert: 'a', key: 'b' } }),
      '`tls` is not valid',
    ],
  ])('%s', (_, subject, message) => {
    expect(() => targetOf(description, subject)).toThrow(message)
  })
})

test('a program that runs the contract gives the same options', async () => {
  const run = runContract({
    description: byToken,
    target: { baseUrl: 'http://127.0.0.1:1', client: { id: 'a', secret: 'b' }, timeout: 100 },
  })
  await expect(run).rejects.toThrow(/^Cannot run: the token endpoint/)
})
