import { expect, test } from 'vitest'
import { describe } from '../../../src/description/index.ts'
import type { Operation } from '../../../src/description/index.ts'
import { securityReader } from '../../../src/mock/read/security.ts'

const rejected = [{ keyword: 'borrowed', value: 'lent_1', prefix: 'lent_' }]
const schemes = {
  basic: { type: 'http', scheme: 'basic', 'x-credentials': { username: '$apiKey', password: '', rejected } },
  bearer: { type: 'http', scheme: 'bearer', 'x-credentials': { rejected } },
  header: { type: 'apiKey', in: 'header', name: 'X-Key' },
}

function operationWith(...names: (keyof typeof schemes)[]): Operation {
  const document = {
    openapi: '3.1.1',
    info: { title: 'Door', version: '1' },
    paths: { '/': { get: { responses: {} } } },
    security: names.map((name) => ({ [name]: [] })),
    components: { securitySchemes: schemes },
  }
  return describe('door', document, {}).operations[0] as Operation
}

function read(
  operation: Operation,
  headers: Record<string, string>,
  apiKeys: readonly string[] = [],
): unknown {
  const lines = Object.entries(headers).map(([name, value]): [string, string[]] => [name, [value]])
  const request = { method: 'GET', path: '/', query: '', headers: new Map(lines), body: Buffer.alloc(0) }
  const result = securityReader(operation, apiKeys)({ ...request, oversized: false })
  return 'keyword' in result ? result.keyword : result.id
}

const basic = (text: string | Uint8Array) => ({
  authorization: `Basic ${Buffer.from(text as string).toString('base64')}`,
})

test.each([
  ['nothing', {}, 'missing'],
  ['an empty header', { authorization: '' }, 'missing'],
  ['an empty key', basic(':'), 'missing'],
  ['another scheme', { authorization: 'Digest key' }, 'malformed'],
  ['the scheme alone', { authorization: 'Basic' }, 'malformed'],
  ['no Base64', { authorization: 'Basic %%%' }, 'malformed'],
  ['bytes that are no text', basic(new Uint8Array([0xff, 0xfe, 0, 0x3a])), 'malformed'],
  ['no colon', basic('key_1'), 'malformed'],
  ['the key as the password', basic(':key_1'), 'malformed'],
  ['a key', basic('key_1:'), 'key_1'],
  ['a key like a rejected one', basic('lent_2:'), 'borrowed'],
])('Basic: %s', (_, headers, outcome) => {
  expect(read(operationWith('basic'), headers)).toBe(outcome)
})

test('one key in two schemes that are needed together is the account of the key', () => {
  const one = operationWith('bearer', 'header')
  const both = { ...one, security: [one.security.flat()] }
  const bearerOf = (key: string) => ({ authorization: `Bearer ${key}` })
  expect(read(both, { ...bearerOf('key_1'), 'x-key': 'key_1' })).toBe('key_1')
  expect(read(both, { ...bearerOf('key_1'), 'x-key': 'key_2' })).toBe('key_1\nkey_2')
})

test('an invalid bearer token and an empty API key are malformed', () => {
  expect(read(operationWith('bearer'), { authorization: 'Bearer a b' })).toBe('malformed')
  expect(read(operationWith('header'), { 'x-key': '' })).toBe('malformed')
})

test('reports the keyword of the scheme that can read the credential', () => {
  const either = operationWith('basic', 'bearer')
  expect(read(either, { authorization: 'Bearer other' }, ['key_1'])).toBe('wrong')
  expect(read(either, { authorization: 'Bearer lent_1' }, ['key_1'])).toBe('borrowed')
  expect(read(operationWith('header', 'bearer'), { authorization: 'Digest x' })).toBe('malformed')
})
