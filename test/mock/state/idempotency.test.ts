import { expect, test } from 'vitest'
import { fingerprintOf, IdempotencyKeys } from '../../../src/mock/state/idempotency.ts'
import type { Claim } from '../../../src/mock/state/idempotency.ts'
import type { Idempotency } from '../../../src/description/index.ts'

const rules: Idempotency = {
  header: 'Key',
  retention: 'PT24H',
  scope: 'credential',
  stores: ['success', 'rejection'],
  releases: [],
  mismatch: { differs: ['body'], responses: [{ status: '422' }] },
  inProgress: { responses: [{ status: '409' }] },
}
const mockResponse = (status: number) => ({ status, headers: {}, body: status })
const fingerprint = (path: string, json: string) =>
  fingerprintOf({ method: 'POST', path, body: Buffer.from(json) }, JSON.parse(json))
const request = fingerprint('/a', '{"b":1}')

function finish(claim: Claim, status: number | undefined): void {
  if (claim.kind !== 'execute') throw new Error(`It was ${claim.kind}.`)
  claim.finish(status === undefined ? undefined : mockResponse(status))
}

test('stores a response for the documented retention, and no longer', () => {
  let now = 0
  const keys = new IdempotencyKeys(() => now)
  finish(keys.claim(rules, 'a', 'k', request), 200)
  now = 86_399_999
  expect(keys.claim(rules, 'a', 'k', request)).toEqual({ kind: 'replay', mockResponse: mockResponse(200) })
  now = 86_400_000
  expect(keys.claim(rules, 'a', 'k', request).kind).toBe('execute')
})

test.each([
  [200, 'replay'],
  [404, 'replay'],
  [500, 'execute'],
  [409, 'execute'],
  [429, 'execute'],
  [undefined, 'execute'],
])('after a response with %s, the next request is: %s', (status, kind) => {
  const keys = new IdempotencyKeys()
  finish(keys.claim(rules, 'a', 'k', request), status)
  expect(keys.claim(rules, 'a', 'k', request).kind).toBe(kind)
})

test('compares only the parts of a request that the description names', () => {
  const keys = new IdempotencyKeys()
  finish(keys.claim(rules, 'a', 'k', request), 200)
  expect(keys.claim(rules, 'a', 'k', fingerprint('/b', '{"b":1}')).kind).toBe('replay')
  expect(keys.claim(rules, 'a', 'k', fingerprint('/a', '{"b":2}')).kind).toBe('mismatch')
  expect(keys.claim(rules, 'b', 'k', request).kind).toBe('execute')
  expect(keys.claim(rules, 'b', 'k', request).kind).toBe('inProgress')
})

test('equal JSON values have the same fingerprint, whatever the order of their keys', () => {
  const one = fingerprint('/a', '{"b":[1,{"d":null,"c":"x"}],"a":{},"e":[]}')
  expect(fingerprint('/a', '{"e":[],"a":{},"b":[1,{"c":"x","d":null}]}')).toEqual(one)
  expect(fingerprint('/a', '{"e":[],"a":{},"b":[{"c":"x","d":null},1]}')).not.toEqual(one)
})

test('a body that is nested very deeply has a fingerprint, too', () => {
  const deep = (inner: string) => `${'['.repeat(100_000)}${inner}${']'.repeat(100_000)}`
  expect(fingerprint('/a', deep('1'))).toEqual(fingerprint('/a', deep('1')))
  expect(fingerprint('/a', deep('1'))).not.toEqual(fingerprint('/a', deep('2')))
})
