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
const request = fingerprintOf('POST', '/a', { b: 1 })

function finish(claim: Claim, status: number | undefined): void {
  if (claim.kind !== 'execute') throw new Error(`It was ${claim.kind}.`)
  claim.finish(status === undefined ? undefined : mockResponse(status))
}

test('an answer is kept as long as the description says, and no longer', () => {
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
])('after %s the next one is: %s', (status, kind) => {
  const keys = new IdempotencyKeys()
  finish(keys.claim(rules, 'a', 'k', request), status)
  expect(keys.claim(rules, 'a', 'k', request).kind).toBe(kind)
})

test('only what differs by the description makes another request', () => {
  const keys = new IdempotencyKeys()
  finish(keys.claim(rules, 'a', 'k', request), 200)
  expect(keys.claim(rules, 'a', 'k', fingerprintOf('POST', '/b', { b: 1 })).kind).toBe('replay')
  expect(keys.claim(rules, 'a', 'k', fingerprintOf('POST', '/a', { b: 2 })).kind).toBe('mismatch')
  expect(keys.claim(rules, 'b', 'k', request).kind).toBe('execute')
  expect(keys.claim(rules, 'b', 'k', request).kind).toBe('inProgress')
})
